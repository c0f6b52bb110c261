import { listGrids, type mapTickets, type ReplyOf } from '@lianxin/contract'
import { StateTag, UrgencyTag } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'

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

interface GridListProps {
  readonly level: number
  readonly onPick: (gridId: string) => void
}

/** The grids of the level as a list, those with most overdue tickets first. */
export function GridList({ level, onPick }: GridListProps) {
  const { t } = useTranslation()
  const grids = useQuery({
    queryKey: ['grids', 'level', level],
    queryFn: ({ signal }) => call(listGrids, { query: { level, limit: 5000 }, signal }),
    staleTime: 60_000,
  })
  return (
    <Loaded answer={grids}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing text={t('mapPage.noGrids')} />
        ) : (
          <ul className="lc-side-list">
            {items
              .toSorted((a, b) => b.overdueTickets - a.overdueTickets || b.openTickets - a.openTickets)
              .slice(0, MOST)
              .map((grid) => (
                <li key={grid.id}>
                  <button type="button" onClick={() => onPick(grid.id)}>
                    <strong className="lc-ellipsis">{grid.name}</strong>
                    <span className="lc-soft">
                      {grid.code} · {t('grid.openCount', { count: grid.openTickets })}
                      {grid.overdueTickets > 0 && (
                        <b className="lc-bad"> · {t('grid.overdueCount', { count: grid.overdueTickets })}</b>
                      )}
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        )
      }
    </Loaded>
  )
}
