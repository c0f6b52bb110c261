import { enAdmin } from './en-admin.ts'
import { enAssessment } from './en-assessment.ts'
import { enBrief } from './en-brief.ts'
import { enBulk } from './en-bulk.ts'
import { enFieldPlans } from './en-field-plans.ts'
import { enFigures } from './en-figures.ts'
import { enInquiry } from './en-inquiry.ts'
import { enInspections } from './en-inspections.ts'
import { enIntake } from './en-intake.ts'
import { enManage } from './en-manage.ts'
import { enMap } from './en-map.ts'
import { enOrders } from './en-orders.ts'
import { enPalette } from './en-palette.ts'
import { enQueue } from './en-queue.ts'
import { enResponsibility } from './en-responsibility.ts'
import { enSettings } from './en-settings.ts'
import { enTexts } from './en-texts.ts'
import { enTicket } from './en-ticket.ts'
import { enTold } from './en-told.ts'
import { enVisits } from './en-visits.ts'
import { enWall } from './en-wall.ts'
import { enWork } from './en-work.ts'
import type { zh } from './zh.ts'

/** The same words in English. */
export const en: typeof zh = {
  ...enAdmin,
  ...enAssessment,
  ...enBrief,
  ...enBulk,
  ...enFieldPlans,
  ...enFigures,
  ...enInquiry,
  ...enInspections,
  ...enIntake,
  ...enManage,
  ...enMap,
  ...enOrders,
  ...enPalette,
  ...enQueue,
  ...enResponsibility,
  ...enSettings,
  ...enTexts,
  ...enTicket,
  ...enTold,
  ...enVisits,
  ...enWall,
  ...enWork,
}
