import type { WorkCalendar } from '../calendar/types.ts'
import type { Instant } from '../time.ts'
import type { Command, CommandKind, CommandOf } from './commands.ts'
import type { Context } from './context.ts'
import { decide } from './decide.ts'
import { evolveAll } from './evolve.ts'
import type { Step } from './steps.ts'
import type { Actor, Place, Ticket, UnitRef } from './types.ts'

/** A small district for the tests of this folder; nothing in it is a real place or person. */
export const UNITS = {
  base: { unitId: 'unit-base', level: 3 },
  community: { unitId: 'unit-community', level: 2 },
  subdistrict: { unitId: 'unit-subdistrict', level: 1 },
  district: { unitId: 'unit-district', level: 0 },
  water: { unitId: 'unit-water', level: 0 },
  desk: { unitId: 'unit-desk', level: 0 },
  fallback: { unitId: 'unit-fallback', level: 0 },
  city: { unitId: 'unit-city', level: -1 },
} as const satisfies Readonly<Record<string, UnitRef>>

export const LOCATED: Place = {
  position: { lon: 116.58, lat: 35.36 },
  address: '荷花路 1 号',
  grid: { gridId: 'grid-17', gridVersionId: 'grid-17-v1', path: '1.4.17.' },
}
export const UNLOCATED: Place = { position: null, address: '湖边', grid: null }

/** 08:30–17:30 without a break, Monday to Friday; the days around 2025-10-01 as published. */
export function exampleCalendar(...years: number[]): WorkCalendar {
  const holidays = [1, 2, 3, 6, 7, 8].map((day) => [`2025-10-0${day}`, false] as const)
  return {
    utcOffsetMinutes: 480,
    spans: [{ fromMinute: 510, toMinute: 1050 }],
    exceptions: new Map<string, boolean>([...holidays, ['2025-09-28', true], ['2025-10-11', true]]),
    validYears: new Set(years),
  }
}

export const at = (text: string): Instant => Date.parse(`${text}+08:00`)
export const staff = (unit: UnitRef, personId = `person-of-${unit.unitId}`): Actor => ({
  kind: 'staff',
  personId,
  unitId: unit.unitId,
})
export const RESIDENT: Actor = { kind: 'resident' }
export const SYSTEM: Actor = { kind: 'system', rule: 'test' }

/** Monday 2025-11-10, ten o'clock. */
export const MONDAY = at('2025-11-10T10:00')

export function context(more: Partial<Context> = {}): Context {
  return {
    now: MONDAY,
    actor: staff(UNITS.desk),
    actsForUnitIds: [],
    calendar: exampleCalendar(2025, 2026),
    limits: {
      acceptance: { amount: 2, unit: 'workHour' },
      handling: { amount: 5, unit: 'workDay' },
      verification: { amount: 1, unit: 'workDay' },
    },
    desk: UNITS.desk,
    fallback: UNITS.fallback,
    upper: { unit: UNITS.community, skipped: [] },
    urgentMaySkip: false,
    isApprover: false,
    evidenceRequired: false,
    reopenWindow_ms: 7 * 86_400_000,
    mergeTarget: null,
    ...more,
  }
}

export const WASTE = {
  class: { classCode: 'event.01.02', catalogueVersion: 1 },
  limit: { amount: 3, unit: 'workDay' },
} as const

