import { SUPERIOR_LEVEL, type UnitKind } from '@lianxin/domain'

import { type Draw, personName, telephone } from './names.ts'
import { drawnUuid } from './random.ts'
import type { DemoGrid } from './tree.ts'

export interface DemoUnit {
  readonly id: string
  readonly parentId: string | null
  readonly gridId: string
  readonly gridPath: string
  readonly kind: UnitKind
  readonly level: number
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly telephone: string
}

export interface DemoPerson {
  readonly id: string
  readonly name: string
  readonly telephone: string
  readonly source: 'staff' | 'publicOfficial' | 'seconded' | 'department' | 'volunteer'
}

export interface DemoPost {
  readonly id: string
  readonly personId: string
  readonly unitId: string
  readonly role: string
  /** Set for people one may enter as in the demo. */
  readonly loginName: string | null
}

export interface DemoStaff {
  readonly id: string
  readonly gridId: string
  readonly personId: string
  readonly duty: string
}

export interface DemoOrganisation {
  readonly units: readonly DemoUnit[]
  readonly persons: readonly DemoPerson[]
  readonly posts: readonly DemoPost[]
  readonly staff: readonly DemoStaff[]
}

/** Departments at the district (条): code, Chinese, English. The police line is a contact only (function 20). */
const DEPARTMENTS = [
  ['CG', '城市管理局', 'Urban Management Bureau'],
  ['ZJ', '住房和城乡建设局', 'Housing and Construction Bureau'],
  ['SW', '城乡水务局', 'Water Bureau'],
  ['HB', '生态环境分局', 'Environment Bureau'],
  ['SC', '市场监督管理局', 'Market Regulation Bureau'],
  ['JT', '交通运输局', 'Transport Bureau'],
  ['YL', '园林绿化中心', 'Parks Centre'],
  ['MZ', '民政局', 'Civil Affairs Bureau'],
  ['RS', '人力资源和社会保障局', 'Labour Bureau'],
  ['XF', '消防救援大队', 'Fire Brigade'],
  ['DL', '供电公司', 'Power Company'],
  ['RQ', '燃气热力公司', 'Gas and Heating Company'],
  ['GA', '公安分局（联络）', 'Police (contact only)'],
] as const

const SECTIONS = [
  ['ZF', '综合执法队', 'Enforcement Team'],
  ['MB', '民生保障办', 'Welfare Office'],
  ['PA', '平安建设办', 'Safety Office'],
] as const

/** How densely the grids are staffed: persons beside leader and full-time worker, share of grids with a vacancy. */
export interface Staffing {
  readonly helpersPerGrid: number
  readonly vacancyShare: number
}

