import type { TicketDetail, WireCommandKind } from '@lianxin/contract'
import { isNetworkError, ProblemView } from '@lianxin/ui'
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useKeys } from '../app/keys.ts'
import { useLast } from '../bulk/last-change.ts'
import { useCommands } from '../palette/registry.ts'
import { ActionForm } from './action-form.tsx'
import { ACTION_KEYS } from './action-keys.ts'
import { arrange, offered, runsAtOnce } from './action-fields.ts'
import { BegunDrafts } from './begun-drafts.tsx'
import { hintOf, useClassHints } from './class-hint.ts'
import { StaleCommand } from './stale-command.tsx'
import { isStale, useCommand } from './use-command.ts'

interface ActionsProps {
  readonly ticket: TicketDetail
  /** Told whenever a form is opened or left. */
  readonly onEditing: (editing: boolean) => void
}

/** What this session may do with the ticket now: buttons with their letters, the form of one in place below them. */
export function Actions({ ticket, onEditing }: ActionsProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<WireCommandKind | null>(null)
  // Dispatching what has no place goes on by itself once it has one.
  const [goesOn, setGoesOn] = useState(false)
  if (goesOn && open === null && ticket.gridId !== null) {
    setGoesOn(false)
    setOpen('dispatch')
  }
  useClassHints(ticket.classCode === null ? hintOf(ticket) : undefined)
  const last = useLast()
  // A form opened while the answer is on its way stays open.
  const command = useCommand(ticket, () => undefined)
  const [decidedOn, setDecidedOn] = useState(ticket)
  useEffect(() => onEditing(open !== null), [onEditing, open])
  const kinds = offered(ticket)
  const { main, rest } = arrange(ticket)

  const act = (kind: WireCommandKind) => {
    if (!kinds.includes(kind)) return
    // Without a grid there is nobody to dispatch to: ask for the place first.
    const next = kind === 'dispatch' && ticket.gridId === null ? 'locate' : kind
    setGoesOn(next !== kind)
    if (runsAtOnce(next)) {
      setOpen(null)
      // Once the page shows what the command on its way did, the next one is meant.
      if (command.isPending && ticket.revision === decidedOn.revision) return
      setDecidedOn(ticket)
      const fields = next === 'undo' ? { ofCommandId: ticket.undo?.commandId } : {}
      command.mutate({ kind: next, fields })
    } else setOpen(next)
  }
  // The key to undo belongs to what was done last, on whatever ticket.
  const isLast = last.undo === null || (last.undo.what.type === 'one' && last.undo.what.ticketId === ticket.id)
  const keyOf = (kind: WireCommandKind): string | null => (kind === 'undo' && !isLast ? null : ACTION_KEYS[kind])
  useKeys(
    Object.fromEntries(kinds.filter((kind) => kind !== 'undo').map((kind) => [ACTION_KEYS[kind], () => act(kind)])),
  )
  useCommands(
    kinds.map((kind) => ({
      id: kind,
      label: `command.${kind}`,
      shortcut: ACTION_KEYS[kind],
      run: () => act(kind),
    })),
    'ticket',
  )

  if (kinds.length === 0 && open === null) return <p className="lc-actions lc-soft">{t('action.none')}</p>
  return (
    <div className="lc-actions">
      <div className="lc-action-bar" role="toolbar" aria-label={t('action.bar')}>
        {main.map((kind, index) => (
          <Button
            key={kind}
            type={index === 0 ? 'primary' : 'default'}
            loading={command.isPending && command.variables.kind === kind}
            aria-keyshortcuts={ACTION_KEYS[kind]}
            aria-expanded={runsAtOnce(kind) ? undefined : open === kind}
            onClick={() => (open === kind ? setOpen(null) : act(kind))}
          >
            {t(`command.${kind}`)} {keyOf(kind) && <kbd>{keyOf(kind)}</kbd>}
          </Button>
        ))}
        {rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: rest.map((kind) => ({
                key: kind,
                label: (
                  <span className="lc-menu-key">
                    {t(`command.${kind}`)} {keyOf(kind) && <kbd>{keyOf(kind)}</kbd>}
                  </span>
                ),
              })),
              onClick: ({ key }) => act(key as WireCommandKind),
            }}
          >
            <Button>
              {t('action.more')} <DownOutlined aria-hidden />
            </Button>
          </Dropdown>
        )}
      </div>
      {open === null && <BegunDrafts ticket={ticket} onOpen={setOpen} />}
      {open === null && command.error && isStale(command.error) && (
        <StaleCommand
          kind={command.variables.kind}
          before={decidedOn}
          ticket={ticket}
          onSend={() => act(command.variables.kind)}
          onDrop={() => command.reset()}
        />
      )}
      {open === null && command.error && !isStale(command.error) && (
        <ProblemView
          error={command.error}
          onRetry={isNetworkError(command.error) ? () => command.mutate(command.variables) : undefined}
        />
      )}
      {open !== null && (
        <ActionForm
          key={open}
          kind={open}
          ticket={ticket}
          onDone={() => {
            setOpen(null)
            document.getElementById('ticket-pane')?.focus()
          }}
          onCancel={() => {
            setGoesOn(false)
            setOpen(null)
            document.getElementById('ticket-pane')?.focus()
          }}
        />
      )}
    </div>
  )
}
