import type { Act } from '@lianxin/client/offline'
import { formatInstant, useLang, useTranslation } from '@lianxin/ui'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'

import { reportFault } from '../app/api.ts'
import { Sheet } from '../app/sheet.tsx'
import { useOnline } from '../app/use-online.ts'
import { ACTION_FIELDS, isFieldAction } from '../ticket/actions.ts'
import { ActStateTag, useActWord, useHeld, useHindrance } from './act-state.tsx'
import { outbox } from './outbox.ts'

/** One act: what, to which ticket, when, where it is now; for a refused one why, and what can be done. */
export function ActRow({
  act,
  here = false,
}: {
  readonly act: Act
  /** On the page of its ticket, which need not be named. */
  readonly here?: boolean
}): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const wordOf = useActWord()
  const hindrance = useHindrance(act)
  return (
    <li className={`act act-${act.state}`}>
      <p className="card-tags">
        <ActStateTag act={act} />
        <strong>{wordOf(act)}</strong>
        <time dateTime={new Date(act.made_ms).toISOString()}>{formatInstant(act.made_ms, lang)}</time>
      </p>
      {!here && <p>{act.title}</p>}
      {!here && act.receipt && <p className="lx-hint">{t('outbox.number', { number: act.receipt.number })}</p>}
      {hindrance !== null && <p className="lx-hint">{hindrance}</p>}
      {act.problem && (
        <div role="alert">
          <p>
            <strong>{act.problem.title}</strong>
          </p>
          <p>{act.problem.detail}</p>
        </div>
      )}
      <ActChoices act={act} here={here} />
    </li>
  )
}

/** Sending now, changing and sending again, giving up: whatever the state allows. */
function ActChoices({ act, here }: { readonly act: Act; readonly here: boolean }): ReactElement | null {
  const { t } = useTranslation()
  const online = useOnline()
  const held = useHeld(act)
  // An act of one tap has nothing to change: it is done again on the page of its ticket, seeing how things are now.
  const mayChange = act.kind === 'report' || !isFieldAction(act.kind) || ACTION_FIELDS[act.kind].length > 0
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  if (act.state === 'sending' || (here && act.state === 'delivered')) return null
  const open = (): void => void navigate({ to: '/t/$ticketId', params: { ticketId: act.lane } })
  const edit = (): void => {
    if (act.kind === 'report') void navigate({ to: '/report', search: { act: act.id } })
    else void navigate({ to: '/t/$ticketId', params: { ticketId: act.lane }, search: { act: act.id } })
  }
  const drop = (): void => {
    setAsking(false)
    outbox.drop(act.id).catch(reportFault)
  }
  return (
    <div className="act-choices">
      {act.state === 'waiting' && online && !held && (
        <button type="button" className="lx-button" onClick={() => void outbox.hurry().catch(reportFault)}>
          {t('outbox.now')}
        </button>
      )}
      {act.state === 'refused' && mayChange && (
        <button type="button" className="lx-button lx-button-primary" onClick={edit}>
          {t('outbox.edit')}
        </button>
      )}
      {!here && act.kind !== 'report' && (
        <button
          type="button"
          className={act.state === 'refused' && !mayChange ? 'lx-button lx-button-primary' : 'lx-button'}
          onClick={open}
        >
          {t('received.open')}
        </button>
      )}
      {act.state !== 'delivered' && (
        <button type="button" className="lx-button" onClick={() => setAsking(true)}>
          {t('outbox.drop')}
        </button>
      )}
      <Sheet open={asking} title={t('outbox.dropTitle')} closeWord={t('outbox.keep')} onClose={() => setAsking(false)}>
        <p>{t('outbox.dropText')}</p>
        <button type="button" className="lx-button" onClick={drop}>
          {t('outbox.drop')}
        </button>
      </Sheet>
    </div>
  )
}
