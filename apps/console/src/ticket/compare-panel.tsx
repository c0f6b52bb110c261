import type { TicketDetail, WireCommandKind } from '@lianxin/contract'
import { formatInstant, stepKey, useLang } from '@lianxin/ui'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import type { ComparedRow } from './compare.ts'

interface PanelProps {
  readonly kind: WireCommandKind
  readonly ticket: TicketDetail
  readonly rows: readonly ComparedRow[]
  /** The command may still be given to the ticket as it is now. */
  readonly allowed: boolean
  readonly busy: boolean
  readonly onSend: () => void
  readonly onDrop: () => void
}

/**
 * Somebody else was faster: both versions side by side, what was typed stays, and the person says what becomes of it.
 * Nothing goes on top of another's work by the Enter key alone.
 */
export function ComparePanel({ kind, ticket, rows, allowed, busy, onSend, onDrop }: PanelProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no way to clean up an effect.
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const last = ticket.steps.at(-1)
  const who = last && (last.actor.personName ?? last.actor.unitName ?? t(`actor.${last.actor.kind}`))
  const command = t(`command.${kind}`)
  return (
    <section ref={box} className="lx-notice lx-notice-warn lc-compare" role="alert" aria-label={t('compare.title')}>
      <p className="lx-notice-title">
        {t('compare.title')}
        {last &&
          ` · ${t('compare.last', { who, step: t(stepKey(last.kind)), time: formatInstant(last.at, language) })}`}
      </p>
      <table>
        <thead>
          <tr>
            {(['field', 'before', 'theirs', 'mine'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`compare.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field} data-changed={row.changed}>
              <th scope="row">{t(`compare.field.${row.field}`)}</th>
              <td>{row.before || '—'}</td>
              <td>
                {row.changed ? <strong>{row.theirs || '—'}</strong> : row.theirs || '—'}{' '}
                {row.changed && <span className="lx-tag lx-tag-warn">{t('compare.changed')}</span>}
              </td>
              <td>{row.mine ?? <span className="lc-soft">{t('compare.untouched')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{allowed ? t('compare.choose') : t('compare.notAllowed', { command, state: t(`state.${ticket.state}`) })}</p>
      <div className="lc-form-buttons">
        {allowed && (
          <Button type="primary" loading={busy} onClick={onSend}>
            {t('compare.send', { command })}
          </Button>
        )}
        <Button danger onClick={onDrop}>
          {t('compare.drop')}
        </Button>
      </div>
    </section>
  )
}
