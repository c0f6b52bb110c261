import type { BulkCommand, bulkCommand, BulkReport, BulkResult, TicketReceipt, WireCommand } from '@lianxin/contract'
import { UNDO_WINDOW_MS } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { problemOf, refusalOf } from '../../platform/problem.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { scopeOf, sessionOf, type Session } from '../../platform/session.ts'
import { addToBatch, findBatch, insertBatch, listNumbers, noteDone } from './bulk-store.ts'
import { contentHash } from './canonical.ts'
import { actOnTicket } from './command-ticket.ts'
import type { TicketDeps } from './deps.ts'
import { findMacro } from './macro-store.ts'
import { ruleCommandId } from './perform.ts'
import { actingUnitId } from './standing.ts'
import { iso } from './view.ts'

type BulkCall = Pick<Call<typeof bulkCommand>, 'inScope' | 'lang' | 'request'>

/** The id of what a batch does to a ticket: the same whenever the batch is sent again. */
export const commandIdIn = (batchId: string, ticketId: string): string =>
  ruleCommandId(`bulk ${batchId} ${ticketId}`.toLowerCase())

/** What a batch gives to each of its tickets. @throws Refusal macro.not_found, request.invalid */
async function commandsOf(
  tx: Tx,
  session: Session,
  { command, macroId }: Call<typeof bulkCommand>['body'],
): Promise<readonly BulkCommand[]> {
  if ((command === undefined) === (macroId === undefined))
    throw new Refusal('request.invalid', {}, undefined, [
      { pointer: '/command', code: 'choice', zh: '请选择一项操作或一个快捷处理。', en: 'Give a command or a macro.' },
    ])
  if (command !== undefined) return [command]
  const macro = await findMacro(tx, session.districtId, macroId ?? '')
  if (!macro) throw new Refusal('macro.not_found', {}, '/macroId')
  return macro.commands
}

/**
 * Does something to each ticket in a transaction of its own, so that a refusal spoils none of the others and no row
 * stays locked while the rest is worked on.
 * @param act  undefined: nothing to do here, left out of the report
 */
export async function eachTicket(
  call: BulkCall,
  session: Session,
  ticketIds: readonly string[],
  act: (tx: Tx, ticketId: string, index: number) => Promise<TicketReceipt | undefined>,
): Promise<readonly BulkResult[]> {
  const results: BulkResult[] = []
  for (const [index, ticketId] of ticketIds.entries()) {
    try {
      const receipt = await call.inScope(scopeOf(session), (tx) => act(tx, ticketId, index))
      if (receipt) results.push({ ...NOTHING_REFUSED, ticketId, outcome: 'done', receipt, number: receipt.number })
    } catch (cause) {
      const refusal = refusalOf(cause, call.request)
      if (!refusal) throw cause
      const { code, title, detail } = problemOf(refusal, call.lang, call.request.id)
      results.push({ ticketId, outcome: 'refused', receipt: null, number: null, code, title, detail: detail ?? null })
    }
  }
  const refused = results.filter(({ outcome }) => outcome === 'refused').map(({ ticketId }) => ticketId)
  const numbers = await call.inScope(scopeOf(session), (tx) => listNumbers(tx, session.districtId, refused))
  return results.map((result) => ({ ...result, number: result.number ?? numbers.get(result.ticketId) ?? null }))
}
const NOTHING_REFUSED = { code: null, title: null, detail: null } as const

/** One change for many tickets: each decided and written by itself, remembered as one batch for its undo. */
export async function commandManyAsStaff(call: Call<typeof bulkCommand>, deps: TicketDeps): Promise<BulkReport> {
  const { body, now } = call
  const { batchId, items } = body
  const session = sessionOf(call)
  const { districtId } = session
  const ticketIds = items.map(({ ticketId }) => ticketId)

  const { commands, hash } = await call.inScope(scopeOf(session), async (tx) => {
    const commands = await commandsOf(tx, session, body)
    const hash = contentHash(commands)
    const known = await findBatch(tx, districtId, batchId)
    if (known) {
      if (!known.hash.equals(hash)) throw new Refusal('bulk.id_reused', {}, '/batchId')
      await addToBatch(tx, districtId, batchId, ticketIds)
    } else {
      const head = { id: batchId, personId: session.personId, unitId: actingUnitId(session), hash, at: now }
      const kinds = commands.map(({ kind }) => kind)
      const inserted = await insertBatch(tx, districtId, { ...head, kinds, macroId: body.macroId ?? null, ticketIds })
      if (!inserted) throw new Refusal('bulk.id_reused', {}, '/batchId')
    }
    return { commands, hash }
  })

  const results = await eachTicket(call, session, ticketIds, (tx, ticketId, index) => {
    const commandId = commandIdIn(batchId, ticketId)
    const expectedRevision = items[index]?.expectedRevision
    const seen = expectedRevision === undefined ? {} : { expectedRevision }
    const wires = commands.map((command): WireCommand => ({ ...command, commandId, ...seen }))
    return actOnTicket(deps, { tx, now, session }, { ticketId, commandId, wires, hash })
  })

  const done = results.filter(({ outcome }) => outcome === 'done').map(({ ticketId }) => ticketId)
  await call.inScope(scopeOf(session), (tx) => noteDone(tx, districtId, batchId, done))
  return { batchId, undoUntil: iso(now + UNDO_WINDOW_MS), results: [...results] }
}
