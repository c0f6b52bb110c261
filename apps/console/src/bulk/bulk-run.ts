import { newId } from '@lianxin/client'
import { bulkCommand, undoBulk, type BulkResult, type TicketRow } from '@lianxin/contract'
import { useSyncExternalStore } from 'react'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import type { Change } from './change.ts'
import { forgetUndo, rememberBatch } from './last-change.ts'

/** Tickets of one request: few enough that the bar moves, many enough that a hundred take a second. */
const PORTION = 20

/** What is known of a chosen ticket. */
export type Chosen = Pick<TicketRow, 'id' | 'number' | 'title' | 'revision'>

/**
 * `running` portions go out · `stopped` an answer is missing: nothing is lost, the rest can be sent · `done` · `undoing` ·
 * `undone`
 */
export interface BulkRun {
  readonly batchId: string
  readonly change: Change
  readonly chosen: readonly Chosen[]
  readonly results: readonly BulkResult[]
  readonly phase: 'running' | 'stopped' | 'done' | 'undoing' | 'undone'
  readonly error: unknown
  /** Epoch ms; null before the first answer. */
  readonly undoUntil: number | null
  readonly taken: readonly BulkResult[]
}

let run: BulkRun | null = null
const listeners = new Set<() => void>()
/** What the receipts said since a row was chosen: a second change goes on from there. */
const revisions = new Map<string, { readonly revision: number; readonly state: TicketRow['state'] }>()

function put(next: BulkRun | null): void {
  run = next
  for (const listener of listeners) listener()
}

const store = {
  get: () => run,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** The bulk change that is going on or was done last, until its report is closed. */
export const useBulkRun = (): BulkRun | null => useSyncExternalStore(store.subscribe, store.get)

/** A row as it is by now, as far as this page changed it itself. */
export function asOfNow<R extends Pick<TicketRow, 'id' | 'revision' | 'state'>>(row: R): R {
  const known = revisions.get(row.id)
  return known && known.revision > row.revision ? { ...row, ...known } : row
}

function learn(results: readonly BulkResult[]): void {
  for (const { receipt } of results)
    if (receipt) revisions.set(receipt.id, { revision: receipt.revision, state: receipt.state as TicketRow['state'] })
}

function refresh(): void {
  for (const key of ['ticket', 'tickets', 'ticket-counts']) void queryClient.invalidateQueries({ queryKey: [key] })
}

async function sendRest(begun: BulkRun): Promise<BulkRun> {
  let now = begun
  const answered = new Set(now.results.map(({ ticketId }) => ticketId))
  const rest = now.chosen.filter(({ id }) => !answered.has(id))
  try {
    for (let from = 0; from < rest.length; from += PORTION) {
      const items = rest
        .slice(from, from + PORTION)
        .map(({ id, revision }) => ({ ticketId: id, expectedRevision: revision }))
      const what = now.change.type === 'macro' ? { macroId: now.change.macro.id } : { command: now.change.command }
      const { results, undoUntil } = await call(bulkCommand, { body: { batchId: now.batchId, items, ...what } })
      learn(results)
      now = { ...now, results: [...now.results, ...results], undoUntil: Date.parse(undoUntil) }
      put(now)
    }
    now = { ...now, phase: 'done' }
  } catch (error) {
    now = { ...now, phase: 'stopped', error }
  }
  if (now.results.some(({ outcome }) => outcome === 'done')) rememberBatch(now.batchId, now.change)
  put(now)
  refresh()
  return now
}

/** Gives a change to every chosen ticket. @returns how it ended; it never throws */
export function runBulk(change: Change, rows: readonly (Chosen & Pick<TicketRow, 'state'>)[]): Promise<BulkRun> {
  const chosen = rows.map(asOfNow).map(({ id, number, title, revision }) => ({ id, number, title, revision }))
  const begun: BulkRun = {
    batchId: newId(),
    change,
    chosen,
    results: [],
    phase: 'running',
    error: null,
    undoUntil: null,
    taken: [],
  }
  put(begun)
  return sendRest(begun)
}

/** Sends what has no answer yet, under the same id: what was carried out unseen is not done twice. */
export async function goOn(): Promise<void> {
  if (run?.phase !== 'stopped') return
  const begun: BulkRun = { ...run, phase: 'running', error: null }
  put(begun)
  await sendRest(begun)
}

/** Takes a batch back. @returns what became of each ticket; null where no answer came, which the report shows */
export async function undoBatch(batchId: string): Promise<readonly BulkResult[] | null> {
  const shown = run?.batchId === batchId ? run : null
  if (shown) put({ ...shown, phase: 'undoing', error: null })
  try {
    const { results } = await call(undoBulk, { params: { batchId } })
    learn(results)
    if (shown) put({ ...shown, phase: 'undone', error: null, taken: results })
    forgetUndo()
    return results
  } catch (error) {
    if (!shown) throw error
    put({ ...shown, phase: 'done', error })
    return null
  } finally {
    refresh()
  }
}

/** Closes the report. */
export function closeRun(): void {
  if (run?.phase !== 'running' && run?.phase !== 'undoing') put(null)
}
