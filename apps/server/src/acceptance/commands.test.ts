import { ROLES, type Role, type WireCommandKind } from '@lianxin/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { AT, openTown, STAFF, type Given, type Staff, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.end())

const TIDY = 'E0102'
const DAY_MS = 86_400_000

type Stage =
  | 'reported'
  | 'classified'
  | 'dispatched'
  | 'helped'
  | 'asked'
  | 'suspended'
  | 'resolved'
  | 'verified'
  | 'merged'
  | 'accepted'

/** Where a ticket stands when the command is given. Who brings it there is none of those who try. */
const STAGES: Readonly<Record<Stage, () => Promise<string>>> = {
  reported: other,
  classified: () => from('reported', ['dispatcher', { kind: 'classify', classCode: TIDY }]),
  /** Held by the base grid of its place. */
  dispatched: () => from('reported', ['dispatcher', { kind: 'dispatch', classCode: TIDY }]),
  /** Held by another grid of the community; the department helps. */
  helped: () =>
    from(
      'reported',
      ['dispatcher', { kind: 'dispatch', classCode: TIDY, unitId: town.units.grid2 }],
      ['dispatcher', { kind: 'addUnit', unitId: town.units.cg }],
    ),
  asked: () => from('dispatched', ['workerBeside', { kind: 'requestSuspend', reason: '等待材料', until: inDays(2) }]),
  suspended: () => from('asked', ['dispatcher', { kind: 'approve' }]),
  resolved: () => from('dispatched', ['workerBeside', { kind: 'resolve', publicReply: '已办结' }]),
  verified: () => from('resolved', ['dispatcher', { kind: 'verify' }]),
  accepted: () => from('reported', ['dispatcher', { kind: 'accept' }]),
  merged: async () => from('reported', ['dispatcher', { kind: 'merge', intoId: await other(), publicReply: '重复' }]),
}

const inDays = (days: number): string => new Date(town.clock.at + days * DAY_MS).toISOString()

async function other(): Promise<string> {
  return (await town.report()).id
}

async function from(stage: Stage, ...given: readonly [Staff, Given][]): Promise<string> {
  const id = await STAGES[stage]()
  for (const [who, command] of given) await town.give(who, id, command)
  return id
}

/** The id of the last command of a ticket that a dispatcher accepted. */
async function acceptance(): Promise<string> {
  const { rows } = await town.db.owner.query<{ command_id: string }>(
    `select command_id from ticket_step where kind = 'accepted' order by at desc, ticket_id desc limit 1`,
  )
  return rows[0]?.command_id ?? ''
}

interface Rule {
  readonly at: Stage
  /** Builds the command; some name a ticket or a unit. */
  readonly say: () => Given | Promise<Given>
  /** Who carries it out. Everybody else is refused. */
  readonly may: readonly Staff[]
  /** Who has the right but does not hold the ticket: told so by name of the holder, not by a missing right. */
  readonly notTheirs?: readonly Staff[]
  /** What those are told; by default that they do not hold it. */
  readonly told?: string
}

const DESK: readonly Staff[] = ['dispatcher', 'subdistrictLeader']
const GRID: readonly Staff[] = ['gridLeader', 'gridWorker']
const SPEAKING: readonly Staff[] = ['dispatcher', 'hotlineClerk', 'subdistrictLeader', 'communityLeader', ...GRID]
const SEEING: readonly Staff[] = ['districtLeader', ...SPEAKING]
const HANDLING: readonly Staff[] = ['districtLeader', 'subdistrictLeader', 'communityLeader']
const VERIFYING: readonly Staff[] = ['districtLeader', 'dispatcher', 'subdistrictLeader']

/** Holder's commands at a ticket of grid 1: carried out by its people, refused to the levels above, who do not hold it. */
const held = (say: Rule['say']): Rule => ({ at: 'dispatched', say, may: GRID, notTheirs: HANDLING })

