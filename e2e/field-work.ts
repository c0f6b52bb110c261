import { randomUUID } from 'node:crypto'

interface Session {
  readonly cookie: string
}
interface Grid {
  readonly grid: { readonly id: string; readonly name: string }
  readonly polygon: readonly (readonly (readonly (readonly [number, number])[])[])[]
}

/** Made up; what the telephone may show masked and must not keep. */
const REPORTER = { name: '欧阳某', telephone: '13800005678' }
export const REPORTER_MASKED = /欧阳|138\*+5678|13800005678/

const HEADERS = { 'x-lianxin': '1', 'content-type': 'application/json' }

async function ask<T>(url: string, path: string, cookie: string, body?: unknown, method = 'POST'): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : method,
    headers: { ...HEADERS, cookie },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

async function enter(url: string, loginName: string): Promise<Session> {
  const body = JSON.stringify({ loginName })
  const answer = await fetch(`${url}/api/v1/demo/session`, { method: 'POST', headers: HEADERS, body })
  if (!answer.ok) throw new Error(`${loginName} cannot enter: ${answer.status}`)
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

/** A place in the grid of a grid worker, and how to make work for it at other places of the same grid. */
export interface Work {
  /** Inside the worker's grid. */
  readonly place: { readonly longitude: number; readonly latitude: number }
  readonly gridName: string
  /** A matter dispatched to the worker. @returns its id */
  give(title: string, at?: { readonly east_deg?: number; readonly north_deg?: number }): Promise<string>
  /** A command given by the dispatcher at the desk. */
  command(ticketId: string, command: object): Promise<void>
  read(ticketId: string): Promise<{ readonly state: string; readonly steps: readonly { readonly kind: string }[] }>
  countOf(description: string): Promise<number>
  /** Visits to a place of the grid, due already, as the community plans them. */
  planVisit(name: string): Promise<void>
}

/** The middle of a ring, as far as a test needs it. */
function middleOf(ring: readonly (readonly [number, number])[]): readonly [number, number] {
  const sum = ring.reduce(([x, y], [lon, lat]) => [x + lon, y + lat] as const, [0, 0] as const)
  return [sum[0] / ring.length, sum[1] / ring.length]
}

/** Makes work for a grid worker of the demo district as residents and the dispatcher would. */
export async function workFor(url: string, loginName: string): Promise<Work> {
  const worker = await enter(url, loginName)
  const desk = await enter(url, 'zhao')
  const session = await ask<{ post: { grid: { id: string } } }>(url, '/session', worker.cookie)
  const { grid, polygon } = await ask<Grid>(url, `/grids/${session.post.grid.id}`, worker.cookie)
  const [lon, lat] = middleOf(polygon[0]?.[0] ?? [])
  const command = async (ticketId: string, given: object): Promise<void> => {
    await ask(url, `/tickets/${ticketId}/commands`, desk.cookie, { commandId: randomUUID(), ...given })
  }
  return {
    place: { longitude: lon, latitude: lat },
    gridName: grid.name,
    command,
    give: async (title, { east_deg = 0, north_deg = 0 } = {}) => {
      const id = randomUUID()
      const position = { lon: lon + east_deg, lat: lat + north_deg }
      const report = { id, channel: 'residentPage', description: title, position, reporter: REPORTER }
      await ask(url, '/reports', '', report)
      await command(id, { kind: 'dispatch', classCode: 'E0102' })
      return id
    },
    read: (ticketId) => ask(url, `/tickets/${ticketId}`, desk.cookie),
    planVisit: async (name) => {
      const { cookie } = await enter(url, 'li')
      const agreed = { subjectKind: 'place', address: '湖东路8号', service: '用电安全提醒', cadence_days: 30 }
      const plan = {
        ...agreed,
        gridId: grid.id,
        name,
        agreedOn: '2025-01-02',
        resting: false,
        ended: false,
        revision: null,
      }
      await ask(url, `/visit-plans/${randomUUID()}`, cookie, plan, 'PUT')
    },
    countOf: async (description) => {
      const query = new URLSearchParams({ list: 'all', q: description })
      return (await ask<{ items: unknown[] }>(url, `/tickets?${query}`, desk.cookie)).items.length
    },
  }
}
