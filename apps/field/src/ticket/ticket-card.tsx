import type { TicketRow } from '@lianxin/contract'
import { ClockTag, StateTag, UrgencyTag, useLang, useTranslation } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'

import { useUnsent } from '../outbox/outbox.ts'
import { ActStateTag, useActWord } from '../outbox/act-state.tsx'

/** Which stop of the way it is, and how far from the one before. */
export interface CardLeg {
  readonly number: number
  /** Metres as the crow flies; null where the ticket has no place. */
  readonly away_m: number | null
}

const KILOMETRE_M = 1000

/** One ticket of a list: time left first, then what and where. The whole card opens it. */
export function TicketCard({ ticket, leg }: { readonly ticket: TicketRow; readonly leg?: CardLeg }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const wordOf = useActWord()
  const unsent = useUnsent().find(({ lane }) => lane === ticket.id)
  const away = ({ number, away_m }: CardLeg): string => {
    if (away_m === null) return t('walk.noPlace')
    const from = number === 1 ? 'walk.fromHere' : 'walk.fromLast'
    const distance =
      away_m < KILOMETRE_M
        ? t('walk.metres', { n: Math.round(away_m) })
        : t('walk.kilometres', { n: (away_m / KILOMETRE_M).toFixed(1) })
    return t(from, { distance })
  }
  return (
    <Link to="/t/$ticketId" params={{ ticketId: ticket.id }} className={`card card-${ticket.clock.condition}`}>
      {leg && (
        <span className="card-leg">
          <b>{leg.number}</b> {away(leg)}
        </span>
      )}
      <span className="card-tags">
        <ClockTag clock={ticket.clock} />
        <UrgencyTag urgency={ticket.urgency} />
        <StateTag state={ticket.state} />
        {ticket.pending && <span className="lx-tag lx-tag-warn">{t(`pending.${ticket.pending}`)}</span>}
      </span>
      <strong>{ticket.title}</strong>
      <span className="card-where">{ticket.address || ticket.gridName || t('ticket.noPlace')}</span>
      <span className="card-kind">
        {ticket.className?.[lang] ?? t('ticket.noClass')} · {t(`channel.${ticket.channel}`)}
      </span>
      {unsent && (
        <span className="card-tags">
          <ActStateTag act={unsent} /> {wordOf(unsent)}
        </span>
      )}
    </Link>
  )
}
