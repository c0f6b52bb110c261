import type { TicketDetail, TicketRow } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useKeys } from '../app/keys.ts'
import { queryClient, ticketQuery } from '../app/queries.ts'
import { OrderButton } from '../orders/order-button.tsx'
import { useSession } from '../app/session.tsx'
import { BulkActions } from './bulk-actions.tsx'
import { BulkForm } from './bulk-form.tsx'
import { bulkKeyOf, MACRO_KEYS, REPEAT_KEY } from './bulk-keys.ts'
import { BulkReport } from './bulk-report.tsx'
import { asOfNow, closeRun, runBulk, useBulkRun } from './bulk-run.ts'
import { canBeUndone, type Change } from './change.ts'
import { ConfirmChange } from './confirm-change.tsx'
import { fitting } from './fitting.ts'
import { inputsOf, type OfferedKind } from './inputs-of.ts'
import { useLast } from './last-change.ts'
import { MacrosDialog } from './macros-dialog.tsx'
import { macrosQuery } from './queries.ts'
import { useDescribe } from './use-describe.ts'

/** The rows that were ticked in the queue. */
export interface Ticked {
  readonly rows: readonly TicketRow[]
  readonly remove: (ticketIds: readonly string[]) => void
  readonly clear: () => void
}

interface BarProps {
  readonly selection: Ticked
  /** The ticket that is open beside the queue: its letters are its own; macros and repetition act on it alone. */
  readonly openId: string | null
}

/** A form or a question that is open. */
type Asked =
  | { readonly type: 'form'; readonly kind: OfferedKind; readonly rows: readonly TicketRow[] }
  | { readonly type: 'confirm'; readonly change: Change; readonly rows: readonly TicketRow[] }

function Keys({ keys }: { readonly keys: Readonly<Record<string, () => void>> }) {
  useKeys(keys)
  return null
}

function useBegin() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const describe = useDescribe()
  const [asked, setAsked] = useState<Asked | null>(null)
  const send = (change: Change, rows: readonly TicketRow[]) => {
    setAsked(null)
    void runBulk(change, rows).then((run) => {
      const [only] = run.results
      if (run.chosen.length > 1 || run.phase !== 'done' || only?.outcome !== 'done') return
      // One ticket is on the screen itself: a line says it, no report.
      closeRun()
      void message.success(t('bulk.oneDone', { change: describe.change(change), number: only.number ?? '' }))
    })
  }
  return {
    asked,
    cancel: () => setAsked(null),
    send,
    change: (change: Change, rows: readonly TicketRow[]) =>
      canBeUndone(change) ? send(change, rows) : setAsked({ type: 'confirm', change, rows }),
    kind: (kind: OfferedKind, rows: readonly TicketRow[]) => {
      const bare = { type: 'command', command: { kind } } as Change
      if (inputsOf(kind).length === 0 && canBeUndone(bare)) send(bare, rows)
      else setAsked({ type: 'form', kind, rows })
    },
  }
}

/** Below the queue: what can be done to the ticked rows at once, how it goes, and what became of it. */
export function BulkBar({ selection, openId }: BarProps) {
  const { t } = useTranslation()
  const { permissions, post } = useSession()
  const run = useBulkRun()
  const { change: last } = useLast()
  const macros = useQuery(macrosQuery).data?.items ?? []
  const begin = useBegin()
  const [managing, setManaging] = useState(false)
  const rows = selection.rows.map(asOfNow)
  const { all, some } = fitting(rows, { permissions, unitId: post.unit.id })
  const busy = run?.phase === 'running' || run?.phase === 'undoing'
  const { asked } = begin

  const apply = (change: Change) => {
    const open = openId === null ? undefined : queryClient.getQueryData<TicketDetail>(ticketQuery(openId).queryKey)
    const target = openId === null ? rows : open ? [open] : []
    const isFilledIn = document.querySelector('form.lc-action-form') !== null
    if (target.length > 0 && !busy && !isFilledIn) begin.change(change, target)
  }
  const oneKeys = Object.fromEntries([
    ...macros.slice(0, MACRO_KEYS).map((macro, index) => [String(index + 1), () => apply({ type: 'macro', macro })]),
    ...(last ? [[REPEAT_KEY, () => apply(last)]] : []),
  ]) as Record<string, () => void>
  const kindKeys = Object.fromEntries(
    [...all, ...some.map(({ kind }) => kind)].flatMap((kind) => {
      const key = bulkKeyOf(kind)
      return key === null ? [] : [[key, () => begin.kind(kind, rows)]]
    }),
  ) as Record<string, () => void>
  const hasRows = rows.length > 0
  const isReady = asked === null && !busy

  return (
    <div className="lc-bulk">
      {(hasRows || openId !== null) && isReady && (
        <Keys key={String(openId === null)} keys={openId === null ? { ...kindKeys, ...oneKeys } : oneKeys} />
      )}
      {run && <BulkReport run={run} onKeepRefused={(ids) => selection.remove(ids)} />}
      {hasRows && (
        <section className="lc-bulk-bar" aria-label={t('bulk.bar')}>
          <p className="lc-bulk-count">
            <strong role="status">{t('bulk.selected', { count: rows.length })}</strong>
            <Button size="small" type="text" onClick={selection.clear}>
              {t('bulk.clear')} {openId === null && <kbd>Esc</kbd>}
            </Button>
            <OrderButton tickets={rows} />
          </p>
          {isReady && (
            <BulkActions
              rows={rows}
              all={all}
              some={some}
              macros={macros}
              last={last}
              onKind={(kind) => begin.kind(kind, rows)}
              onChange={(change) => begin.change(change, rows)}
              onManage={() => setManaging(true)}
              onKeepState={(state) => selection.remove(rows.filter((row) => row.state !== state).map(({ id }) => id))}
            />
          )}
        </section>
      )}
      {asked?.type === 'form' && (
        <BulkForm
          key={asked.kind}
          kind={asked.kind}
          count={asked.rows.length}
          fits={
            all.includes(asked.kind) ? asked.rows.length : (some.find(({ kind }) => kind === asked.kind)?.count ?? 0)
          }
          onSend={(command) => begin.send({ type: 'command', command }, asked.rows)}
          onCancel={begin.cancel}
        />
      )}
      {asked?.type === 'confirm' && (
        <ConfirmChange
          change={asked.change}
          count={asked.rows.length}
          onSend={() => begin.send(asked.change, asked.rows)}
          onCancel={begin.cancel}
        />
      )}
      {managing && <MacrosDialog onClose={() => setManaging(false)} />}
    </div>
  )
}
