import type { Platform } from '../../platform/platform.ts'
import type { OversightDeps } from './deps.ts'

export type { OversightDeps } from './deps.ts'

/** Serves oversight: what makes every level answer. Each room of this folder registers its own part. */
export function registerOversight(_platform: Platform, _deps: OversightDeps): void {}
