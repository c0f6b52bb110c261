import type { seeded } from '@lianxin/demo'
import { putCalendarYear, putLimits, putWorkingHours, readLimits } from '@lianxin/contract'
import { ALARM_LADDER, isEnd, isOverdue, type Instant, type Ticket, type WorkCalendar } from '@lianxin/domain'

import type { ClockHistory, Era } from './clock-history.ts'
import type { Given, OpenDistrict } from './district.ts'
import type { Who } from './fixture.ts'

export type Draw = ReturnType<typeof seeded>

const DAY_MS = 86_400_000
const HOURS = [
  { fromMinute: 510, toMinute: 720 },
  { fromMinute: 810, toMinute: 1050 },
]

type Day = { readonly day: string; readonly working: boolean; readonly name: string }

/** The first and the last of the years that are lived. */
export interface Years {
  readonly from: number
  readonly to: number
}

/** Something that happens to the district at its instant. */
export interface Happening {
  readonly at: Instant
  readonly happen: () => Promise<void>
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay())

/** A made-up year: up to 24 holidays and six working weekends. */
function drawYear(draw: Draw, year: number): Day[] {
  const days = new Map<string, Day>()
  for (let nth = 0; nth < 30; nth++) {
    const day = new Date(Date.UTC(year, 0, 1) + draw.int(365) * DAY_MS).toISOString().slice(0, 10)
    if (isWeekend(day) ? nth < 6 : nth >= 6) days.set(day, { day, working: isWeekend(day), name: '' })
  }
  return [...days.values()]
}

/** Ten years of calendar, entered by the operations of the district and known to the test by itself. */
export class LivedCalendar {
  readonly #d: OpenDistrict
  readonly #years = new Map<number, Day[]>()
  #ladder = ALARM_LADDER
  #era: Era | undefined

  constructor(d: OpenDistrict) {
    this.#d = d
  }

