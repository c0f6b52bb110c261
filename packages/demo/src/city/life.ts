import {
  type Actor,
  type Channel,
  type Command,
  type Context,
  decide,
  evolve,
  type Step,
  type Ticket,
  type WorkCalendar,
} from '@lianxin/domain'

import type { DemoClass } from './catalogue.ts'
import { type Draw, personName, telephone } from './names.ts'
import { pointInside } from './place.ts'
import { drawnUuid } from './random.ts'
import { publicReply, ratingComment, reportText } from './texts.ts'
import type { DemoGrid } from './tree.ts'
import type { CityLookup, UnitWithPerson } from './lookup.ts'

/** One generated ticket: its history as the core decided it, and who reported. */
export interface DemoTicket {
  readonly ticket: Ticket
  readonly steps: readonly Step[]
  readonly reporter: { readonly name: string; readonly telephone: string; readonly confidential: boolean }
  readonly gridPath: string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Shares by channel; the hotline leads as in the published figures of a city's 12345 (telephone 60 %, reports by staff 32 %). */
const CHANNELS: readonly (readonly [Channel, number])[] = [
  ['hotline12345', 0.5],
  ['gridWorker', 0.28],
  ['residentQr', 0.08],
  ['residentPage', 0.05],
  ['patrolCar', 0.05],
  ['department', 0.02],
  ['courtyardLeader', 0.02],
]

function channelOf(draw: Draw): Channel {
  let left = draw.real()
  for (const [channel, share] of CHANNELS) if ((left -= share) < 0) return channel
  return 'hotline12345'
}

/** Runs the commands of one life through the core, in time order, until the present. */
class Life {
  ticket: Ticket | null = null
  readonly steps: Step[] = []
  at: number
  readonly draw: Draw
  readonly city: CityLookup
  readonly calendar: WorkCalendar
  readonly until: number
  constructor(draw: Draw, city: CityLookup, calendar: WorkCalendar, until: number, start: number) {
    this.draw = draw
    this.city = city
    this.calendar = calendar
    this.until = until
    this.at = start
  }

