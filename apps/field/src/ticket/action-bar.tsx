import type { TicketDetail } from '@lianxin/contract'
import { ProblemView, useTranslation } from '@lianxin/ui'
import { useState, type ReactElement } from 'react'

import { Sheet } from '../app/sheet.tsx'
import { ActionForm } from './action-form.tsx'
import { ACTION_FIELDS, FIELD_ACTIONS, type FieldAction } from './actions.ts'
import { useCommand } from './use-command.ts'

/** At the thumb: what usually comes next, and everything else behind one button. */
export function ActionBar({ ticket }: { readonly ticket: TicketDetail }): ReactElement | null {
  const { t } = useTranslation()
  const [open, setOpen] = useState<FieldAction | 'more' | null>(null)
  const command = useCommand(ticket)
  const actions = FIELD_ACTIONS.filter((action) => ticket.available.includes(action))
  const [first, second] = actions
  if (first === undefined) return null

  const choose = (action: FieldAction): void => {
    command.reset()
    if (ACTION_FIELDS[action].length > 0) {
      setOpen(action)
      return
    }
    setOpen(null)
    if (action === 'acknowledge' || action === 'start') command.mutate({ kind: action })
  }
  return (
    <footer className="actions">
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
        <button
          type="button"
          className="lx-button lx-button-primary"
          disabled={command.isPending}
          onClick={() => choose(first)}
        >
          {t(command.isPending ? 'act.sending' : `act.${first}`)}
        </button>
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
      {actions
        .filter((action) => ACTION_FIELDS[action].length > 0)
        .map((action) => (
          <Sheet key={action} open={open === action} title={t(`act.${action}`)} onClose={() => setOpen(null)}>
            <ActionForm
              action={action}
              ticket={ticket}
              sending={command.isPending}
              error={command.isError ? command.error : undefined}
              onSend={(wish) => command.mutate(wish, { onSuccess: () => setOpen(null) })}
            />
          </Sheet>
        ))}
    </footer>
  )
}
