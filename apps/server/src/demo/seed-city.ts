import type { BulkCommand } from '@lianxin/contract'
import { DEMO_CATALOGUE, type DemoGrid, type DemoOrganisation, drawnUuid, makeRegister, seeded } from '@lianxin/demo'
import type { LocalDate } from '@lianxin/domain'
import type { Kysely } from 'kysely'

import type { DistrictSettings, Schema } from '../platform/db/schema.ts'
import { insertBulk } from '../platform/db/bulk.ts'
import { spellingOf } from '../modules/grid/index.ts'
import { seedVisits } from './seed-visits.ts'

const LEVEL_NAMES = [
  { zh: '区', en: 'District' },
  { zh: '镇街', en: 'Subdistrict' },
  { zh: '社区', en: 'Community' },
  { zh: '基础网格', en: 'Base grid' },
  { zh: '微网格', en: 'Micro-grid' },
]

const SINCE: LocalDate = '2025-01-01'
/** 08:30–12:00 and 14:00–18:00, the usual office hours of the province. */
const HOURS = [
  { from_minute: 510, to_minute: 720 },
  { from_minute: 840, to_minute: 1080 },
]

const iso = (at: number): string => new Date(at).toISOString()

export interface DemoCity {
  readonly districtId: number
  readonly name: string
  readonly grids: readonly DemoGrid[]
  readonly organisation: DemoOrganisation
  /** Since when grids, posts and staff are there; a year ago unless given. */
  readonly since?: LocalDate
}

/** Writes the district with its grids, units, people, roster, place codes and catalogue. All generated, nobody real. */
export async function seedCity(
  db: Kysely<Schema>,
  city: DemoCity,
  flow: NonNullable<DistrictSettings['demoFlow']>,
): Promise<void> {
  const now = flow.until
  const settings: DistrictSettings = { demo: true, hotline: '12345', demoFlow: flow }
  const { districtId, grids, organisation, since = SINCE } = city
  const draw = seeded(districtId)
  const id = () => drawnUuid(draw, now)
  const own = { district_id: districtId }
  await insertBulk(db, 'district', [
    { ...own, name: city.name, utc_offset_minutes: 480, level_names: LEVEL_NAMES, settings },
  ])
  await insertBulk(
    db,
    'grid',
    grids.map((grid) => ({
      ...own,
      id: grid.id,
      parent_id: grid.parentId,
      node: grid.node,
      path: grid.path,
      level: grid.level,
      kind: grid.kind,
      setting: grid.setting,
      code: grid.code,
      name: grid.name,
      households: grid.households,
      valid_from: since,
    })),
  )
  await insertBulk(
    db,
    'grid_version',
    grids.map((grid) => ({
      ...own,
      id: grid.versionId,
      grid_id: grid.id,
      status: 'active',
      valid_from: since,
      polygon: grid.polygon,
      area_m2: grid.area_m2,
      ...grid.fourBoundaries,
      source: '示范数据生成器',
    })),
  )
  await insertBulk(
    db,
    'unit',
    organisation.units.map((unit) => ({
      ...own,
      id: unit.id,
      parent_id: unit.parentId,
      grid_id: unit.gridId,
      kind: unit.kind,
      level: unit.level,
      code: unit.code,
      name: unit.name,
      name_en: unit.nameEn,
      telephone: unit.telephone,
      grid_path: unit.gridPath,
      active: true,
    })),
  )
  await insertBulk(
    db,
    'person',
    organisation.persons.map((person) => ({
      ...own,
      id: person.id,
      name: person.name,
      telephone: person.telephone,
      source: person.source,
      active: true,
    })),
  )
  await insertBulk(
    db,
    'post',
    organisation.posts.map((post) => ({
      ...own,
      id: post.id,
      person_id: post.personId,
      unit_id: post.unitId,
      role: post.role,
      valid_from: since,
    })),
  )
  const entrants = organisation.posts.flatMap(({ personId, loginName }) =>
    loginName === null ? [] : [{ personId, loginName }],
  )
  await insertBulk(
    db,
    'account',
    entrants.map(({ personId, loginName }) => ({
      ...own,
      id: id(),
      person_id: personId,
      login_name: loginName,
      password_history: [],
      failed_attempts: 0,
      created_at: iso(now),
    })),
  )
  await insertBulk(
    db,
    'grid_staff',
    organisation.staff.map((staff) => ({
      ...own,
      id: staff.id,
      grid_id: staff.gridId,
      person_id: staff.personId,
      duty: staff.duty,
      valid_from: since,
    })),
  )
  await insertBulk(db, 'place_code', placesOf(city))
  await seedVisits(db, city, now)
  await insertBulk(db, 'duty_shift', dutyShifts(city, id, now))
  await insertBulk(db, 'ticket_macro', macros(city, id, now))
  await insertBulk(
    db,
    'working_hours',
    HOURS.map((hours) => ({ ...own, ...hours })),
  )
  await insertBulk(db, 'catalogue_version', [
    { ...own, version: 1, status: 'active', note: '示范目录', created_at: iso(now) },
  ])
  await insertBulk(
    db,
    'catalogue_class',
    DEMO_CATALOGUE.map((item) => ({
      ...own,
      version: 1,
      code: item.code,
      kind: item.kind,
      major: item.major,
      major_en: item.majorEn,
      minor: item.minor,
      minor_en: item.minorEn,
      filing_condition: item.filingCondition,
      closing_condition: item.closingCondition,
      stages: item.stages,
      evidence_required: item.evidenceRequired,
      urgent: item.urgent,
      confidential: item.confidential,
      responsible: item.responsible,
      standard_replies: item.standardReplies,
      source: item.source,
    })),
  )
}

