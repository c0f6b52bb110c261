import { zhAdmin } from './zh-admin.ts'
import { zhAssessment } from './zh-assessment.ts'
import { zhBrief } from './zh-brief.ts'
import { zhBulk } from './zh-bulk.ts'
import { zhFieldPlans } from './zh-field-plans.ts'
import { zhFigures } from './zh-figures.ts'
import { zhInquiry } from './zh-inquiry.ts'
import { zhInspections } from './zh-inspections.ts'
import { zhIntake } from './zh-intake.ts'
import { zhManage } from './zh-manage.ts'
import { zhMap } from './zh-map.ts'
import { zhOrders } from './zh-orders.ts'
import { zhPalette } from './zh-palette.ts'
import { zhQueue } from './zh-queue.ts'
import { zhResponsibility } from './zh-responsibility.ts'
import { zhSettings } from './zh-settings.ts'
import { zhTexts } from './zh-texts.ts'
import { zhTicket } from './zh-ticket.ts'
import { zhTold } from './zh-told.ts'
import { zhVisits } from './zh-visits.ts'
import { zhWall } from './zh-wall.ts'
import { zhWork } from './zh-work.ts'

/** Words of the console; what every page shares stands in the ui package. */
export const zh = {
  ...zhAdmin,
  ...zhAssessment,
  ...zhBrief,
  ...zhBulk,
  ...zhFieldPlans,
  ...zhFigures,
  ...zhInquiry,
  ...zhInspections,
  ...zhIntake,
  ...zhManage,
  ...zhMap,
  ...zhOrders,
  ...zhPalette,
  ...zhQueue,
  ...zhResponsibility,
  ...zhSettings,
  ...zhTexts,
  ...zhTicket,
  ...zhTold,
  ...zhVisits,
  ...zhWall,
  ...zhWork,
}
