import type { BodyOf, OperationShape, Problem, ReplyOf, Role } from '@lianxin/contract'
import { useLink } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import type { Config } from '../../platform/config.ts'
import { createDatabase } from '../../testing/database.ts'
import { createTestPlatform } from '../../testing/platform.ts'
import {
  createSessions,
  ensureFirstAdministrator,
  inviteUser,
  registerAccess,
  Units,
  type Dependants,
  type FirstLink,
} from './index.ts'

/** 2026-03-05 09:00 in the district. */
export const MORNING: Instant = Date.parse('2026-03-05T09:00:00+08:00')
export const DISTRICT = 410_100
export const PASSWORD = 'spring-2026'

export interface Answer<R> {
  readonly status: number
  readonly body: R
  readonly problem: Problem
  /** Token of a cookie that was set; '' for one taken away. */
  readonly cookie: string | undefined
}

/** A district that has people and units, and nothing that hangs on them yet. */
const none = (): Promise<number> => Promise.resolve(0)
const NOTHING_ELSE: Dependants = {
  countTickets: none,
  countSigned: none,
  handOver: none,
  countGridDuties: none,
  listClassesNaming: () => Promise.resolve([]),
}

interface Asked<O extends OperationShape> {
  readonly params?: Record<string, string>
  readonly query?: Record<string, string | number>
  readonly body?: BodyOf<O>
  readonly as?: string
  readonly lang?: 'zh' | 'en'
  readonly headers?: Record<string, string>
  readonly from?: string
}

/** A running access module over a fresh district: its clock, its people, and calls by cookie. */
export async function createAccess(config: Partial<Config> = {}) {
  const made = await createDatabase()
  const clock = { at: MORNING, now: () => clock.at }
  const full = { districtId: DISTRICT, databasePrepared: 'on', demo: 'none', ...config } as const
  const units = new Units(made.db, DISTRICT, clock)
  const served = await createTestPlatform(made, {
    config: full,
    now: clock.now,
    sessions: createSessions(made.db, clock, full),
    modules: [(platform) => registerAccess(platform, units, { dependants: NOTHING_ELSE, kinds: {}, sheets: {} })],
  })

  async function call<const O extends OperationShape>(operation: O, asked: Asked<O> = {}): Promise<Answer<ReplyOf<O>>> {
    const path = operation.path.replace(/:(\w+)/g, (_whole, name: string) => asked.params?.[name] ?? '')
    const response = await served.platform.app.inject({
      method: operation.method,
      url: `/api/v1${path}`,
      headers: { 'x-lianxin': '1', 'accept-language': asked.lang ?? 'zh', ...asked.headers },
      ...(asked.query ? { query: mapText(asked.query) } : {}),
      ...(asked.body === undefined ? {} : { payload: asked.body as object }),
      ...(asked.as === undefined ? {} : { cookies: { lx_session: asked.as } }),
      ...(asked.from === undefined ? {} : { remoteAddress: asked.from }),
    })
    const body: unknown = response.body === '' ? undefined : response.json()
    const cookie = response.cookies.find(({ name }) => name === 'lx_session')?.value
    return { status: response.statusCode, body: body as ReplyOf<O>, problem: body as Problem, cookie }
  }

  /** Uses a one-time link with the password of the fixture. */
  async function useInvitation(link: string): Promise<void> {
    const token = link.slice(link.lastIndexOf('/') + 1)
    const used = await call(useLink, { params: { token }, body: { password: PASSWORD } })
    if (used.status !== 200) throw new Error(`link refused: ${used.problem.code}`)
  }

  /** A person with a post and an account that can sign in. */
  async function hire(loginName: string, role: Role, unitCode = String(DISTRICT)): Promise<void> {
    const line = { db: made.db, districtId: DISTRICT, publicUrl: '', now: clock.at }
    const { link } = await inviteUser(line, { name: `${loginName} 某`, loginName, role, unitCode })
    await useInvitation(link)
  }

  const first: readonly FirstLink[] = (await ensureFirstAdministrator(made.db, DISTRICT, clock.at, '')) ?? []
  return {
    ...made,
    clock,
    units,
    call,
    hire,
    useInvitation,
    first,
    id: uuidv7,
    end: async () => {
      await served.stop()
      await made.drop()
    },
  }
}
export type Access = Awaited<ReturnType<typeof createAccess>>

const mapText = (values: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
