import type { StepView } from '@lianxin/contract'
import {
  evolve,
  workingTimeBetween,
  type Actor,
  type Instant,
  type Step,
  type Ticket,
  type WorkCalendar,
} from '@lianxin/domain'

import type { Surroundings } from './perform.ts'
import { iso, unitBrief } from './view.ts'

/** Names of persons that a history mentions. */
export function personsOf(steps: readonly Step[]): readonly string[] {
  const ids = new Set<string>()
  for (const step of steps) {
    if (step.actor.kind === 'staff') ids.add(step.actor.personId)
    if (step.kind === 'acknowledged' && step.personId !== null) ids.add(step.personId)
    if (step.kind === 'requested' && step.request.by.kind === 'staff') ids.add(step.request.by.personId)
  }
  return [...ids]
}

type Names = ReadonlyMap<string, string>

export function actorView(actor: Actor, around: Surroundings, names: Names): StepView['actor'] {
  if (actor.kind !== 'staff') return { kind: actor.kind, personName: null, unitName: null }
  const unitName = around.places.unitById(actor.unitId)?.name ?? null
  return { kind: 'staff', personName: names.get(actor.personId) ?? null, unitName }
}

/** Parts of a step that are no facts of its own: its place in the history, and clocks that are shown elsewhere. */
const NOT_FACTS = new Set([
  'seq',
  'commandId',
  'at',
  'actor',
  'state',
  'kind',
  'handled',
  'ticketId',
  'desk',
  'description',
  'restored',
])
const INSTANTS = new Set(['until', 'oldDueAt', 'newDueAt', 'dueAt', 'from', 'to', 'at', 'startedAt'])

function named(key: string, value: unknown, around: Surroundings, names: Names): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') {
    if (key === 'unitId' && typeof value === 'string') return unitBrief(around.places, value)
    if (key === 'personId' && typeof value === 'string') return names.get(value) ?? ''
    return value
  }
  if (typeof value === 'number') return INSTANTS.has(key) ? iso(value) : value
  if (Array.isArray(value)) return value.map((item) => named(key, item, around, names))
  const record = value as Record<string, unknown>
  if (key === 'clock' || key === 'promise') return { dueAt: named('dueAt', record['dueAt'], around, names) }
  if (typeof record['unitId'] === 'string' && 'level' in record) return unitBrief(around.places, record['unitId'])
  if (typeof record['classCode'] === 'string') {
    const entry = around.classes.of(record as never)
    return { code: record['classCode'], name: entry?.minor ?? '', nameEn: entry?.minorEn ?? '' }
  }
  if (key === 'grid' && typeof record['gridId'] === 'string')
    return { id: record['gridId'], name: around.places.gridById(record['gridId'])?.name ?? '' }
  if (key === 'by' && 'kind' in record) return actorView(value as Actor, around, names)
  return Object.fromEntries(Object.entries(record).map(([name, member]) => [name, named(name, member, around, names)]))
}

function factsOf(step: Step, around: Surroundings, names: Names): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(step)
      .filter(([key]) => !NOT_FACTS.has(key))
      .map(([key, value]) => [key, named(key, value, around, names)]),
  )
}

/** Working time from the entry of a holder to that of the next, or to the end. */
function held_ms(calendar: WorkCalendar, from: Instant, to: Instant | null): number | null {
  if (to === null) return null
  const time = workingTimeBetween(calendar, from, to)
  return time.ok ? time.value : null
}

/** The timeline: each step with names, the holder after it, and how long a new holder then had it. */
export function historyView(steps: readonly Step[], around: Surroundings, names: Names): StepView[] {
  const after: Ticket[] = []
  for (const step of steps) after.push(evolve(after.at(-1) ?? null, step))
  const entered = after.flatMap((ticket, index) => {
    const before = after[index - 1]
    return before?.holder.unitId === ticket.holder.unitId && before.clock.kind === ticket.clock.kind ? [] : [index]
  })
  const end = after.at(-1)?.closedAt ?? null
  return steps.map((step, index) => {
    const place = entered.indexOf(index)
    const next = entered[place + 1]
    const until = next === undefined ? end : (steps[next]?.at ?? null)
    return {
      seq: step.seq,
      kind: step.kind,
      at: iso(step.at),
      actor: actorView(step.actor, around, names),
      state: step.state,
      holderName: around.places.unitById(after[index]?.holder.unitId ?? '')?.name ?? '',
      heldWorking_ms: place < 0 ? null : held_ms(around.calendar, step.at, until),
      facts: factsOf(step, around, names),
    }
  })
}
