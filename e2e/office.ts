import type { SessionView, TicketReceipt, WireCommand } from '@lianxin/contract'

/** Somebody of the demo office who acts over the API, for tests that look at the other side of the counter. */
export interface Clerk {
  readonly session: SessionView
  get<T>(path: string): Promise<T>
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T>
  /** Gives a command that must be carried out. */
  give(ticketId: string, command: Command): Promise<TicketReceipt>
}
type Command = WireCommand extends infer W ? (W extends WireCommand ? Omit<W, 'commandId'> : never) : never

/** Enters the demo office by login name: zhao, lin, wang … */
export async function enterOffice(url: string, loginName: string): Promise<Clerk> {
  const api = `${url}/api/v1`
  const head = { 'x-lianxin': '1', 'content-type': 'application/json' }
  const entered = await fetch(`${api}/demo/session`, {
    method: 'POST',
    headers: head,
    body: JSON.stringify({ loginName }),
  })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ')
  const session = (await entered.json()) as SessionView
  if (!entered.ok) throw new Error(`${loginName} cannot enter: ${JSON.stringify(session)}`)
  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(api + path, {
      method,
      headers: body === undefined ? { 'x-lianxin': '1', cookie } : { ...head, cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const value: unknown = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`)
    return value as T
  }
  return {
    session,
    get: (path) => ask('GET', path),
    send: ask,
    give: (ticketId, command) =>
      ask('POST', `/tickets/${ticketId}/commands`, { commandId: crypto.randomUUID(), ...command }),
  }
}
