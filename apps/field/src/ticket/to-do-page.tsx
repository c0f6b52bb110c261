import { EmptyView, LoadingView, ProblemView, useTranslation } from '@lianxin/ui'
import { useState, type ReactElement } from 'react'

import { useActing } from '../app/session.ts'
import { LISTS, useCounts, useList, type ListName } from './queries.ts'
import { TicketCard } from './ticket-card.tsx'

/** What is to be done, the most urgent first. */
export function ToDoPage(): ReactElement {
  const { t } = useTranslation()
  const { person, post } = useActing()
  const [list, setList] = useState<ListName>('mine')
  const found = useList(list)
  const counts = useCounts()
  const count = (name: ListName): string => {
    const n = counts.data?.lists[name]
    if (n === undefined) return ''
    return counts.data && n >= counts.data.capped ? `${counts.data.capped}+` : String(n)
  }
  return (
    <main className="page">
      <header className="top">
        <h1>{t('todo.title')}</h1>
        <p>
          {person.name} · {post.unit.name}
        </p>
      </header>
      <fieldset className="lists">
        <legend className="lx-visually-hidden">{t('todo.lists')}</legend>
        {LISTS.map((name) => (
          <button key={name} type="button" aria-pressed={list === name} onClick={() => setList(name)}>
            <b>{count(name) || '–'}</b>
            {t(`todo.${name}`)}
          </button>
        ))}
      </fieldset>
      {found.isError && <ProblemView error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <LoadingView />}
      {found.data && found.data.items.length === 0 && <EmptyView title={t(`empty.${list}`)} text={t('empty.text')} />}
      {found.data && found.data.items.length > 0 && (
        <ul className="cards" aria-busy={found.isPlaceholderData}>
          {found.data.items.map((ticket) => (
            <li key={ticket.id}>
              <TicketCard ticket={ticket} />
            </li>
          ))}
        </ul>
      )}
      {found.data?.nextCursor && <p className="lx-hint">{t('todo.more')}</p>}
    </main>
  )
}
