import { fileURLToPath } from 'node:url'

import { createPlatform, type Module, type Platform, type PlatformParts } from './platform/platform.ts'
import type { Page } from './platform/pages.ts'

/** The numbered SQL files of the schema. */
export const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))

const built = (workspace: string): string => fileURLToPath(new URL(`../../${workspace}/dist`, import.meta.url))

/** The three front ends, where `npm run build` puts them. */
export const PAGES: readonly Page[] = [
  { prefix: '/console', folder: built('console') },
  { prefix: '/field', folder: built('field') },
  { prefix: '/r', folder: built('resident') },
]

export interface AppParts extends PlatformParts {
  readonly modules: readonly Module[]
}

/**
 * The composition root: the platform and every module, in the order in which they may know each other. Nothing
 * runs before `start`.
 */
export async function buildApp(parts: AppParts): Promise<Platform> {
  const platform = await createPlatform(parts)
  for (const register of parts.modules) await register(platform)
  return platform
}