  get era(): Era {
    if (!this.#era) throw new Error('no year was entered')
    return this.#era
  }

  #turn(): void {
    const exceptions = new Map([...this.#years.values()].flat().map(({ day, working }) => [day, working]))
    const validYears = new Set([2025, ...this.#years.keys()])
    const calendar: WorkCalendar = { utcOffsetMinutes: 480, spans: HOURS, exceptions, validYears }
    this.#era = { at: this.#d.now(), calendar, ladder: this.#ladder }
  }

  /** The hours of work, and a first year without holidays. */
  async begin(year: number): Promise<void> {
    await this.#d.call(putWorkingHours, { body: { hours: HOURS }, as: 'Li' })
    await this.#enterYear(year, [])
  }

  async #enterYear(year: number, exceptions: readonly Day[]): Promise<void> {
    const body = { source: '通知', exceptions: [...exceptions] }
    const { status } = await this.#d.call(putCalendarYear, { params: { year: String(year) }, body, as: 'Li' })
    if (status !== 200) throw new Error(`the year ${year} was not taken`)
    this.#years.set(year, [...exceptions])
    this.#turn()
  }

  /** A day soon works differently than it was entered. */
  async #correctDay(inDays: number): Promise<void> {
    const day = new Date(this.#d.now() + inDays * DAY_MS).toISOString().slice(0, 10)
    const year = Number(day.slice(0, 4))
    const known = this.#years.get(year)
    if (!known) return
    const was = known.find((one) => one.day === day)
    const others = known.filter((one) => one !== was)
    await this.#enterYear(year, was ? others : [...others, { day, working: isWeekend(day), name: '' }])
  }

  async #remindAfter(workDays: number): Promise<void> {
    const { limits } = (await this.#d.call(readLimits, { as: 'Li' })).body
    await this.#d.call(putLimits, { body: { ...limits, remindAfter_workDays: workDays }, as: 'Li' })
    this.#ladder = { ...ALARM_LADDER, remindAfter_workDays: workDays }
    this.#turn()
  }

  /**
   * What befalls the calendar: each autumn the next year is entered, two of them only after they have begun; twice the
   * ladder changes; and at some instants it is said that a day soon works differently.
   */
  happenings(draw: Draw, { from, to }: Years, corrections: readonly Instant[]): Happening[] {
    const all: Happening[] = corrections.map((at) => {
      const inDays = draw.int(4)
      return { at, happen: () => this.#correctDay(inDays) }
    })
    for (let year = from + 1; year <= to + 1; year++) {
      const isLate = year === from + 3 || year === from + 7
      const days = drawYear(draw, year)
      const at = isLate ? Date.UTC(year, 0, 12, 2) : Date.UTC(year - 1, 10, 3, 2)
      all.push({ at, happen: () => this.#enterYear(year, days) })
    }
    all.push({ at: Date.UTC(from + 4, 5, 1, 4), happen: () => this.#remindAfter(2) })
    all.push({ at: Date.UTC(from + 6, 5, 1, 4), happen: () => this.#remindAfter(1) })
    return all.sort((a, b) => a.at - b.at)
  }
}

const UNITS = ['hour', 'workHour', 'workDay', 'workDay'] as const

/** What is done next about a matter where it stands; null when it is left as it is. */
function nextCommand(d: OpenDistrict, draw: Draw, ticket: Ticket): readonly [Who, Given] | null {
  const { state, pending } = ticket
  const holder = ticket.holder.unitId === d.units.water ? 'Wu' : 'Wang'
  if (pending) return ['Zhao', draw.int(4) === 0 ? { kind: 'reject', reason: '再议' } : { kind: 'approve' }]
  if (isEnd(state)) return draw.int(4) === 0 ? ['Qian', { kind: 'reopen', reason: '又堆满了' }] : null
  if (state === 'verified') return ['Zhao', { kind: 'close' }]
  if (state === 'resolved') return ['Zhao', draw.int(3) === 0 ? { kind: 'rework', reason: '未清' } : { kind: 'verify' }]
  if (state === 'suspended') return [holder, { kind: 'resume' }]
  const limit = { amount: 1 + draw.int(10), unit: UNITS[draw.int(UNITS.length)] ?? 'hour' }
  if (state === 'reported' || state === 'filed')
    return ['Zhao', { kind: 'dispatch', classCode: 'E0102', unitId: d.units.cg, limit }]
  const until = new Date(d.now() + 30 * DAY_MS).toISOString()
  const other = holder === 'Wang' ? d.units.water : d.units.cg
  const choices: readonly Given[] = [
    { kind: 'resolve', publicReply: '已清运' },
    { kind: 'resolve', publicReply: '已清运' },
    isOverdue(ticket.clock, d.now())
      ? { kind: 'note', text: '仍在处理' }
      : { kind: 'requestExtension', reason: '工程量大', extra: limit },
    { kind: 'requestSuspend', reason: '等材料', until },
    { kind: 'reassign', unitId: other, reason: '职责' },
    { kind: 'returnToDispatcher', reason: '不属本单位' },
  ]
  const chosen = choices[draw.int(choices.length)]
  return chosen ? [holder, chosen] : null
}

/** A matter that is lived through the commands of the core, each at its instant. */
export class LivedMatter {
  readonly #d: OpenDistrict
  readonly #draw: Draw
  #id: string | null = null
  #nextAt: Instant
  #busy = false

  constructor(d: OpenDistrict, draw: Draw, at: Instant) {
    this.#d = d
    this.#draw = draw
    this.#nextAt = at
  }

  get begun(): boolean {
    return this.#id !== null
  }

  /** Whether something is being done about it at this moment. */
  get busy(): boolean {
    return this.#busy
  }

  /** When something is done about it next; never where it is left as it is. */
  get nextAt(): Instant {
    return this.#nextAt
  }

  /** Does what comes next, at the instant the clock of the district shows. */
  async live(history: ClockHistory): Promise<void> {
    this.#busy = true
    this.#nextAt = this.#d.now() + Math.ceil(this.#draw.real() ** 3 * 25 * DAY_MS) + 1
    try {
      if (this.#id === null) this.#id = (await this.#d.report()).id
      else await this.#goOn(this.#id, history)
    } finally {
      this.#busy = false
    }
  }

  async #goOn(id: string, history: ClockHistory): Promise<void> {
    await history.read()
    const command = nextCommand(this.#d, this.#draw, history.now(id).ticket)
    if (command === null) this.#nextAt = Number.POSITIVE_INFINITY
    else await this.#d.give(command[0], id, command[1])
  }
}
