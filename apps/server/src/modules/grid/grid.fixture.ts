import { ROLES, type GridImportView, type Role } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import type { Session } from '../../platform/session.ts'
import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { createTestPlatform, type TestPlatform } from '../../testing/platform.ts'
import { Grids, registerGrid } from './index.ts'

export const DISTRICT = 370_890
/** 5 March 2026, 10:00 in China. */
export const NOW: Instant = Date.parse('2026-03-05T10:00:00+08:00')
export const TODAY = '2026-03-05'

/** South-western corner of the fixture, WGS 84: nowhere in particular. */
export const CORNER = [116.5, 35.3] as const
/** Side of a base grid, degrees. */
export const SIDE = 0.004

type Ring = [number, number][]

/** A rectangle in sides of base grids, from the corner. */
export function box(west: number, south: number, east: number, north: number): Ring[][] {
  const at = (x: number, y: number): [number, number] => [
    Number((CORNER[0] + x * SIDE).toFixed(7)),
    Number((CORNER[1] + y * SIDE).toFixed(7)),
  ]
  return [[[at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)]]]
}

export interface Feature {
  type: 'Feature'
  properties: Record<string, unknown>
  geometry: { type: string; coordinates: unknown } | null
}

/** A feature of a grid file. */
export function feature(
  code: string,
  name: string,
  coordinates: Ring[][] | null,
  properties: Record<string, unknown> = {},
): Feature {
  const geometry = coordinates && { type: 'MultiPolygon', coordinates }
  return { type: 'Feature', properties: { code, name, ...properties }, geometry }
}

const COMMUNITY = '370890001001'

/** A district of one subdistrict, one community and 2 × 2 base grids; every shape is drawn. */
export function smallDistrict(): Feature[] {
  const whole = box(0, 0, 2, 2)
  return [
    feature('370890', '太白湖新区', whole),
    feature('370890001', '许庄街道', whole),
    feature(COMMUNITY, '运河社区', whole),
    feature(`${COMMUNITY}001`, '运河社区第一网格', box(0, 1, 1, 2), { households: 420, north: '荷花路', east: '运河' }),
    feature(`${COMMUNITY}002`, '运河社区第二网格', box(1, 1, 2, 2), { households: 350 }),
    feature(`${COMMUNITY}003`, '运河社区第三网格', box(0, 0, 1, 1), { households: 610 }),
    feature(`${COMMUNITY}004`, '幸福里网格', box(1, 0, 2, 1)),
  ]
}

export function geoJson(features: readonly Feature[]): Buffer {
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
}

function sessionFor(role: Role, territory: string, unitId: string): Session {
  return {
    sessionId: uuidv7(),
    accountId: uuidv7(),
    districtId: DISTRICT,
    personId: uuidv7(),
    personName: role,
    postId: uuidv7(),
    role,
    unitId,
    territory,
    unitIds: [unitId],
    permissions: new Set(ROLES[role]),
  }
}

/** An office with a district, its people and the grid module; requests are made as a role. */
export interface Office {
  readonly made: TestDatabase
  readonly test: TestPlatform
  readonly grids: Grids
  call<T>(
    as: Role | null,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: T; raw: Buffer; type: string }>
  /** Imports and waits for the end. */
  importFile(bytes: Buffer, options?: { format?: string; crs?: string; id?: string }): Promise<GridImportView>
  /** Puts the drafts in force as the administrator. */
  activate(validFrom?: string): Promise<{ status: number; body: { activated: number; retired: number } }>
  /** A person that can be assigned. */
  addPerson(name: string, source: string): Promise<string>
  close(): Promise<void>
}

/** @param territories  path prefix of a role's territory; the whole district unless given */
export async function openOffice(territories: Partial<Record<Role, string>> = {}): Promise<Office> {
  const made = await createDatabase()
  await made.db.asOwner((db) =>
    db.insertInto('district').values({ district_id: DISTRICT, name: '太白湖新区', level_names: '[]' }).execute(),
  )
  const grids = new Grids(made.db)
  const sessions = new Map<string, Session>()
  const test = await createTestPlatform(made, {
    now: () => NOW,
    config: { districtId: DISTRICT },
    sessions: (token) => Promise.resolve(sessions.get(token) ?? null),
    modules: [(platform) => registerGrid(platform, grids)],
  })

  const office: Office = {
    made,
    test,
    grids,
    async call<T>(as: Role | null, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
      if (as) sessions.set(as, sessions.get(as) ?? sessionFor(as, territories[as] ?? '1.', uuidv7()))
      const response = await test.platform.app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { 'x-lianxin': '1', 'accept-language': 'zh' },
        ...(as ? { cookies: { lx_session: as } } : {}),
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const type = String(response.headers['content-type'] ?? '')
      const parsed = type.includes('json') ? (JSON.parse(response.payload) as T) : (undefined as T)
      return { status: response.statusCode, body: parsed, raw: response.rawPayload, type }
    },
    async importFile(bytes, { format = 'geojson', crs = 'WGS84', id = uuidv7() } = {}) {
      const contentBase64 = bytes.toString('base64')
      const body = { id, filename: `网格.${format}`, format, crs, validFrom: TODAY, contentBase64 }
      const begun = await office.call<GridImportView>('systemAdmin', 'POST', '/grid-imports', body)
      if (begun.status !== 202) throw new Error(`import answered ${begun.status}: ${begun.raw.toString()}`)
      for (;;) {
        const { body: view } = await office.call<GridImportView>('systemAdmin', 'GET', `/grid-imports/${id}`)
        if (view.state !== 'running') return view
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    activate: (validFrom = TODAY) => office.call('systemAdmin', 'POST', '/grid-activations', { validFrom }),
    async addPerson(name, source) {
      const id = uuidv7()
      await made.db.asOwner((db) =>
        db
          .insertInto('person')
          .values({ district_id: DISTRICT, id, name, source, telephone: '0537-1234567' })
          .execute(),
      )
      return id
    },
    async close() {
      await test.stop()
      await made.drop()
    },
  }
  return office
}
