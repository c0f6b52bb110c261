import {
  commandTicket,
  openSession,
  reportPublic,
  useLink,
  type BodyOf,
  type OperationShape,
  type Problem,
  type ReplyOf,
  type ReportReceipt,
  type Role,
  type TicketReceipt,
  type WireCommand,
} from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { uuidv7 } from 'uuidv7'

import { buildApp } from '../app.ts'
import { createSessions, inviteUser } from '../modules/access/index.ts'
import { loadConfig, type Config } from '../platform/config.ts'
import { readMigrations } from '../platform/db/migrate.ts'
import { createDatabase, MIGRATIONS } from '../testing/database.ts'
import { DISTRICT, makeDistrict, PLACES } from '../testing/fixture.ts'
import { addSecondStreet, CODES, IN_GRID3 } from './second-street.ts'

/** Thursday 2026-03-05, 09:00 in the district. */
const MORNING: Instant = Date.parse('2026-03-05T09:00:00+08:00')
const PASSWORD = 'spring-2026'

/** One person for each role, and some who stand beside or elsewhere in the tree. The key signs in and calls. */
export const STAFF = {
  systemAdmin: ['systemAdmin', CODES.district],
  securityAdmin: ['securityAdmin', CODES.district],
  auditor: ['auditor', CODES.district],
  districtLeader: ['districtLeader', CODES.district],
  dispatcher: ['dispatcher', CODES.desk],
  hotlineClerk: ['hotlineClerk', CODES.desk],
  departmentClerk: ['departmentClerk', CODES.cg],
  subdistrictLeader: ['subdistrictLeader', CODES.street],
  communityLeader: ['communityLeader', CODES.community],
  gridLeader: ['gridLeader', CODES.grid1],
  gridWorker: ['gridWorker', CODES.grid1],
  gridVolunteer: ['gridVolunteer', CODES.grid1],
  citizenInspector: ['citizenInspector', CODES.district],
  workerBeside: ['gridWorker', CODES.grid1],
  workerOfGrid2: ['gridWorker', CODES.grid2],
  leaderOfStreet2: ['subdistrictLeader', CODES.street2],
  leaderOfCommunity2: ['communityLeader', CODES.community2],
  clerkOfWater: ['departmentClerk', CODES.water],
} as const satisfies Record<Role, readonly [Role, string]> & Record<string, readonly [Role, string]>
export type Staff = keyof typeof STAFF

/** Positions inside the three base grids and outside of the district. */
export const AT = { ...PLACES, inGrid3: IN_GRID3 } as const

export interface Answer<R> {
  readonly status: number
  readonly body: R
  readonly problem: Problem
}

/** A command without its id, which `ask` makes. */
export type Given<W = WireCommand> = W extends WireCommand ? Omit<W, 'commandId'> & { commandId?: string } : never

export interface Asked {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: unknown
  readonly as?: Staff
  /** A cookie of one's own making. */
  readonly cookie?: string
  readonly lang?: 'zh' | 'en'
}

