import type { Platform } from '../../platform/platform.ts'
import type { OversightDeps } from './deps.ts'
import { registerInquiries } from './inquiry/index.ts'

export type { OversightDeps } from './deps.ts'

/** Serves oversight: what makes every level answer. Each room of this folder registers its own part. */
export function registerOversight(platform: Platform, deps: OversightDeps): void {
  registerInquiries(platform, deps)
}
