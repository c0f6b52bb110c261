import type { mapTickets, ReplyOf } from '@lianxin/contract'
import { StateTag, UrgencyTag } from '@lianxin/ui'
import { useTranslation } from 'react-i18next'

import { Nothing } from '../app/problem.tsx'

/** So many lines are read; the queue is the place for more. */
const MOST = 200

interface TicketListProps {
  readonly items: ReplyOf<typeof mapTickets>['items']
  readonly onPick: (ticketId: string) => void
}

/** The tickets of the map as a list, for the keyboard and for screen readers. */
export function TicketList({ items, onPick }: TicketListProps) {
  const { t } = useTranslation()
  if (items.length === 0) return <Nothing text={t('mapPage.noTickets')} />
  return (
    <ul className="lc-side-list">
      {items.slice(0, MOST).map((item) => (
        <li key={item.id}>
          <button type="button" onClick={() => onPick(item.id)}>
            <span className="lc-inline">
              <UrgencyTag urgency={item.urgency} />
              <strong className="lc-ellipsis">{item.title}</strong>
            </span>
            <span className="lc-inline lc-soft">
              {item.number} <StateTag state={item.state} />
              {item.condition === 'overdue' || item.condition === 'nearDue' ? t(`condition.${item.condition}`) : ''}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
