import { enBulk } from './en-bulk.ts'
import { enManage } from './en-manage.ts'
import { enPalette } from './en-palette.ts'
import { enQueue } from './en-queue.ts'
import { enWall } from './en-wall.ts'
import { enWork } from './en-work.ts'
import type { zh } from './zh.ts'

/** The same words in English. */
export const en: typeof zh = { ...enWork, ...enManage, ...enPalette, ...enBulk, ...enWall, ...enQueue }
