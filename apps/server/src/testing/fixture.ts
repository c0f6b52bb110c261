import type { Permission, Role } from '@lianxin/contract'
import { ROLES } from '@lianxin/contract'
import { hasTerritory, SUPERIOR_LEVEL } from '@lianxin/domain'
import { sql, type Kysely } from 'kysely'
import { uuidv7 } from 'uuidv7'

import {
  activateVersion,
  insertClasses,
  insertDraft,
  readCatalogueCsv,
  seedCalendarYears,
} from '../modules/catalogue/index.ts'
import type { Database } from '../platform/db/database.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { Session } from '../platform/session.ts'

export const DISTRICT = 370_890
/** Middle of the made-up district, WGS 84. */
const LON = 116.58
const LAT = 35.32
const STEP = 0.01

/** Made-up people, each in one post. The key is the cookie under which a test calls. */
const PEOPLE = {
  Zhao: { name: '赵派遣', unit: 'desk', role: 'dispatcher' },
  Qian: { name: '钱热线', unit: 'desk', role: 'hotlineClerk' },
  Zhou: { name: '周区长', unit: 'district', role: 'districtLeader' },
  Sun: { name: '孙主任', unit: 'street', role: 'subdistrictLeader' },
  Feng: { name: '冯书记', unit: 'community', role: 'communityLeader' },
  Lin: { name: '林网格', unit: 'grid1', role: 'gridWorker' },
  Chen: { name: '陈网格', unit: 'grid2', role: 'gridWorker' },
  Wang: { name: '王科员', unit: 'cg', role: 'departmentClerk' },
  Wu: { name: '吴科员', unit: 'water', role: 'departmentClerk' },
  Li: { name: '李管理', unit: 'district', role: 'systemAdmin' },
  He: { name: '何审计', unit: 'district', role: 'auditor' },
  Han: { name: '韩代表', unit: 'district', role: 'citizenInspector' },
  Gao: { name: '高市级', unit: 'city', role: 'departmentClerk' },
} as const satisfies Record<string, { name: string; unit: string; role: Role }>
export type Who = keyof typeof PEOPLE

const UNITS = [
  ['district', 'territorial', '370890', '太白湖新区', '1.', null],
  ['desk', 'desk', 'PQ', '区派遣台', '1.', 'district'],
  ['cg', 'department', 'CG', '区城管局', '1.', 'district'],
  ['water', 'department', 'SW', '区水务局', '1.', 'district'],
  ['street', 'territorial', '370890001', '石桥镇', '1.2.', 'district'],
  ['community', 'territorial', '370890001001', '湖东社区', '1.2.3.', 'street'],
  ['grid1', 'territorial', '370890001001001', '湖东第一网格', '1.2.3.4.', 'community'],
  ['grid2', 'territorial', '370890001001002', '湖东第二网格', '1.2.3.5.', 'community'],
  ['city', 'superior', 'SJ', '市网格化中心', '1.', null],
] as const
export type UnitKey = (typeof UNITS)[number][0]

const CATALOGUE = `kind,major,minor_code,minor,file_condition,limit,unit,close_condition,source,evidence_required,confidential,responsible
event,市容环境,02,暴露垃圾,成堆成片的生活垃圾,4,work_hour,彻底清理,test,,,0:CG
event,市容环境,03,道路积水,路面积水影响通行,2,work_day,清除积水,test,yes,,0:SW
event,突发事件,01,路面塌陷,路面塌陷,2,hour,抢修完成,test,,,
event,社区管理,01,邻里纠纷,,10,work_day,达成协议,test,,yes,
component,公用设施,01,路灯,路灯不亮,3,work_day,恢复照明,test,,,0:CG`

/** Square number `index` to the east of the middle, one step wide. */
const square = (index: number, count = 1): number[][][][] => {
  const [west, south] = [LON + index * STEP, LAT]
  const [east, north] = [west + count * STEP, LAT + STEP]
  const round = (value: number): number => Math.round(value * 1e7) / 1e7
  return [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ].map((pair) => pair.map(round)),
    ],
  ]
}

/** Positions inside the two base grids and outside of the district. */
export const PLACES = {
  inGrid1: { lon: LON + STEP / 2, lat: LAT + STEP / 2 },
  inGrid2: { lon: LON + 1.5 * STEP, lat: LAT + STEP / 2 },
  outside: { lon: 113.6, lat: 34.7 },
} as const

export interface Fixture {
  readonly units: Readonly<Record<UnitKey, string>>
  readonly grids: Readonly<Record<'district' | 'street' | 'community' | 'grid1' | 'grid2', string>>
  readonly persons: Readonly<Record<Who, string>>
  /** The session of a cookie that is a name of `PEOPLE`. */
  readonly session: (who: string) => Session | null
}