/** What a desk does to many tickets in a row. */
const MACROS: readonly { readonly name: string; readonly nameEn: string; readonly commands: readonly BulkCommand[] }[] =
  [
    {
      name: '暴露垃圾，派网格',
      nameEn: 'Exposed waste, to the grid',
      commands: [{ kind: 'classify', classCode: 'E0102' }, { kind: 'dispatch' }],
    },
    { name: '按类别派网格', nameEn: 'To the grid as classified', commands: [{ kind: 'dispatch' }] },
    { name: '核查通过并结案', nameEn: 'Verify and close', commands: [{ kind: 'verify' }, { kind: 'close' }] },
    {
      name: '请尽快办理',
      nameEn: 'Please hurry',
      commands: [{ kind: 'remind', text: '请尽快办理，并及时答复诉求人。' }],
    },
  ]

function macros({ districtId, organisation }: DemoCity, id: () => string, now: number) {
  const keeper = organisation.posts.find((post) => post.role === 'dispatcher')?.personId
  return MACROS.flatMap(({ name, nameEn, commands }) =>
    keeper === undefined
      ? []
      : [
          {
            district_id: districtId,
            id: id(),
            name,
            name_en: nameEn,
            commands,
            changed_at: iso(now),
            changed_by: keeper,
          },
        ],
  )
}

/** Places spelled at once; those of a larger city are spelled by the job that finds them, a minute later. */
const SPELLED_AT_ONCE = 10_000

/** The register of places: signs of grids and buildings, and what people name on the telephone. */
function placesOf(city: DemoCity) {
  const named = makeRegister(seeded(city.districtId + 1), city.grids).map(({ gridId, ...place }) => ({
    ...place,
    district_id: city.districtId,
    grid_id: gridId,
  }))
  const rows = [...placeCodes(city), ...named]
  return rows.length > SPELLED_AT_ONCE ? rows : rows.map((row) => ({ ...row, ...spellingOf(row.name, row.address) }))
}

/** One code for each base grid and for three buildings in it; the code is printed below the QR picture. */
function placeCodes({ districtId, grids }: DemoCity) {
  return grids
    .filter((grid) => grid.level === 3)
    .flatMap((grid) => {
      const serial = grid.node.toString(36).toUpperCase().padStart(4, '0')
      const [lon = 0, lat = 0] = centre(grid)
      const whole = {
        district_id: districtId,
        code: `G${serial}`,
        grid_id: grid.id,
        kind: 'grid',
        name: grid.name,
        address: grid.name,
        lon: null,
        lat: null,
      }
      const buildings = [1, 2, 3].map((n) => ({
        ...whole,
        code: `B${serial}${n}`,
        kind: 'building',
        name: `${grid.name}${n}号楼`,
        address: `${grid.name}${n}号楼`,
        lon: n === 1 ? lon : null,
        lat: n === 1 ? lat : null,
      }))
      return [whole, ...buildings]
    })
}

/** The vertex mean of the outer ring; its place code falls back to the grid where that lies outside. */
function centre(grid: DemoGrid): [number, number] {
  const ring = grid.polygon[0]?.[0] ?? []
  const sum = ring.reduce<[number, number]>((total, [lon = 0, lat = 0]) => [total[0] + lon, total[1] + lat], [0, 0])
  return [sum[0] / ring.length, sum[1] / ring.length]
}

/** Day and night shifts of the district desk for the coming fortnight. */
function dutyShifts({ districtId, organisation }: DemoCity, id: () => string, now: number) {
  const desk = organisation.units.find((unit) => unit.kind === 'desk')
  const people = organisation.posts.filter((post) => post.unitId === desk?.id)
  const midnight = Math.floor((now + 8 * 3_600_000) / 86_400_000) * 86_400_000 - 8 * 3_600_000
  return Array.from({ length: 28 }, (_, half) => ({ half, post: people[half % Math.max(1, people.length)] })).flatMap(
    ({ half, post }) => {
      if (desk === undefined || post === undefined) return []
      const starts = midnight + half * 43_200_000 + 8 * 3_600_000
      return [
        {
          district_id: districtId,
          id: id(),
          unit_id: desk.id,
          person_id: post.personId,
          starts_at: iso(starts),
          ends_at: iso(starts + 43_200_000),
          telephone: desk.telephone,
        },
      ]
    },
  )
}
