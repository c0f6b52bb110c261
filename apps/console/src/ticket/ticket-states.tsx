import { isNetworkError, problemIn, ProblemView } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import { Result, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { NoRight } from '../app/lost-page.tsx'

/** The shape of a ticket while it is on its way. */
export function TicketSkeleton() {
  const { t } = useTranslation()
  return (
    <div className="lc-pane-head" role="status" aria-label={t('view.loading')}>
      <Skeleton active title={{ width: '60%' }} paragraph={{ rows: 2 }} />
      <div className="lc-glance" aria-hidden>
        {[0, 1, 2].map((part) => (
          <div key={part}>
            <Skeleton active title={false} paragraph={{ rows: 2 }} />
          </div>
        ))}
      </div>
      <Skeleton active paragraph={{ rows: 8 }} />
    </div>
  )
}

/** Why there is no ticket to show, and where to go instead. */
export function NoTicket({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }): ReactNode {
  const { t } = useTranslation()
  const problem = problemIn(error)
  if (problem?.code === 'right.missing') return <NoRight />
  if (problem?.code !== 'ticket.not_found' && problem?.code !== 'request.invalid')
    return <ProblemView error={error} onRetry={isNetworkError(error) || problem === null ? onRetry : undefined} />
  return (
    <Result
      status="404"
      title={t('ticketPage.notFound')}
      subTitle={t('ticketPage.notFoundHint')}
      extra={
        <Link className="lx-button lx-button-primary" to="/queue">
          {t('ticketPage.toQueue')}
        </Link>
      }
    />
  )
}
