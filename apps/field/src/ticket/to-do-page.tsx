import type { TicketRow } from '@lianxin/contract'
import { EmptyView, LoadingView, ProblemView, useTranslation } from '@lianxin/ui'
import { useState, type ReactElement } from 'react'

import { AsOf } from '../app/as-of.tsx'
import { useActing } from '../app/session.ts'
import { VisitsLink } from '../visits/visits-link.tsx'
import { LISTS, PAGE_SIZE, useCounts, useList, type ListName } from './queries.ts'
import { TicketCard } from './ticket-card.tsx'
import { useWalk, type Walk } from './use-walk.ts'

const NONE: readonly TicketRow[] = []

/** What is to be done: by deadline, or by the way; the choices lie at the thumb. */
export function ToDoPage(): ReactElement {
  const { t } = useTranslation()
  const { person, post } = useActing()
  const [list, setList] = useState<ListName>('mine')
  const [pages, setPages] = useState(1)
  // Whoever walks needs all of it; one's own work is never cut off.
  const found = useList(list, list === 'mine' ? Number.POSITIVE_INFINITY : pages * PAGE_SIZE)
  const tickets = found.data?.value.items ?? NONE
  const walk = useWalk(tickets)
  const choose = (name: ListName): void => {
    setPages(1)
    setList(name)
  }
  return (
    <>
      <main className="page todos">
        <header className="top">
          <h1>{t('todo.title')}</h1>
          <p>
            {person.name} · {post.unit.name}
          </p>
        </header>
        <VisitsLink />
        <AsOf seen={found.data} updated_ms={found.dataUpdatedAt} />
        {walk.legs && <p className="lx-hint">{t('walk.private')}</p>}
        {walk.failure && (
          <p className="lx-notice lx-notice-warn" role="alert">
            {t(`walk.${walk.failure}`)}
          </p>
        )}
        {found.isError && <ProblemView error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <LoadingView />}
        {found.data && tickets.length === 0 && <EmptyView title={t(`empty.${list}`)} text={t('empty.text')} />}
        {tickets.length > 0 && (
          <ul className="cards" aria-busy={found.isPlaceholderData}>
            {walk.legs
              ? walk.legs.map(({ stop, away_m }, index) => (
                  <li key={stop.ticket.id}>
                    <TicketCard ticket={stop.ticket} leg={{ number: index + 1, away_m }} />
                  </li>
                ))
              : tickets.map((ticket) => (
                  <li key={ticket.id}>
                    <TicketCard ticket={ticket} />
                  </li>
                ))}
          </ul>
        )}
        {found.data?.value.hasMore && (
          <button
            type="button"
            className="lx-button"
            disabled={found.isFetching}
            onClick={() => setPages((before) => before + 1)}
          >
            {t('todo.more')}
          </button>
        )}
      </main>
      <ListBar list={list} walk={tickets.length > 1 || walk.legs ? walk : null} onChoose={choose} />
    </>
  )
}

function ListBar({
  list,
  walk,
  onChoose,
}: {
  readonly list: ListName
  /** Null: too few to be put in an order. */
  readonly walk: Walk | null
  readonly onChoose: (list: ListName) => void
}): ReactElement {
  const { t } = useTranslation()
  const counts = useCounts().data?.value
  const count = (name: ListName): string => {
    const n = counts?.lists[name]
    if (n === undefined) return '–'
    return counts && n >= counts.capped ? `${counts.capped}+` : String(n)
  }
  return (
    <div className="list-bar">
      <fieldset className="lists">
        <legend className="lx-visually-hidden">{t('todo.lists')}</legend>
        {LISTS.map((name) => (
          <button key={name} type="button" aria-pressed={list === name} onClick={() => onChoose(name)}>
            <b>{count(name)}</b>
            {t(`todo.${name}`)}
          </button>
        ))}
      </fieldset>
      {walk && (
        <fieldset className="orders">
          <legend className="lx-visually-hidden">{t('walk.order')}</legend>
          <button type="button" aria-pressed={!walk.legs} onClick={walk.stop}>
            {t('walk.byDue')}
          </button>
          <button type="button" aria-pressed={Boolean(walk.legs)} disabled={walk.finding} onClick={walk.start}>
            {t(walk.finding ? 'report.finding' : 'walk.byWay')}
          </button>
        </fieldset>
      )}{' '}
    </div>
  )
}
