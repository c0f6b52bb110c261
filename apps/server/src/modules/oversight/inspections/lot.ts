import type { Lot } from '@lianxin/domain'
import { createHash } from 'node:crypto'

/** SHA-256 as hexadecimal digits: what a draw is ordered by. */
export const lot: Lot = (text) => createHash('sha256').update(text).digest('hex')
