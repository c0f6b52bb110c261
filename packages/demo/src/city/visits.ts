import {
  afterVisit,
  DAY_MS,
  HOUR_MS,
  visitDueOn,
  type VisitOutcome,
  type VisitSchedule,
  type VisitSubject,
} from '@lianxin/domain'

import { roadName } from '../names/roads.ts'
import { lookupOf } from './lookup.ts'
import type { Draw } from './names.ts'
import type { DemoOrganisation } from './organisation.ts'
import { drawnUuid } from './random.ts'
import { twoCharacters } from './register.ts'
import type { DemoGrid } from './tree.ts'

/** A place or an organisation that is visited, as it stands now. */
export interface DemoVisitPlan extends VisitSchedule {
  readonly id: string
  readonly gridId: string
  readonly gridPath: string
  readonly subjectKind: VisitSubject
  readonly name: string
  readonly address: string
  readonly service: string
  readonly dueOn: string | null
  readonly revision: number
  readonly madeBy: string
  /** Epoch ms. */
  readonly madeAt: number
}

export interface DemoVisit {
  readonly id: string
  readonly planId: string
  readonly gridPath: string
  /** Epoch ms. */
  readonly at: number
  readonly outcome: VisitOutcome
  readonly byPersonId: string
  readonly byUnitId: string
}

export interface DemoVisits {
  readonly plans: readonly DemoVisitPlan[]
  readonly visits: readonly DemoVisit[]
}

interface Kind {
  readonly subjectKind: VisitSubject
  /** By a name of its own, or after the road it stands at. */
  readonly named: 'own' | 'road'
  readonly word: string
  readonly service: string
  readonly cadence_days: number
}
const kind = (
  subjectKind: VisitSubject,
  named: Kind['named'],
  word: string,
  service: string,
  cadence_days: number,
): Kind => ({ subjectKind, named, word, service, cadence_days })

/** What is visited in a grid, and for what. Nothing of it is about persons. */
const KINDS: readonly Kind[] = [
  kind('place', 'road', '临街商铺', '门前环境、用电安全提醒', 30),
  kind('organisation', 'own', '养老服务中心', '消防和用电安全提醒', 7),
  kind('place', 'own', '集贸市场', '占道、卫生和消防通道', 7),
  kind('organisation', 'own', '幼儿园', '校门周边秩序和安全', 30),
  kind('organisation', 'own', '商贸公司', '惠企政策告知、诉求收集', 90),
  kind('place', 'road', '老旧楼院', '楼道堆物、下水和照明', 30),
  kind('organisation', 'own', '物流站', '用电和消防安全提醒', 30),
  kind('organisation', 'own', '食品加工坊', '办事指引、诉求收集', 180),
  kind('place', 'road', '建筑工地', '扬尘、噪声和围挡', 7),
]

/** The zone of the demo districts. */
const OFFSET_MS = 8 * HOUR_MS
const dayOf = (at: number): string => new Date(at + OFFSET_MS).toISOString().slice(0, 10)
/** At most so many visits of the past are made up for a plan. */
const MOST_VISITS = 4
/** Shares of plans: the last try met nobody; visits were declined. */
const NOT_MET = 0.08
const DECLINED = 0.03
/** How far into its interval the present lies, at most: past one it is due. The first plan of a grid is close to it. */
const LARGEST_AGE = 1.3
const LEAST_AGE_OF_FIRST = 0.8

/** Two to four plans in each base grid with their last visits: about a third is due. Made up, without any person. */
export function makeVisits(
  draw: Draw,
  grids: readonly DemoGrid[],
  organisation: DemoOrganisation,
  now: number,
): DemoVisits {
  const lookup = lookupOf(grids, organisation)
  const plans: DemoVisitPlan[] = []
  const visits: DemoVisit[] = []
  const base = grids.filter((grid) => grid.level === 3)
  for (const [nth, grid] of base.entries()) {
    const worker = lookup.territorial(grid.id)
    const count = 2 + draw.int(3)
    for (let n = 0; n < count; n++) {
      const what = KINDS[(nth * 2 + n) % KINDS.length] as Kind
      const road = roadName(nth + n, 'urban', n % 2 === 0 ? 'eastWest' : 'northSouth')
      const house = draw.int(180) + 1
      const id = drawnUuid(draw, now)
      const times = timesOf(draw, what.cadence_days, n === 0 ? LEAST_AGE_OF_FIRST : 0, now)
      const made = (at: number, outcome: VisitOutcome): DemoVisit => ({
        id: drawnUuid(draw, at),
        planId: id,
        gridPath: grid.path,
        at,
        outcome,
        byPersonId: worker.personId,
        byUnitId: worker.unit.unitId,
      })
      const own = worker.staffed ? [...times.map((at) => made(at, 'done')), ...lastTry(draw, now, made)] : []
      const agreed = (times[0] ?? now) - what.cadence_days * DAY_MS
      const agreement: VisitSchedule = {
        cadence_days: what.cadence_days,
        agreedOn: dayOf(agreed),
        lastDoneOn: null,
        triedOn: null,
        restsSince: null,
        endedOn: null,
      }
      const standing = own.reduce((plan, { outcome, at }) => afterVisit(plan, outcome, dayOf(at)), agreement)
      visits.push(...own)
      plans.push({
        ...standing,
        id,
        gridId: grid.id,
        gridPath: grid.path,
        subjectKind: what.subjectKind,
        name: what.named === 'road' ? `${road}${what.word}` : `${twoCharacters(nth * 3 + n + 17)}${what.word}`,
        address: `${road}${house}号`,
        service: what.service,
        dueOn: visitDueOn(standing),
        revision: 1 + own.length,
        madeBy: worker.staffed ? worker.personId : lookup.desk.personId,
        madeAt: agreed,
      })
    }
  }
  return { plans, visits }
}

/** Instants of visits that took place, the oldest first; the last one lies a drawn part of the interval back. */
function timesOf(draw: Draw, cadence_days: number, leastAge: number, now: number): number[] {
  const age_days = (leastAge + draw.real() * (LARGEST_AGE - leastAge)) * cadence_days
  const count = draw.int(MOST_VISITS) + 1
  return Array.from({ length: count }, (_, n) => Math.round(now - (age_days + (count - 1 - n) * cadence_days) * DAY_MS))
}

/** For some plans the last try met nobody, or visits were declined. */
function lastTry(draw: Draw, now: number, made: (at: number, outcome: VisitOutcome) => DemoVisit): DemoVisit[] {
  const chance = draw.real()
  const at = now - (1 + draw.int(3)) * DAY_MS
  if (chance < NOT_MET) return [made(at, 'notMet')]
  return chance < NOT_MET + DECLINED ? [made(at, 'declined')] : []
}
