import { randomUUID } from 'node:crypto'

import type { ReplyOf, listUnits, readCatalogue, readTicket, WireCommandKind } from '@lianxin/contract'

/** A person of the demo district at work behind the scenes, so that a test can set a stage without a screen. */
export interface Clerk {
  call<R>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<R>
  give(ticketId: string, kind: WireCommandKind, fields?: object): Promise<void>
}

/** Enters by login name and keeps the cookie. @throws Error with the problem where the server refuses */
export async function clerk(url: string, loginName: string): Promise<Clerk> {
  let cookie = ''
  async function call<R>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<R> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'x-lianxin': '1', cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return (await response.json()) as R
  }
  await call('POST', '/demo/session', { loginName })
  const give = (ticketId: string, kind: WireCommandKind, fields: object = {}): Promise<void> =>
    call('POST', `/tickets/${ticketId}/commands`, { kind, commandId: randomUUID(), ...fields })
  return { call, give }
}

/** A place in the demo district where no seeded matter is near. */
export const QUIET_PLACE = { lon: 116.5837, lat: 35.3241 }

/** Reports a matter as a resident does. @returns its id and number */
export async function reportMatter(
  url: string,
  matter: { readonly description: string } & Readonly<Record<string, unknown>>,
): Promise<{ readonly id: string; readonly number: string }> {
  const response = await fetch(`${url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-lianxin': '1' },
    body: JSON.stringify({ id: randomUUID(), channel: 'residentPage', position: QUIET_PLACE, ...matter }),
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as { id: string; number: string }
}

/** The id of a unit by its name. */
export async function unitNamed(by: Clerk, name: string): Promise<string> {
  const { items } = await by.call<ReplyOf<typeof listUnits>>('GET', '/units?limit=5000')
  const found = items.find((unit) => unit.name === name)
  if (!found) throw new Error(`no unit ${name}`)
  return found.id
}

export const ticketOf = (by: Clerk, id: string): Promise<ReplyOf<typeof readTicket>> => by.call('GET', `/tickets/${id}`)

/** Writes the standard replies of a class and puts them in force. */
export async function setReplies(url: string, code: string, standardReplies: readonly string[]): Promise<void> {
  const admin = await clerk(url, 'zhou')
  const { version } = await admin.call<{ version: number }>('POST', '/catalogue/drafts')
  const { classes } = await admin.call<ReplyOf<typeof readCatalogue>>('GET', `/catalogue?version=${version}`)
  const one = classes.find((entry) => entry.code === code)
  await admin.call('PUT', `/catalogue/${version}/classes/${code}`, { ...one, standardReplies })
  await admin.call('POST', `/catalogue/${version}/activation`)
}
