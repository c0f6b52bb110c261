import type { mapTickets, readGridFigures, ReplyOf } from '@lianxin/contract'
import type { UseQueryResult } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'

import { Loaded } from '../app/problem.tsx'
import { timeOfDay } from '../app/time.ts'
import { TicketPane } from '../ticket/ticket-pane.tsx'
import type { FigureKey } from './figures.ts'
import { GridList } from './grid-list.tsx'
import { GridPanel } from './grid-panel.tsx'
import type { Changed, MapSearch } from './search.ts'
import { TicketList } from './ticket-list.tsx'

interface MapSideProps {
  readonly search: MapSearch
  readonly figure: FigureKey | null
  readonly figures: UseQueryResult<ReplyOf<typeof readGridFigures>>
  readonly tickets: UseQueryResult<ReplyOf<typeof mapTickets>>
  readonly maySeeTickets: boolean
  readonly onChange: (part: Changed) => void
  readonly onGrid: (gridId: string) => void
  readonly onTicket: (ticketId: string) => void
}

/** Beside the map: what was chosen on it, else all of it as lists. */
export function MapSide(props: MapSideProps) {
  const { search, figure, figures, tickets, maySeeTickets, onChange, onGrid, onTicket } = props
  const { t } = useTranslation()
  const close = (): void => onChange({ grid: undefined, ticket: undefined })
  const gridList = {
    key: 'grids',
    label: t('mapPage.gridList'),
    children: (
      <Loaded answer={figures}>
        {({ items, asOf }) => (
          <>
            {figure && <p className="lc-figures-as-of lc-soft">{t('mapPage.asOf', { time: timeOfDay(asOf) })}</p>}
            <GridList grids={items} sort={figure} onSort={(key) => onChange({ figure: key })} onPick={onGrid} />
          </>
        )}
      </Loaded>
    ),
  }
  const ticketList = {
    key: 'tickets',
    label: t('mapPage.ticketList'),
    children: <Loaded answer={tickets}>{(data) => <TicketList items={data.items} onPick={onTicket} />}</Loaded>,
  }
  return (
    <aside className="lc-map-side" aria-label={t('mapPage.side')}>
      {search.ticket && <TicketPane key={search.ticket} ticketId={search.ticket} onClose={close} onOpen={onTicket} />}
      {search.grid && !search.ticket && (
        <GridPanel
          key={search.grid}
          gridId={search.grid}
          figures={figure ? figures.data?.items.find((one) => one.gridId === search.grid) : undefined}
          onClose={close}
        />
      )}
      {!search.grid && !search.ticket && (
        <Tabs className="lc-map-tabs" items={maySeeTickets ? [gridList, ticketList] : [gridList]} />
      )}
    </aside>
  )
}
