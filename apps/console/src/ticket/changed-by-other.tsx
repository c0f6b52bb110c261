import type { TicketDetail } from '@lianxin/contract'
import { formatInstant, stepKey, useLang } from '@lianxin/ui'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useLive } from '../app/live.tsx'
import { useSession } from '../app/session.tsx'

/** Says when somebody else changed the open ticket, for as long as that is news. */
export function ChangedByOther({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { onTicket } = useLive()
  const { person } = useSession()
  const own = useRef(ticket.revision)
  const [shown, setShown] = useState<number | null>(null)
  useEffect(
    () =>
      onTicket((change) => {
        if (change.ticketId === ticket.id && change.revision > own.current) setShown(change.revision)
      }),
    [onTicket, ticket.id],
  )
  const last = ticket.steps.at(-1)
  const isOwn = last?.actor.kind === 'staff' && last.actor.personName === person.name
  return shown !== null && last && !isOwn ? (
    <p className="lc-changed" role="status">
      {t('ticket.changedNow', {
        who: last.actor.personName ?? last.actor.unitName ?? t(`actor.${last.actor.kind}`),
        step: t(stepKey(last.kind)),
        time: formatInstant(last.at, language),
      })}
    </p>
  ) : null
}
