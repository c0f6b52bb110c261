import type { Act } from '@lianxin/client/offline'
import type { TicketDetail } from '@lianxin/contract'
import { ProblemView, useTranslation } from '@lianxin/ui'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactElement } from 'react'

import { Sheet } from '../app/sheet.tsx'
import { useUnsent } from '../outbox/outbox.ts'
import { ActionForm } from './action-form.tsx'
import { ACTION_FIELDS, FIELD_ACTIONS, isFieldAction, type FieldAction } from './actions.ts'
import { LastAct } from './ticket-acts.tsx'
import { useCommand } from './use-command.ts'

type Open = { readonly action: FieldAction; readonly act: Act | null } | 'more' | null

/** At the thumb: what usually comes next, and everything else behind one button. */
export function ActionBar({
  ticket,
  refused,
}: {
  readonly ticket: TicketDetail
  /** A refused act to be changed and sent again: its form opens at once. */
  readonly refused: Act | null
}): ReactElement {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [open, setOpen] = useState<Open>(() =>
    refused && isFieldAction(refused.kind) && ACTION_FIELDS[refused.kind].length > 0
      ? { action: refused.kind, act: refused }
      : null,
  )
  /** Counts what was sent from here: the next form begins empty, a closed one keeps what was typed. */
  const [sent, setSent] = useState(0)
  const command = useCommand(ticket)
  const unsent = useUnsent().filter(({ lane }) => lane === ticket.id)
  /** Refused acts of one tap: they are offered again and then take the place of the refused one. */
  const again = unsent.filter(
    ({ state, kind }) => state === 'refused' && isFieldAction(kind) && ACTION_FIELDS[kind].length === 0,
  )
  // What waits to be sent is not offered a second time; a note may be written again.
  const waiting = new Set(unsent.filter((act) => act.kind !== 'note' && !again.includes(act)).map(({ kind }) => kind))
  const actions = FIELD_ACTIONS.filter((action) => ticket.available.includes(action) && !waiting.has(action))
  const [first, second] = actions
  const formOf = typeof open === 'object' ? open : null
  // The button that was pressed is gone once its act is done: the keyboard stays at the bar.
  const bar = useRef<HTMLElement>(null)
  const isPending = command.isPending
  useEffect(() => {
    if (!isPending && document.activeElement === document.body) bar.current?.focus({ preventScroll: true })
  }, [isPending])
  const close = (): void => {
    setOpen(null)
    if (refused) void navigate({ to: '/t/$ticketId', params: { ticketId: ticket.id }, replace: true })
  }

  const choose = (action: FieldAction): void => {
    command.reset()
    if (ACTION_FIELDS[action].length > 0) {
      setOpen({ action, act: null })
      return
    }
    setOpen(null)
    if (action === 'acknowledge' || action === 'start')
      command.mutate({ wish: { kind: action }, replaces: again.find(({ kind }) => kind === action) ?? null })
  }
  return (
    <footer className="actions" tabIndex={-1} ref={bar}>
      <LastAct ticketId={ticket.id} />
      {command.isError && open === null && <ProblemView error={command.error} />}
      <div className="actions-row">
        {actions.length > 2 && (
          <button type="button" className="lx-button" onClick={() => setOpen('more')}>
            {t('act.more')}
          </button>
        )}
        {second !== undefined && (
          <button type="button" className="lx-button" disabled={command.isPending} onClick={() => choose(second)}>
            {t(`act.${second}`)}
          </button>
        )}
        {first !== undefined && (
          <button
            type="button"
            className="lx-button lx-button-primary"
            disabled={command.isPending}
            onClick={() => choose(first)}
          >
            {t(`act.${first}`)}
          </button>
        )}
      </div>
      <Sheet open={open === 'more'} title={t('act.choose')} onClose={() => setOpen(null)}>
        <ul className="rows">
          {actions.map((action) => (
            <li key={action}>
              <button type="button" onClick={() => choose(action)}>
                <strong>{t(`act.${action}`)}</strong>
                <span>{t(`actText.${action}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Sheet>
      {FIELD_ACTIONS.filter((action) => ACTION_FIELDS[action].length > 0).map((action) => (
        <Sheet key={action} open={formOf?.action === action} title={t(`act.${action}`)} onClose={close}>
          <ActionForm
            key={`${action} ${formOf?.act?.id ?? ''} ${sent}`}
            action={action}
            ticket={ticket}
            before={formOf?.act ?? null}
            sending={command.isPending}
            error={command.isError ? command.error : undefined}
            onSend={(wish, actId) =>
              command.mutate(
                { wish, actId, replaces: formOf?.act ?? null },
                {
                  onSuccess: () => {
                    setSent((before) => before + 1)
                    close()
                  },
                },
              )
            }
          />
        </Sheet>
      ))}
    </footer>
  )
}
