import {
  commandTicket,
  reportPublic,
  type BodyOf,
  type OperationShape,
  type Problem,
  type ReplyOf,
  type ReportReceipt,
  type TicketReceipt,
  type WireCommand,
} from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import { Units } from '../modules/access/index.ts'
import { CatalogueBooks, registerCatalogue } from '../modules/catalogue/index.ts'
import { registerCare } from '../modules/care/index.ts'
import { registerCommand } from '../modules/command/index.ts'
import { registerOversight, type OversightDeps } from '../modules/oversight/index.ts'
import { Grids } from '../modules/grid/index.ts'
import { followSecret, registerIntake, Serials, type IntakeDeps } from '../modules/intake/index.ts'
import { notifiersOf, registerMessaging, sceneOf, TextBook, type MessagingParts } from '../modules/messaging/index.ts'
import { createPlaces, registerTicket, ruleDependants, SettingsBook } from '../modules/ticket/index.ts'
import type { Platform } from '../platform/platform.ts'
import { createDatabase } from './database.ts'
import { DISTRICT, makeDistrict, PLACES, type Who } from './fixture.ts'
import { createTestPlatform, type TestPlatformOptions } from './platform.ts'

/** Thursday 2026-03-05, 09:00 in the district. */
export const MORNING: Instant = Date.parse('2026-03-05T09:00:00+08:00')
const MINUTE_MS = 60_000

export interface Answer<R> {
  readonly status: number
  readonly body: R
  readonly problem: Problem
}

/** A command without its id, which the helper makes. */
export type Given<W = WireCommand> = W extends WireCommand ? Omit<W, 'commandId'> & { commandId?: string } : never

interface Asked<O extends OperationShape> {
  readonly params?: Record<string, string>
  readonly query?: Record<string, string | number>
  readonly body?: BodyOf<O>
  readonly as?: Who
  readonly lang?: 'zh' | 'en'
  readonly headers?: Readonly<Record<string, string>>
}

const textOf = (values: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))

/** A running small district: its people call by name, its clock stands at a Thursday morning until it is moved. */
export async function openDistrict(
  options: TestPlatformOptions & { readonly messaging?: Partial<MessagingParts> } = {},
) {
  const made = await createDatabase()
  const fixture = await makeDistrict(made.db)
  const clock = { at: MORNING, now: () => clock.at }
  let deps: IntakeDeps | undefined
  let messaging: MessagingParts | undefined
  let oversight: OversightDeps | undefined
  const units = new Units(made.db, DISTRICT, clock)
  const register = (platform: Platform): void => {
    const books = new CatalogueBooks()
    const grids = new Grids(made.db)
    const own: IntakeDeps = {
      db: made.db,
      clock,
      places: createPlaces(() => units, grids),
      books,
      settings: new SettingsBook(),
      uploads: platform.uploads,
      blobs: platform.blobs,
      wake: platform.live.wake,
      secret: followSecret(platform.config.dataDir),
      serials: new Serials(),
    }
    deps = own
    registerCatalogue(platform, { books, units, dependants: ruleDependants(own) })
    registerTicket(platform, own)
    registerIntake(platform, own)
    messaging = {
      ...own,
      texts: new TextBook(),
      publicUrl: 'https://grid.example.cn',
      ways: new Set(['sms', 'wechat', 'wecom', 'dingtalk']),
      notifiers: notifiersOf(platform.config, clock.now, sceneOf),
      wechat: { appId: 'wx1', templateId: 'T1' },
      robotHosts: { wecom: 'https://qyapi.weixin.qq.com', dingtalk: 'https://oapi.dingtalk.com' },
      ...options.messaging,
    }
    registerMessaging(platform, messaging)
    registerCare(platform, { grids })
    oversight = { ...own, grids }
    registerOversight(platform, oversight)
    registerCommand(platform, { ...own, grids })
  }
  const served = await createTestPlatform(made, {
    ...options,
    config: { districtId: DISTRICT, ...options.config },
    now: clock.now,
    sessions: (token) => Promise.resolve(fixture.session(token)),
    modules: [register],
  })
  if (!deps || !messaging || !oversight) throw new Error('the modules were not registered')

  async function call<const O extends OperationShape>(operation: O, asked: Asked<O> = {}): Promise<Answer<ReplyOf<O>>> {
    const path = operation.path.replace(/:(\w+)/g, (_whole, name: string) => asked.params?.[name] ?? '')
    const response = await served.platform.app.inject({
      method: operation.method,
      url: `/api/v1${path}`,
      headers: { 'x-lianxin': '1', 'accept-language': asked.lang ?? 'zh', ...asked.headers },
      ...(asked.query ? { query: textOf(asked.query) } : {}),
      ...(asked.body === undefined ? {} : { payload: asked.body as object }),
      ...(asked.as === undefined ? {} : { cookies: { lx_session: asked.as } }),
    })
    const isJson = String(response.headers['content-type']).includes('json')
    const body: unknown = isJson ? response.json() : response.rawPayload
    return { status: response.statusCode, body: body as ReplyOf<O>, problem: body as Problem }
  }

  /** Reports as a resident; the answer must be a receipt. */
  async function report(given: Partial<BodyOf<typeof reportPublic>> = {}): Promise<ReportReceipt> {
    const answer = await call(reportPublic, {
      body: {
        id: uuidv7(),
        channel: 'residentPage',
        description: '湖东路垃圾成堆',
        position: PLACES.inGrid1,
        ...given,
      },
    })
    if (answer.status !== 201) throw new Error(`report refused: ${JSON.stringify(answer.problem)}`)
    return answer.body
  }

  /** Gives a command and hands back the whole answer. */
  function ask(as: Who, ticketId: string, command: Given): Promise<Answer<TicketReceipt>> {
    const body = { commandId: uuidv7(), ...command }
    return call(commandTicket, { params: { ticketId }, body, as })
  }

  /** Gives a command that must be carried out. */
  async function give(as: Who, ticketId: string, command: Given): Promise<TicketReceipt> {
    const answer = await ask(as, ticketId, command)
    if (answer.status !== 200) throw new Error(`${command.kind} refused: ${JSON.stringify(answer.problem)}`)
    return answer.body
  }

  let address: string | undefined
  /** Uploads a photo as a browser does, and gives its token. */
  async function upload(bytes: Buffer): Promise<string> {
    address ??= await served.platform.app.listen({ host: '127.0.0.1', port: 0 })
    const headers = { 'tus-resumable': '1.0.0', 'x-lianxin': '1' }
    const url = `${address}/api/v1/uploads`
    const length = { 'upload-length': String(bytes.length) }
    const begun = await fetch(url, { method: 'POST', headers: { ...headers, ...length } })
    const location = begun.headers.get('location') ?? ''
    await fetch(new URL(location, address), {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(bytes),
    })
    return location.split('/').at(-1) ?? ''
  }

  return {
    ...made,
    ...fixture,
    deps,
    messaging,
    oversight,
    unitsHeld: units,
    report,
    ask,
    give,
    upload,
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
