import { WORK_LISTS } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { countsQuery } from '../app/queries.ts'
import { useSession } from '../app/session.tsx'
import { useIsPhone } from '../app/shown-look.ts'
import { EXACT, type WorkList } from './search.ts'
import { ViewList } from './view-list.tsx'

/** Lists that only make sense for a post with that right. */
const NEEDS: Partial<Record<WorkList, 'ticket.desk' | 'ticket.approve' | 'ticket.verify'>> = {
  desk: 'ticket.desk',
  unlocated: 'ticket.desk',
  approval: 'ticket.approve',
  verification: 'ticket.verify',
}
const ALARMING: readonly WorkList[] = ['overdue', 'nearDue', 'inquiries', 'reopened']

/**
 * The list a post starts on: what waits at a desk, what is with a unit that handles, else everything open, as leaders
 * look at it.
 */
export function useFirstList(): WorkList {
  const { permissions } = useSession()
  if (permissions.includes('ticket.desk')) return 'desk'
  return permissions.includes('ticket.handle') && !permissions.includes('ticket.approve') ? 'unit' : 'open'
}

/** The lists this post works with. */
export function useWorkLists(): readonly WorkList[] {
  const { permissions } = useSession()
  return WORK_LISTS.filter((list) => {
    const right = NEEDS[list]
    return right === undefined || permissions.includes(right)
  })
}

/** The work lists with their counts, and the saved views below them. */
export function WorkLists({ current, viewId }: { readonly current: WorkList; readonly viewId: string | undefined }) {
  const { t } = useTranslation()
  const lists = useWorkLists()
  const counts = useQuery(countsQuery)
  const numbers: Partial<Record<WorkList, number>> = counts.data?.lists ?? {}
  const capped = counts.data?.capped ?? Number.POSITIVE_INFINITY
  // On a telephone the lists are one line to push along: the chosen one stands in sight.
  const nav = useRef<HTMLElement>(null)
  const isPhone = useIsPhone()
  const isCounted = counts.data !== undefined
  const place = lists.indexOf(current)
  useEffect(() => {
    if (!isPhone || !isCounted || !nav.current) return
    const shown = nav.current.querySelectorAll('.lc-lists > ul > li')[place]
    const chosen = viewId === undefined ? shown : nav.current.querySelector('.lc-view:has([aria-current])')
    if (chosen instanceof HTMLElement) nav.current.scrollLeft = chosen.offsetLeft - nav.current.clientWidth / 3
  }, [isPhone, isCounted, place, viewId])
  return (
    <nav ref={nav} className="lc-lists" aria-label={t('queue.lists')}>
      <h2>{t('queue.lists')}</h2>
      <ul>
        {lists.map((list) => {
          const count = numbers[list]
          return (
            <li key={list} data-break={list === 'nearDue' || list === 'approval' || list === 'open'}>
              <Link
                to="/queue"
                activeOptions={EXACT}
                search={{ list }}
                aria-current={list === current && viewId === undefined ? 'true' : undefined}
                title={t(`queue.hint.${list}`)}
              >
                <span>{t(`queue.list.${list}`)}</span>
                {count !== undefined && (
                  <span className="lc-count" data-alarm={ALARMING.includes(list) && count > 0} data-zero={count === 0}>
                    {count >= capped ? `${capped}+` : count}
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
      <ViewList currentId={viewId} />
    </nav>
  )
}