/** Writes one small district with its people, catalogue and calendar. */
export async function makeDistrict(db: Database): Promise<Fixture> {
  return db.asOwner(async (owner) => {
    await owner
      .insertInto('district')
      .values({ district_id: DISTRICT, name: '太白湖新区', level_names: '[]' })
      .execute()
    const grids = await makeGrids(owner)
    const units = await makeUnits(owner, grids)
    const { persons, session } = await makePeople(owner, units)
    const version = await insertDraft(owner, DISTRICT, 'fixture')
    await insertClasses(owner, DISTRICT, version, readCatalogueCsv(CATALOGUE).classes)
    await activateVersion(owner, DISTRICT, version)
    await seedCalendarYears(owner, DISTRICT, [2025, 2026])
    return { units, grids, persons, session }
  })
}

async function makeGrids(owner: Kysely<Schema>): Promise<Fixture['grids']> {
  const ids = { district: uuidv7(), street: uuidv7(), community: uuidv7(), grid1: uuidv7(), grid2: uuidv7() }
  const rows = [
    ['district', null, 1, '1.', 0, 'area', '370890', square(0, 2)],
    ['street', 'district', 2, '1.2.', 1, 'area', '370890001', square(0, 2)],
    ['community', 'street', 3, '1.2.3.', 2, 'area', '370890001001', square(0, 2)],
    ['grid1', 'community', 4, '1.2.3.4.', 3, 'base', '370890001001001', square(0)],
    ['grid2', 'community', 5, '1.2.3.5.', 3, 'base', '370890001001002', square(1)],
  ] as const
  for (const [key, parent, node, path, level, kind, code, polygon] of rows) {
    const id = ids[key]
    const name = UNITS.find(([unit]) => unit === key)?.[3] ?? key
    const parentId = parent === null ? null : ids[parent]
    await owner
      .insertInto('grid')
      .values({
        district_id: DISTRICT,
        id,
        parent_id: parentId,
        node,
        path,
        level,
        kind,
        code,
        name,
        households: 400,
        valid_from: '2025-01-01',
        valid_to: null,
      })
      .execute()
    await owner
      .insertInto('grid_version')
      .values({
        district_id: DISTRICT,
        id: uuidv7(),
        grid_id: id,
        status: 'active',
        valid_from: '2025-01-01',
        valid_to: null,
        polygon: JSON.stringify(polygon),
        area_m2: 1,
        created_by: null,
      })
      .execute()
  }
  await owner
    .insertInto('place_code')
    .values({
      district_id: DISTRICT,
      code: 'QR0001',
      grid_id: ids.grid1,
      name: '湖东一号楼',
      address: '湖东路 1 号',
      lon: null,
      lat: null,
    })
    .execute()
  return ids
}

async function makeUnits(owner: Kysely<Schema>, grids: Fixture['grids']): Promise<Fixture['units']> {
  const ids = Object.fromEntries(UNITS.map(([key]) => [key, uuidv7()])) as Record<UnitKey, string>
  const gridOfPath: Readonly<Record<string, string>> = {
    '1.': grids.district,
    '1.2.': grids.street,
    '1.2.3.': grids.community,
    '1.2.3.4.': grids.grid1,
    '1.2.3.5.': grids.grid2,
  }
  for (const [key, kind, code, name, path, parent] of UNITS)
    await owner
      .insertInto('unit')
      .values({
        district_id: DISTRICT,
        id: ids[key],
        parent_id: parent === null ? null : ids[parent],
        grid_id: gridOfPath[path] ?? null,
        kind,
        level: kind === 'superior' ? SUPERIOR_LEVEL : path.split('.').length - 2,
        code,
        name,
        telephone: '0537-0000000',
        grid_path: path,
      })
      .execute()
  return ids
}

async function makePeople(
  owner: Kysely<Schema>,
  units: Fixture['units'],
): Promise<Pick<Fixture, 'persons' | 'session'>> {
  const sessions = new Map<string, Session>()
  const persons = {} as Record<Who, string>
  for (const [who, { name, unit, role }] of Object.entries(PEOPLE)) {
    const [personId, postId] = [uuidv7(), uuidv7()]
    persons[who as Who] = personId
    await owner.insertInto('person').values({ district_id: DISTRICT, id: personId, name }).execute()
    await owner
      .insertInto('post')
      .values({
        district_id: DISTRICT,
        id: postId,
        person_id: personId,
        unit_id: units[unit],
        role,
        valid_from: '2025-01-01',
        valid_to: null,
      })
      .execute()
    const [, kind, , , path] = UNITS.find(([key]) => key === unit) ?? UNITS[0]
    sessions.set(who, {
      sessionId: uuidv7(),
      accountId: uuidv7(),
      districtId: DISTRICT,
      personId,
      personName: name,
      postId,
      role,
      unitId: units[unit],
      territory: hasTerritory(kind) ? path : '',
      unitIds: kind === 'department' ? lineOf(units, unit) : [units[unit]],
      permissions: new Set<Permission>(ROLES[role]),
    })
  }
  await sql`analyze`.execute(owner)
  return { persons, session: (who) => sessions.get(who) ?? null }
}

/** A unit and those below it. */
function lineOf(units: Fixture['units'], key: UnitKey): string[] {
  const below = UNITS.filter(([, , , , , parent]) => parent === key).flatMap(([child]) => lineOf(units, child))
  return [units[key], ...below]
}