/** The whole server as `main.ts` builds it, over a small district with staff that signed in by password. */
export async function openTown(given: Partial<Config> = {}) {
  const made = await createDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'lianxin-town-'))
  const fixture = await makeDistrict(made.db)
  await addSecondStreet(made.db, fixture)
  const config: Config = {
    ...loadConfig({ DATABASE_URL: made.url, DATA_DIR: dataDir, PORT: '0', DEMO: 'none', DISTRICT: String(DISTRICT) }),
    publicWrites_perMinute: 1_000_000,
    ...given,
  }
  const clock = { at: MORNING, now: () => clock.at }
  const { platform } = await buildApp({
    config,
    logger: pino({ level: 'silent' }),
    clock,
    db: made.db,
    roles: new Set(['api']),
    migrations: await readMigrations(MIGRATIONS),
    pages: [],
  })
  const { app } = platform
  const cookies = new Map<Staff, string>()

  async function call<const O extends OperationShape>(operation: O, asked: Asked = {}): Promise<Answer<ReplyOf<O>>> {
    const path = operation.path.replace(/:(\w+)/g, (_whole, name: string) => asked.params?.[name] ?? '')
    const cookie = asked.cookie ?? (asked.as === undefined ? undefined : cookies.get(asked.as))
    const query = Object.entries(asked.query ?? {}).map(([name, value]): [string, string] => [name, String(value)])
    const response = await app.inject({
      method: operation.method,
      url: `/api/v1${path}`,
      headers: { 'x-lianxin': '1', 'accept-language': asked.lang ?? 'zh' },
      query: Object.fromEntries(query),
      ...(asked.body === undefined ? {} : { payload: asked.body as object }),
      ...(cookie === undefined ? {} : { cookies: { lx_session: cookie } }),
    })
    const isJson = String(response.headers['content-type']).includes('json')
    const body: unknown = isJson ? response.json() : response.rawPayload
    return { status: response.statusCode, body: body as ReplyOf<O>, problem: body as Problem }
  }

  /** Signs in by name and password. @returns the cookie */
  async function signIn(loginName: string): Promise<string> {
    const { method, path } = openSession
    const response = await app.inject({ method, url: `/api/v1${path}`, payload: { loginName, password: PASSWORD } })
    const cookie = response.cookies.find(({ name }) => name === 'lx_session')?.value
    if (cookie === undefined) throw new Error(`${loginName} cannot sign in: ${response.body}`)
    return cookie
  }

  async function hire(who: Staff): Promise<void> {
    const [role, unitCode] = STAFF[who]
    const line = { db: made.db, districtId: DISTRICT, publicUrl: '', now: clock.at }
    const { link } = await inviteUser(line, { name: who, loginName: who, role, unitCode })
    const used = await call(useLink, { params: { token: link.split('/').at(-1) ?? '' }, body: { password: PASSWORD } })
    if (used.status !== 200) throw new Error(`link refused: ${used.problem.code}`)
    cookies.set(who, await signIn(who))
  }
  await Promise.all((Object.keys(STAFF) as Staff[]).map(hire))

  /** Reports as a resident; the answer must be a receipt. */
  async function report(body: Partial<BodyOf<typeof reportPublic>> = {}): Promise<ReportReceipt> {
    const whole = {
      id: uuidv7(),
      channel: 'residentPage',
      description: '湖东路垃圾成堆',
      position: AT.inGrid1,
      ...body,
    }
    const answer = await call(reportPublic, { body: whole })
    if (answer.status !== 201) throw new Error(`report refused: ${JSON.stringify(answer.problem)}`)
    return answer.body
  }

  /** Gives a command and hands back the whole answer. */
  function ask(as: Staff, ticketId: string, command: Given): Promise<Answer<TicketReceipt>> {
    return call(commandTicket, { params: { ticketId }, body: { commandId: uuidv7(), ...command }, as })
  }

  /** Gives a command that must be carried out. */
  async function give(as: Staff, ticketId: string, command: Given): Promise<TicketReceipt> {
    const answer = await ask(as, ticketId, command)
    if (answer.status !== 200) throw new Error(`${command.kind} by ${as}: ${JSON.stringify(answer.problem)}`)
    return answer.body
  }

  /** The session behind somebody's cookie, as the platform sees it. */
  async function sessionOf(who: Staff) {
    const session = await createSessions(made.db, clock, config)(cookies.get(who) ?? '')
    if (!session) throw new Error(`${who} has no session`)
    return session
  }

  return {
    ...made,
    units: fixture.units,
    grids: fixture.grids,
    app,
    clock,
    call,
    report,
    ask,
    give,
    signIn,
    sessionOf,
    end: async (): Promise<void> => {
      platform.live.hub.close()
      await app.close()
      await made.drop()
      await rm(dataDir, { recursive: true })
    },
  }
}
export type Town = Awaited<ReturnType<typeof openTown>>
