import type { Platform } from '../../platform/platform.ts'
import { registerAlarms } from './alarms/index.ts'
import { registerAssessment } from './assessment/routes.ts'
import type { OversightDeps } from './deps.ts'
import { registerBriefs } from './brief/index.ts'
import { registerInquiries } from './inquiry/index.ts'
import { registerFieldPlans } from './field-plans/index.ts'
import { registerInspections } from './inspections/index.ts'
import { registerOrders } from './orders/index.ts'
import { registerResponsibility } from './responsibility/index.ts'
import { registerFigures } from './figures/index.ts'

export { tendAlarms } from './alarms/index.ts'
export type { OversightDeps } from './deps.ts'
/** For whoever writes whole histories at once, and for the command line. */
export { countHistories } from './figures/count.ts'
export { countChanges, rebuildFigures } from './figures/follow.ts'
export { figuresFor } from './figures/read-figures.ts'

/** Serves oversight: what makes every level answer. Each room of this folder registers its own part. */
export function registerOversight(platform: Platform, deps: OversightDeps): void {
  registerInquiries(platform, deps)
  registerFigures(platform, deps)
  registerAlarms(platform, deps)
  registerOrders(platform, deps)
  registerAssessment(platform, deps)
  registerResponsibility(platform, deps)
  registerInspections(platform, deps)
  registerBriefs(platform, deps)
  registerFieldPlans(platform, deps)
}
