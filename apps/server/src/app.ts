import { fileURLToPath } from 'node:url'

import type { Page } from './platform/pages.ts'
import { createPlatform, type Module, type Platform, type PlatformParts } from './platform/platform.ts'

/** The numbered SQL files of the schema. */
export const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))

const built = (workspace: string): string => fileURLToPath(new URL(`../../${workspace}/dist`, import.meta.url))

/** The three front ends, where `npm run build` puts them. */
export const PAGES: readonly Page[] = [
  { prefix: '/console', folder: built('console') },
  { prefix: '/field', folder: built('field') },
  { prefix: '/r', folder: built('resident') },
]

/** Every module, in the order in which they may know each other. */
const MODULES: readonly Module[] = []

export type AppParts = Omit<PlatformParts, 'sessions' | 'findFollowed'>

export interface App {
  readonly platform: Platform
  /** What is to be done once before serving, such as seeding an empty database. @returns lines for who started it */
  prepare(): Promise<readonly string[]>
}

/** The composition root, the only file that knows every module. Nothing runs before `platform.start`. */
export async function buildApp(parts: AppParts): Promise<App> {
  const platform = await createPlatform({
    ...parts,
    sessions: () => Promise.resolve(null),
    findFollowed: () => Promise.resolve(null),
  })
  for (const register of MODULES) await register(platform)
  return { platform, prepare: () => Promise.resolve([]) }
}
