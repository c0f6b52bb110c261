import type { BodyOf, OperationShape, Problem, ReplyOf } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import { Units } from '../modules/access/index.ts'
import { CatalogueBooks, registerCatalogue } from '../modules/catalogue/index.ts'
import { Grids } from '../modules/grid/index.ts'
import { followSecret, registerIntake, Serials, type IntakeDeps } from '../modules/intake/index.ts'
import { createPlaces, registerTicket, replanWaiting, SettingsBook } from '../modules/ticket/index.ts'
import type { Platform } from '../platform/platform.ts'
import { createDatabase } from './database.ts'
import { DISTRICT, makeDistrict, type Who } from './fixture.ts'
import { createTestPlatform, type TestPlatformOptions } from './platform.ts'

/** Thursday 2026-03-05, 09:00 in the district. */
export const MORNING: Instant = Date.parse('2026-03-05T09:00:00+08:00')
const MINUTE_MS = 60_000

export interface Answer<R> {
  readonly status: number
  readonly body: R
  readonly problem: Problem
}

interface Asked<O extends OperationShape> {
  readonly params?: Record<string, string>
  readonly query?: Record<string, string | number>
  readonly body?: BodyOf<O>
  readonly as?: Who
  readonly lang?: 'zh' | 'en'
}

const textOf = (values: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))

/** A running small district: its people call by name, its clock stands at a Thursday morning until it is moved. */
export async function openDistrict(options: TestPlatformOptions = {}) {
  const made = await createDatabase()
  const fixture = await makeDistrict(made.db)
  const clock = { at: MORNING, now: () => clock.at }
  let deps: IntakeDeps | undefined
  const register = (platform: Platform): void => {
    const units = new Units(made.db, DISTRICT, clock)
    const books = new CatalogueBooks()
    const own: IntakeDeps = {
      db: made.db,
      clock,
      places: createPlaces(() => units, new Grids(made.db)),
      books,
      settings: new SettingsBook(),
      uploads: platform.uploads,
      blobs: platform.blobs,
      wake: platform.live.wake,
      secret: followSecret(platform.config.dataDir),
      serials: new Serials(),
    }
    deps = own
    registerCatalogue(platform, books, (districtId, now) => replanWaiting(own, districtId, now))
    registerTicket(platform, own)
    registerIntake(platform, own)
  }
  const served = await createTestPlatform(made, {
    ...options,
    config: { districtId: DISTRICT, ...options.config },
    now: clock.now,
    sessions: (token) => Promise.resolve(fixture.session(token)),
    modules: [register],
  })
  if (!deps) throw new Error('the modules were not registered')

  async function call<const O extends OperationShape>(operation: O, asked: Asked<O> = {}): Promise<Answer<ReplyOf<O>>> {
    const path = operation.path.replace(/:(\w+)/g, (_whole, name: string) => asked.params?.[name] ?? '')
    const response = await served.platform.app.inject({
      method: operation.method,
      url: `/api/v1${path}`,
      headers: { 'x-lianxin': '1', 'accept-language': asked.lang ?? 'zh' },
      ...(asked.query ? { query: textOf(asked.query) } : {}),
      ...(asked.body === undefined ? {} : { payload: asked.body as object }),
      ...(asked.as === undefined ? {} : { cookies: { lx_session: asked.as } }),
    })
    const isJson = String(response.headers['content-type']).includes('json')
    const body: unknown = isJson ? response.json() : response.rawPayload
    return { status: response.statusCode, body: body as ReplyOf<O>, problem: body as Problem }
  }

  return {
    ...made,
    ...fixture,
    deps,
    platform: served.platform,
    call,
    id: uuidv7,
    now: clock.now,
    /** Moves the clock. */
    later: (minutes: number): void => void (clock.at += minutes * MINUTE_MS),
    setTime: (iso: string): void => void (clock.at = Date.parse(iso)),
    end: async (): Promise<void> => {
      await served.stop()
      await made.drop()
    },
  }
}
export type OpenDistrict = Awaited<ReturnType<typeof openDistrict>>