/** One sensible command of every kind, without its id. */
export const SENSIBLE: { readonly [K in CommandKind]: Omit<CommandOf<K>, 'commandId'> } = {
  report: {
    kind: 'report',
    ticketId: 'ticket-1',
    channel: 'residentQr',
    urgency: 'normal',
    title: '暴露垃圾',
    description: '路口有成堆垃圾',
    place: LOCATED,
    classification: WASTE,
  },
  accept: { kind: 'accept' },
  decline: { kind: 'decline', publicReply: '请拨打 110', reason: '不属受理范围' },
  classify: { kind: 'classify', ...WASTE, urgency: 'normal' },
  locate: { kind: 'locate', place: LOCATED },
  file: { kind: 'file' },
  dispatch: { kind: 'dispatch', to: UNITS.base },
  acknowledge: { kind: 'acknowledge' },
  returnToDispatcher: { kind: 'returnToDispatcher', reason: '不属本网格' },
  reassign: { kind: 'reassign', to: UNITS.water, reason: '属水务' },
  addUnit: { kind: 'addUnit', unitId: UNITS.water.unitId },
  coUnitResult: { kind: 'coUnitResult', text: '已清运' },
  start: { kind: 'start' },
  selfResolve: { kind: 'selfResolve', publicReply: '已当场清理' },
  escalate: { kind: 'escalate', reason: '需要协调' },
  requestSuspend: { kind: 'requestSuspend', reason: '等待材料', until: MONDAY + 30 * 86_400_000 },
  requestExtension: { kind: 'requestExtension', reason: '工程量大', extra: { amount: 2, unit: 'workDay' } },
  requestAbnormalClose: { kind: 'requestAbnormalClose', reason: '需财政资金到位', publicReply: '已列入计划' },
  approve: { kind: 'approve' },
  reject: { kind: 'reject', reason: '理由不足' },
  resume: { kind: 'resume' },
  resolve: { kind: 'resolve', publicReply: '已清理完毕', evidencePhotoIds: ['photo-1'] },
  verify: { kind: 'verify' },
  rework: { kind: 'rework', reason: '未清理干净' },
  close: { kind: 'close' },
  void: { kind: 'void', reason: '测试件', publicReply: '系统测试，抱歉打扰' },
  merge: { kind: 'merge', intoId: 'ticket-2', publicReply: '已并入同一事件' },
  unmerge: { kind: 'unmerge', reason: '不是同一件事' },
  reopen: { kind: 'reopen', reason: '又出现了' },
  rate: { kind: 'rate', score: 5, comment: '' },
  supplement: { kind: 'supplement', text: '就在公交站旁' },
  note: { kind: 'note', text: '已电话联系' },
  remind: { kind: 'remind', text: '请尽快' },
  replan: { kind: 'replan' },
  undo: { kind: 'undo', ofCommandId: 'command-0' },
  succeed: { kind: 'succeed', fromUnitId: UNITS.base.unitId, heir: UNITS.community, reason: '机构改革' },
}

let commandCount = 0

/** A sensible command of that kind, with whatever the test needs different. */
export function command<K extends CommandKind>(kind: K, more: Partial<CommandOf<K>> = {}): Command {
  commandCount += 1
  return { ...SENSIBLE[kind], commandId: `command-${commandCount}`, ...more } as Command
}

/** A ticket with its history, to which a test gives one command after the other. */
export interface Life {
  readonly ticket: Ticket
  readonly steps: readonly Step[]
}

/** The life after one more command that must be accepted. */
export function live(life: Life | null, ctx: Context, wanted: Command): Life {
  const decision = decide(life?.ticket ?? null, wanted, ctx)
  if (!decision.ok) throw new Error(`${wanted.kind}: ${JSON.stringify(decision.refusal)}`)
  return {
    ticket: evolveAll(life?.ticket ?? null, decision.value),
    steps: [...(life?.steps ?? []), ...decision.value],
  }
}

/** A ticket at its base grid: reported by a resident, dispatched by the desk at `MONDAY`. */
export function dispatched(more: Partial<CommandOf<'report'>> = {}): Life {
  const reported = live(null, context({ actor: RESIDENT }), command('report', more))
  return live(reported, context(), command('dispatch'))
}

/** The same, resolved by its base grid an hour later. */
export function resolved(): Life {
  const ctx = context({ actor: staff(UNITS.base), now: MONDAY + 3_600_000 })
  return live(dispatched(), ctx, command('resolve'))
}