/** Written down independently of the server's own rules, for a ticket in the first grid unless the stage says else. */
const RULES = {
  accept: { at: 'reported', say: () => ({ kind: 'accept' }), may: DESK },
  decline: { at: 'reported', say: () => ({ kind: 'decline', publicReply: '不属受理范围', reason: '他区' }), may: DESK },
  classify: { at: 'dispatched', say: () => ({ kind: 'classify', classCode: 'C0101' }), may: [...DESK, ...GRID] },
  locate: { at: 'dispatched', say: () => ({ kind: 'locate', position: AT.inGrid1 }), may: [...DESK, ...GRID] },
  file: { at: 'classified', say: () => ({ kind: 'file' }), may: DESK },
  dispatch: { at: 'reported', say: () => ({ kind: 'dispatch', classCode: TIDY }), may: DESK },
  acknowledge: held(() => ({ kind: 'acknowledge' })),
  returnToDispatcher: held(() => ({ kind: 'returnToDispatcher', reason: '不在本格' })),
  reassign: {
    at: 'dispatched',
    say: () => ({ kind: 'reassign', unitId: town.units.grid2, reason: '在邻格' }),
    may: ['dispatcher', ...GRID],
    notTheirs: HANDLING,
  },
  addUnit: {
    at: 'dispatched',
    say: () => ({ kind: 'addUnit', unitId: town.units.water }),
    may: ['dispatcher', ...GRID],
    notTheirs: HANDLING,
  },
  coUnitResult: {
    at: 'helped',
    say: () => ({ kind: 'coUnitResult', text: '已清运' }),
    may: ['departmentClerk'],
    notTheirs: [...HANDLING, ...GRID],
  },
  start: held(() => ({ kind: 'start' })),
  selfResolve: held(() => ({ kind: 'selfResolve', publicReply: '当场清理' })),
  escalate: held(() => ({ kind: 'escalate', reason: '需上级协调' })),
  requestSuspend: held(() => ({ kind: 'requestSuspend', reason: '等待材料', until: inDays(2) })),
  requestExtension: held(() => ({ kind: 'requestExtension', reason: '雨', extra: { amount: 1, unit: 'workDay' } })),
  requestAbnormalClose: {
    at: 'dispatched',
    say: () => ({ kind: 'requestAbnormalClose', reason: '重复', publicReply: '无法办理' }),
    may: ['dispatcher', ...GRID],
    notTheirs: HANDLING,
  },
  approve: { at: 'asked', say: () => ({ kind: 'approve' }), may: VERIFYING },
  reject: { at: 'asked', say: () => ({ kind: 'reject', reason: '请继续办理' }), may: VERIFYING },
  resume: { at: 'suspended', say: () => ({ kind: 'resume' }), may: ['dispatcher', ...GRID], notTheirs: HANDLING },
  resolve: held(() => ({ kind: 'resolve', publicReply: '已办结' })),
  verify: { at: 'resolved', say: () => ({ kind: 'verify' }), may: VERIFYING },
  rework: { at: 'resolved', say: () => ({ kind: 'rework', reason: '没有清完' }), may: VERIFYING },
  close: { at: 'verified', say: () => ({ kind: 'close' }), may: VERIFYING },
  void: { at: 'dispatched', say: () => ({ kind: 'void', reason: '误报', publicReply: '已撤销' }), may: DESK },
  merge: {
    at: 'reported',
    say: async () => ({ kind: 'merge', intoId: await other(), publicReply: '已有同一事件在办' }),
    may: DESK,
  },
  unmerge: { at: 'merged', say: () => ({ kind: 'unmerge', reason: '不是同一处' }), may: DESK },
  note: { at: 'dispatched', say: () => ({ kind: 'note', text: '已电话联系' }), may: SEEING },
  supplement: { at: 'dispatched', say: () => ({ kind: 'supplement', text: '来电补充' }), may: SPEAKING },
  remind: { at: 'dispatched', say: () => ({ kind: 'remind', text: '请尽快' }), may: SEEING },
  rate: {
    at: 'resolved',
    say: () => ({ kind: 'rate', score: 4, comment: '' }),
    may: ['dispatcher', 'hotlineClerk', 'subdistrictLeader', 'communityLeader'],
  },
  reopen: { at: 'resolved', say: () => ({ kind: 'reopen', reason: '又出现了' }), may: SPEAKING },
  undo: {
    at: 'accepted',
    say: async () => ({ kind: 'undo', ofCommandId: await acceptance() }),
    may: ['dispatcher'],
    notTheirs: SEEING,
    told: 'ticket.undo_not_own',
  },
} as const satisfies Readonly<Record<WireCommandKind, Rule>>

const EVERY_ROLE = Object.keys(ROLES) as Role[]

function expected(rule: Rule, who: Staff): string {
  if (rule.may.includes(who)) return 'done'
  if (rule.notTheirs?.includes(who))
    return rule.told ?? (rule.at === 'helped' ? 'ticket.not_co_unit' : 'ticket.not_holder')
  const [role] = STAFF[who]
  if (!(ROLES[role] as readonly string[]).includes('ticket.read')) return 'right.missing'
  // a department sees only what involves it; all others of the matrix have the first grid in their territory
  return who === 'departmentClerk' && rule.at !== 'helped' ? 'ticket.not_found' : 'right.missing'
}

describe.each(Object.entries<Rule>(RULES))('%s', (_kind, rule) => {
  test('is carried out by those whose work it is, refused to all others, and a refusal changes nothing', async () => {
    const found: string[] = []
    let id = await STAGES[rule.at]()
    for (const who of EVERY_ROLE) {
      const command = await rule.say()
      const before = await revisionOf(id)
      const { status, problem } = await town.ask(who, id, command)
      found.push(`${who} ${status === 200 ? 'done' : problem.code}`)
      expect((await revisionOf(id)) > before, `${who} ${status}`).toBe(status === 200)
      if (status === 200) id = await STAGES[rule.at]()
    }
    expect(found).toEqual(EVERY_ROLE.map((who) => `${who} ${expected(rule, who)}`))
  })
})

async function revisionOf(id: string): Promise<number> {
  const { rows } = await town.db.owner.query<{ revision: number }>('select revision from ticket where id = $1', [id])
  return rows[0]?.revision ?? 0
}