/** Units, people and posts of a generated district, hung on its grid tree. `bornAt`: instant used in ids. */
export function buildOrganisation(
  draw: Draw,
  grids: readonly DemoGrid[],
  staffing: Staffing,
  bornAt: number,
): DemoOrganisation {
  const units: DemoUnit[] = []
  const persons: DemoPerson[] = []
  const posts: DemoPost[] = []
  const staff: DemoStaff[] = []
  const territorial = new Map<string, DemoUnit>()

  const addUnit = (
    grid: DemoGrid,
    parent: DemoUnit | null,
    kind: DemoUnit['kind'],
    code: string,
    name: string,
    nameEn = '',
  ): DemoUnit => {
    const unit: DemoUnit = {
      id: drawnUuid(draw, bornAt),
      parentId: parent?.id ?? null,
      gridId: grid.id,
      gridPath: grid.path,
      kind,
      level: kind === 'superior' ? SUPERIOR_LEVEL : grid.level,
      code,
      name,
      nameEn,
      telephone: telephone(draw),
    }
    units.push(unit)
    return unit
  }
  const addPerson = (source: DemoPerson['source'], name = personName(draw)): DemoPerson => {
    const person: DemoPerson = { id: drawnUuid(draw, bornAt), name, telephone: telephone(draw), source }
    persons.push(person)
    return person
  }
  const addPost = (person: DemoPerson, unit: DemoUnit, role: string, loginName: string | null = null): void =>
    void posts.push({ id: drawnUuid(draw, bornAt), personId: person.id, unitId: unit.id, role, loginName })
  const assign = (grid: DemoGrid, person: DemoPerson, duty: string): void =>
    void staff.push({ id: drawnUuid(draw, bornAt), gridId: grid.id, personId: person.id, duty })

  const seen = { subdistrict: 0, community: 0, base: 0 }
  for (const grid of grids) {
    const parent = grid.parentId === null ? null : (territorial.get(grid.parentId) ?? null)
    if (grid.level === 0) {
      const office = addUnit(grid, null, 'territorial', grid.code, `${grid.name}管委会`, 'District Office')
      territorial.set(grid.id, office)
      const desk = addUnit(grid, office, 'desk', `${grid.code}-DESK`, '区网格指挥中心', 'District Command Centre')
      addPost(addPerson('publicOfficial', '陈主任'), office, 'districtLeader', 'chen')
      addPost(addPerson('staff', '赵敏'), desk, 'dispatcher', 'zhao')
      addPost(addPerson('staff', '冯丽'), desk, 'dispatcher', 'feng')
      addPost(addPerson('staff', '钱芳'), desk, 'hotlineClerk', 'qian')
      addPost(addPerson('staff', '周强'), office, 'systemAdmin', 'zhou')
      addPost(addPerson('staff', '郑洁'), office, 'securityAdmin', 'zheng')
      addPost(addPerson('staff', '吴安'), office, 'auditor', 'wu')
      for (const [code, name, nameEn] of DEPARTMENTS) {
        const department = addUnit(grid, office, 'department', code, name, nameEn)
        addPost(
          addPerson('department', code === 'CG' ? '王磊' : personName(draw)),
          department,
          'departmentClerk',
          code === 'CG' ? 'wang' : code.toLowerCase(),
        )
      }
    } else if (grid.level === 1) {
      // One desk for the whole district (一口派单); the subdistrict's office holds what comes up to it.
      const first = seen.subdistrict++ === 0
      const office = addUnit(grid, parent, 'territorial', grid.code, `${grid.name}办事处`)
      territorial.set(grid.id, office)
      addPost(
        addPerson('publicOfficial', first ? '孙立' : personName(draw)),
        office,
        'subdistrictLeader',
        first ? 'sun' : null,
      )
      addPost(addPerson('staff', first ? '何静' : personName(draw)), office, 'dispatcher', first ? 'he' : null)
      for (const [code, name, nameEn] of SECTIONS)
        addPost(
          addPerson('staff'),
          addUnit(grid, office, 'department', `${grid.code}-${code}`, `${grid.name}${name}`, nameEn),
          'departmentClerk',
        )
    } else if (grid.level === 2) {
      const first = seen.community++ === 0
      const office = addUnit(
        grid,
        parent,
        'territorial',
        grid.code,
        grid.name.replace(/(居民委员会|居委会|村民委员会|村委会)$/, '') +
          (grid.setting === 'rural' ? '村委会' : '居委会'),
      )
      territorial.set(grid.id, office)
      addPost(addPerson('staff', first ? '李红' : personName(draw)), office, 'communityLeader', first ? 'li' : null)
    } else if (grid.level === 3) {
      const first = seen.base++ === 0
      const team = addUnit(grid, parent, 'territorial', grid.code, `${grid.name}组`)
      territorial.set(grid.id, team)
      const vacant = !first && draw.real() < staffing.vacancyShare
      const leader = addPerson('publicOfficial', first ? '马骏' : personName(draw))
      assign(grid, leader, 'gridLeader')
      addPost(leader, team, 'gridLeader', first ? 'ma' : null)
      if (!vacant) {
        const worker = addPerson('staff', first ? '林秀' : personName(draw))
        assign(grid, worker, 'fullTimeGridWorker')
        addPost(worker, team, 'gridWorker', first ? 'lin' : null)
      }
      const duties = [
        'buildingLeader',
        'secondedStaff',
        'departmentStaff',
        'gridVolunteer',
        'assistant',
        'buildingLeader',
      ]
      for (let i = 0; i < staffing.helpersPerGrid; i++) {
        const duty = duties[i % duties.length] as string
        assign(
          grid,
          addPerson(
            duty === 'gridVolunteer'
              ? 'volunteer'
              : duty === 'secondedStaff'
                ? 'seconded'
                : duty === 'departmentStaff'
                  ? 'department'
                  : 'staff',
          ),
          duty,
        )
      }
    }
  }
  // Last, so that everybody before is who they were. A citizen inspector (市民代表) holds no matters.
  const [office] = units
  if (office) addPost(addPerson('volunteer', '韩梅'), office, 'citizenInspector', 'han')
  // The deputy: whoever decided about a unit right below the district may not answer its appeal.
  if (office) addPost(addPerson('publicOfficial', '沈萍'), office, 'districtLeader', 'shenping')
  // The city above: what the district cannot settle goes there, and may be questioned there.
  const [root] = grids
  if (root) {
    const city = addUnit(
      root,
      null,
      'superior',
      `${root.code}-CITY`,
      '市网格化服务管理中心',
      'City Grid Service Centre',
    )
    addPost(addPerson('staff', '高原'), city, 'departmentClerk', 'gao')
  }
  return { units, persons, posts, staff }
}
