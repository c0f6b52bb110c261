import { randomUUID } from 'node:crypto'

import type { ReplyOf, listUnits, readCatalogue, readTicket } from '@lianxin/contract'

import { enterOffice, type Clerk } from './office.ts'

/** A place in the demo district where no seeded matter is near. */
export const QUIET_PLACE = { lon: 116.5837, lat: 35.3241 }

/** Reports a matter as a resident does. @returns its id, its number and the key to follow it */
export async function reportMatter(
  url: string,
  matter: { readonly description: string } & Readonly<Record<string, unknown>>,
): Promise<{ readonly id: string; readonly number: string; readonly followToken: string }> {
  const response = await fetch(`${url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-lianxin': '1' },
    body: JSON.stringify({ id: randomUUID(), channel: 'residentPage', position: QUIET_PLACE, ...matter }),
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as { id: string; number: string; followToken: string }
}

/** The id of a unit by its name. */
export async function unitNamed(by: Clerk, name: string): Promise<string> {
  const { items } = await by.get<ReplyOf<typeof listUnits>>('/units?limit=5000')
  const found = items.find((unit) => unit.name === name)
  if (!found) throw new Error(`no unit ${name}`)
  return found.id
}

/** Enters the next year of the calendar, so that a test that moves the clock may run in December too. */
export async function enterNextYear(url: string): Promise<void> {
  const admin = await enterOffice(url, 'zhou')
  const known = await admin.get<{ years: { year: number }[] }>('/calendar')
  const year = new Date().getFullYear() + 1
  if (known.years.every((one) => one.year !== year))
    await admin.send('PUT', `/calendar/years/${year}`, { source: 'test', exceptions: [] })
}

export const ticketOf = (by: Clerk, id: string): Promise<ReplyOf<typeof readTicket>> => by.get(`/tickets/${id}`)

/** Writes the standard replies of a class and puts them in force. */
export async function setReplies(url: string, code: string, standardReplies: readonly string[]): Promise<void> {
  const admin = await enterOffice(url, 'zhou')
  const { version } = await admin.send<{ version: number }>('POST', '/catalogue/drafts')
  const { classes } = await admin.get<ReplyOf<typeof readCatalogue>>(`/catalogue?version=${version}`)
  const one = classes.find((entry) => entry.code === code)
  await admin.send('PUT', `/catalogue/${version}/classes/${code}`, { ...one, standardReplies })
  await admin.send('POST', `/catalogue/${version}/activation`)
}
