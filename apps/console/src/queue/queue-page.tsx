import type { TicketRow } from '@lianxin/contract'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ProblemView } from '@lianxin/ui'
import { Button, Select, type InputRef } from 'antd'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useKeys } from '../app/keys.ts'
import { Nothing } from '../app/problem.tsx'
import { queryClient, ticketQuery } from '../app/queries.ts'
import { TicketPane } from '../ticket/ticket-pane.tsx'
import { Announcer } from './announcer.tsx'
import { Filters } from './filters.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import type { QueueSearch } from './search.ts'
import { TicketTable } from './ticket-table.tsx'
import { useQueue } from './use-queue.ts'
import { useFirstList, WorkLists } from './work-lists.tsx'

type Part = { [K in keyof QueueSearch]?: QueueSearch[K] | undefined }

/** The desk of a dispatcher and the to-do list of everybody else: lists, queue, and the open ticket beside it. */
export function QueuePage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/inside/queue' })
  const navigate = useNavigate({ from: '/queue' })
  const first = useFirstList()
  const current = search.list ?? first
  const { answer, rows, fresh } = useQueue(search, current)
  const [help, setHelp] = useState(false)
  const searchBox = useRef<InputRef>(null)

  const change = useCallback(
    (part: Part) =>
      void navigate({
        search: (before) =>
          Object.fromEntries(
            Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined),
          ) as QueueSearch,
        replace: true,
      }),
    [navigate],
  )
  const open = useCallback((row: TicketRow | undefined) => row && change({ ticket: row.id }), [change])
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = answer
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const at = rows.findIndex((row) => row.id === search.ticket)
  const step = (by: 1 | -1) => {
    // After the open ticket left the list (dispatched, say), the first one is next.
    const next = rows[at < 0 ? 0 : at + by]
    open(next)
    const after = rows[at + 2 * by]
    if (after) void queryClient.prefetchQuery(ticketQuery(after.id))
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => (search.ticket ? document.getElementById('ticket-pane')?.focus() : open(rows[0])),
    Escape: () => search.ticket && change({ ticket: undefined }),
    '/': () => searchBox.current?.focus({ cursor: 'all' }),
    '?': () => setHelp(true),
  })

  const narrow = search.ticket !== undefined
  return (
    <div className="lc-queue" data-split={narrow}>
      <h1 className="lc-hidden">{t('nav.queue')}</h1>
      <WorkLists search={search} current={current} />
      <section className="lc-queue-list" aria-label={t(`queue.list.${current}`)}>
        <Filters search={search} searchRef={searchBox} onChange={change} />
        <div className="lc-queue-bar">
          <strong>{t(`queue.list.${current}`)}</strong>
          <span className="lc-soft lc-grow">
            {t('queue.shown', { count: rows.length })}
            {hasNextPage ? '+' : ''}
          </span>
          <Select
            size="small"
            variant="borderless"
            aria-label={t('queue.sort.label')}
            value={search.sort ?? 'due'}
            onChange={(sort: 'due' | 'reported' | 'changed') => change({ sort })}
            options={(['due', 'reported', 'changed'] as const).map((sort) => ({
              value: sort,
              label: t(`queue.sort.${sort}`),
            }))}
          />
          <Button size="small" type="text" onClick={() => setHelp(true)}>
            {t('keys.open')} <kbd>?</kbd>
          </Button>
        </div>
        {answer.error !== null && <ProblemView error={answer.error} onRetry={() => void answer.refetch()} />}
        {rows.length === 0 && !answer.isPending && answer.error === null ? (
          <Nothing text={t('queue.empty')} hint={t(`queue.emptyHint.${current === 'overdue' ? 'good' : 'other'}`)} />
        ) : (
          <TicketTable
            rows={rows}
            fresh={fresh}
            selectedId={search.ticket ?? null}
            narrow={narrow}
            busy={answer.isFetching}
            onSelect={open}
            onEnd={more}
          />
        )}
      </section>
      {search.ticket && (
        <TicketPane
          key={search.ticket}
          ticketId={search.ticket}
          onClose={() => change({ ticket: undefined })}
          onOpen={(ticketId) => change({ ticket: ticketId })}
        />
      )}
      <Announcer fresh={fresh} />
      {help && <KeysDialog onClose={() => setHelp(false)} />}
    </div>
  )
}
