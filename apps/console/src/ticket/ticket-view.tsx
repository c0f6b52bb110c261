import type { TicketDetail } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useLastSeen } from '../app/last-seen.ts'
import { useLive } from '../app/live.tsx'
import { SupervisionCard } from '../orders/supervision-card.tsx'
import { TraceCard } from '../responsibility/trace-card.tsx'
import { TicketInquiries } from '../inquiry/ticket-inquiries.tsx'
import { Actions } from './actions.tsx'
import { ChangedByOther } from './changed-by-other.tsx'
import { Facts } from './facts.tsx'
import { GridCard } from './grid-card.tsx'
import { NearbyCard } from './nearby-card.tsx'
import { PendingRequest } from './pending-request.tsx'
import { Photos } from './photos.tsx'
import { Voices } from './voices.tsx'
import { PrintSheet } from './print-sheet.tsx'
import { PublicReply } from './public-reply.tsx'
import { ReporterTickets } from './reporter-tickets.tsx'
import { TicketHead } from './ticket-head.tsx'
import { Timeline } from './timeline.tsx'
import { ToldCard } from './told-card.tsx'
import { usePresence } from './use-presence.ts'

interface ViewProps {
  readonly ticket: TicketDetail
  /** When it was fetched, epoch ms. */
  readonly fetchedAt: number
  readonly full: boolean
  readonly onClose: () => void
  readonly onOpen: (ticketId: string) => void
}

/** Says that what is shown is not fresh, and that typing goes on being safe. */
function Offline({ fetchedAt }: { readonly fetchedAt: number }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { state } = useLive()
  return state === 'lost' ? (
    <p className="lc-changed" role="status">
      {t('ticketPage.offline', { time: formatInstant(fetchedAt, language) })}
    </p>
  ) : null
}

/** One ticket, whole: beside the queue in one column, on a page of its own with its surroundings at the side. */
export function TicketView({ ticket, fetchedAt, full, onClose, onOpen }: ViewProps) {
  const [editing, setEditing] = useState(false)
  const people = usePresence(ticket.id, editing)
  const { seen, markSeen } = useLastSeen()
  const [seenBefore] = useState(() => seen.get(ticket.id))
  useEffect(() => markSeen(ticket.id, ticket.revision), [markSeen, ticket.id, ticket.revision])
  return (
    <>
      <TicketHead ticket={ticket} people={people} full={full} onClose={onClose} />
      <Offline fetchedAt={fetchedAt} />
      <ChangedByOther ticket={ticket} />
      <Actions ticket={ticket} onEditing={setEditing} />
      <div className="lc-pane-body">
        <div className="lc-pane-main">
          <PendingRequest ticket={ticket} />
          <TicketInquiries ticketId={ticket.id} />
          <Facts ticket={ticket} onOpen={onOpen} />
          <PublicReply ticket={ticket} />
          <Photos ticket={ticket} />
          <Voices ticket={ticket} />
          <TraceCard ticket={ticket} />
        </div>
        <div className="lc-pane-history">
          <Timeline ticket={ticket} seenBefore={seenBefore} />
        </div>
        <aside className="lc-pane-aside">
          <GridCard ticket={ticket} />
          <NearbyCard ticket={ticket} onOpen={onOpen} />
          <SupervisionCard ticket={ticket} />
          <ToldCard ticket={ticket} />
          <ReporterTickets ticket={ticket} onOpen={onOpen} />
        </aside>
      </div>
      <PrintSheet ticket={ticket} />
    </>
  )
}