  /** @returns false when the present was reached, so that the ticket stays as it is */
  give(after_ms: number, command: Command, by: UnitWithPerson | 'resident', isApprover = false): boolean {
    this.at += Math.round(after_ms)
    if (this.at > this.until) return false
    const actor: Actor =
      by === 'resident' ? { kind: 'resident' } : { kind: 'staff', personId: by.personId, unitId: by.unit.unitId }
    const decision = decide(this.ticket, command, this.#context(actor, isApprover))
    if (!decision.ok) throw new Error(`the generated life broke a rule: ${command.kind} → ${decision.refusal.code}`)
    for (const step of decision.value) {
      this.ticket = evolve(this.ticket, step)
      this.steps.push(step)
    }
    return true
  }

  id(): string {
    return drawnUuid(this.draw, Math.min(this.at, this.until))
  }

  #context(actor: Actor, isApprover: boolean): Context {
    const { city, ticket } = this
    return {
      now: this.at,
      actor,
      actsForUnitIds: [],
      calendar: this.calendar,
      limits: city.limits,
      desk: city.desk.unit,
      fallback: city.desk.unit,
      upper: city.upperOf(ticket?.holder.unitId),
      urgentMaySkip: true,
      isApprover,
      evidenceRequired: false,
      reopenWindow_ms: 15 * 24 * HOUR,
      mergeTarget: null,
    }
  }
}

/** Lives one ticket from its report at `start` to its end, or to the present. */
export function liveOne(
  draw: Draw,
  city: CityLookup,
  calendar: WorkCalendar,
  grid: DemoGrid,
  item: DemoClass,
  start: number,
  until: number,
): DemoTicket {
  const life = new Life(draw, city, calendar, until, start)
  const channel = channelOf(draw)
  const team = city.territorial(grid.id)
  const located = draw.real() > 0.012
  const text = reportText(draw, item, grid.name)
  const limit = item.stages[0]?.limit ?? city.limits.handling
  const classification = { class: { classCode: item.code, catalogueVersion: 1 }, limit }
  const byStaff = channel === 'gridWorker'
  const onTheSpot = byStaff && team.staffed && draw.real() < 0.42
  const place = located
    ? {
        position: pointInside(draw, grid),
        address: text.address,
        grid: { gridId: grid.id, gridVersionId: grid.versionId, path: grid.path },
      }
    : { position: null, address: text.address, grid: null }
  life.give(
    0,
    {
      kind: 'report',
      commandId: life.id(),
      ticketId: life.id(),
      channel,
      urgency: item.urgent ? 'urgent' : 'normal',
      title: text.title,
      description: text.description,
      place,
      ...(byStaff || draw.real() < 0.3 ? { classification } : {}),
      ...(onTheSpot ? { selfResolved: { by: team.unit, publicReply: publicReply(draw, item) } } : {}),
    },
    byStaff ? team : channel === 'residentQr' || channel === 'residentPage' ? 'resident' : city.desk,
  )
  if (
    onTheSpot ? life.ticket?.state === 'resolved' : atDesk(life, city, grid, item, limit) && handled(life, city, item)
  )
    verified(life, city, item)
  const ticket = life.ticket
  if (ticket === null) throw new Error('a generated report lies in the future')
  const anonymous = byStaff || channel === 'patrolCar' || draw.real() < 0.1
  return {
    ticket,
    steps: life.steps,
    reporter: {
      name: anonymous ? '' : personName(draw),
      telephone: anonymous ? '' : telephone(draw),
      confidential: draw.real() < 0.03,
    },
    gridPath: ticket.place.grid?.path ?? city.rootPath,
  }
}

/** Acceptance, filing and dispatch at the desk. */
function atDesk(
  life: Life,
  city: CityLookup,
  grid: DemoGrid,
  item: DemoClass,
  limit: Context['limits']['handling'],
): boolean {
  const { draw } = life
  const desk = city.desk
  const base = () => ({ commandId: life.id() })
  if (draw.real() < 0.012) {
    life.give(
      draw.real() * HOUR,
      {
        kind: 'decline',
        ...base(),
        reason: '不属于受理范围',
        publicReply: '您反映的事项不在受理范围，建议向有权机关提出，联系方式已告知。',
      },
      desk,
    )
    return false
  }
  if (!life.give((4 + draw.int(50)) * MINUTE, { kind: 'accept', ...base() }, desk)) return false
  if (life.ticket?.place.grid === null) {
    const place = {
      position: pointInside(draw, grid),
      address: life.ticket.place.address,
      grid: { gridId: grid.id, gridVersionId: grid.versionId, path: grid.path },
    }
    if (!life.give(draw.int(40) * MINUTE, { kind: 'locate', ...base(), place }, desk)) return false
  }
  if (
    life.ticket?.class === null &&
    !life.give(
      2 * MINUTE,
      {
        kind: 'classify',
        ...base(),
        class: { classCode: item.code, catalogueVersion: 1 },
        limit,
        urgency: item.urgent ? 'urgent' : 'normal',
      },
      desk,
    )
  )
    return false
  const department = item.responsible['0']
  const toDepartment = department !== undefined && draw.real() < (item.urgent ? 0.6 : 0.38)
  const to = toDepartment ? city.department(department) : city.territorial(grid.id)
  return life.give((1 + draw.int(20)) * MINUTE, { kind: 'dispatch', ...base(), to: to.unit }, desk)
}

/** How often a holder passes a matter up: the grid, then the community, and so on to the city. */
const PASSED_UP = [0.08, 0.25, 0.25, 0.25]

/** Handling by one holder after another, until somebody resolves it. */
function handled(life: Life, city: CityLookup, item: DemoClass): boolean {
  const { draw } = life
  const slow = draw.real() < 0.035
  for (let hop = 0; hop < 6; hop++) {
    const holder = city.byUnit(life.ticket?.holder.unitId ?? '')
    const base = () => ({ commandId: life.id() })
    if (!life.give((3 + draw.int(90)) * MINUTE, { kind: 'acknowledge', ...base() }, holder)) return false
    if (draw.real() < 0.6 && !life.give(draw.int(60) * MINUTE, { kind: 'start', ...base() }, holder)) return false
    const upper = city.upperOf(holder.unit.unitId)
    if (upper.unit !== null && draw.real() < (PASSED_UP[hop] ?? 0)) {
      if (
        !life.give(
          draw.int(120) * MINUTE,
          { kind: 'escalate', ...base(), reason: '超出本级职责和处置能力，请上级协调' },
          holder,
        )
      )
        return false
      continue
    }
    const department = item.responsible['0']
    if (
      hop > 0 &&
      department !== undefined &&
      draw.real() < 0.5 &&
      city.department(department).unit.unitId !== holder.unit.unitId
    ) {
      if (
        !life.give(
          draw.int(90) * MINUTE,
          { kind: 'reassign', ...base(), to: city.department(department).unit, reason: '属职能部门职责，转办' },
          holder,
        )
      )
        return false
      continue
    }
    if (draw.real() < 0.02) {
      const extra = { amount: 2, unit: 'workDay' } as const
      const due = life.ticket?.clock.dueAt ?? 0
      if (due > life.at + 2 * HOUR) {
        if (!life.give(HOUR, { kind: 'requestExtension', ...base(), reason: '等待配件到货', extra }, holder))
          return false
        if (!life.give(20 * MINUTE, { kind: 'approve', ...base() }, city.approver, true)) return false
      }
    } else if (draw.real() < 0.008) {
      const until = life.at + (3 + draw.int(12)) * 24 * HOUR
      if (!life.give(HOUR, { kind: 'requestSuspend', ...base(), reason: '需财政资金到位', until }, holder)) return false
      if (!life.give(30 * MINUTE, { kind: 'approve', ...base() }, city.approver, true)) return false
      if (!life.give(Math.max(0, until - life.at), { kind: 'resume', ...base() }, holder)) return false
    }
    const due = life.ticket?.clock.dueAt ?? life.at + 24 * HOUR
    const left = Math.max(HOUR / 4, due - life.at)
    const takes = slow ? left * (1.05 + draw.real() * 1.5) : left * (0.05 + draw.real() * draw.real() * 0.9)
    return life.give(takes, { kind: 'resolve', ...base(), publicReply: publicReply(draw, item) }, holder)
  }
  return false
}

/** Verification, closing, the resident's judgement, and now and then a second round. */
function verified(life: Life, city: CityLookup, item: DemoClass): void {
  const { draw } = life
  const base = () => ({ commandId: life.id() })
  if (draw.real() < 0.015) {
    if (!life.give((1 + draw.int(5)) * HOUR, { kind: 'rework', ...base(), reason: '现场核查未处理到位' }, city.desk))
      return
    const holder = city.byUnit(life.ticket?.holder.unitId ?? '')
    if (
      !life.give(
        (2 + draw.int(20)) * HOUR,
        { kind: 'resolve', ...base(), publicReply: publicReply(draw, item) },
        holder,
      )
    )
      return
  }
  if (!life.give((1 + draw.int(7)) * HOUR, { kind: 'verify', ...base() }, city.desk)) return
  if (!life.give(draw.int(90) * MINUTE, { kind: 'close', ...base() }, city.desk)) return
  if (draw.real() < 0.55) {
    const r = draw.real()
    const score = r < 0.72 ? 5 : r < 0.93 ? 4 : r < 0.98 ? 3 : r < 0.992 ? 2 : 1
    if (
      !life.give(
        draw.int(40) * HOUR,
        { kind: 'rate', ...base(), score, comment: draw.real() < 0.4 ? ratingComment(score) : '' },
        'resident',
      )
    )
      return
    if (score > 2 || draw.real() < 0.5) return
    if (!life.give(draw.int(20) * HOUR, { kind: 'reopen', ...base(), reason: '问题还没有解决' }, 'resident')) return
    secondRound(life, city, item)
  }
}

/** The desk sends a reopened ticket back to who handled it; the second answer is closed without a further judgement. */
function secondRound(life: Life, city: CityLookup, item: DemoClass): void {
  const { draw } = life
  const base = () => ({ commandId: life.id() })
  const before = life.steps.findLast((step) => step.kind === 'dispatched')
  const gridId = life.ticket?.place.grid?.gridId ?? ''
  const to = before?.kind === 'dispatched' ? before.to : city.territorial(gridId).unit
  if (life.ticket?.class === null) return
  if (!life.give((5 + draw.int(60)) * MINUTE, { kind: 'dispatch', ...base(), to }, city.desk)) return
  if (!handled(life, city, item)) return
  if (!life.give((1 + draw.int(7)) * HOUR, { kind: 'verify', ...base() }, city.desk)) return
  life.give(draw.int(90) * MINUTE, { kind: 'close', ...base() }, city.desk)
}
