import type { TicketDetail } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useTranslation } from 'react-i18next'

/** The request that waits for a decision: who asks for what, why and until when. */
export function PendingRequest({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const request = ticket.pendingDetail
  if (!request) return null
  return (
    <section className="lx-notice lx-notice-warn lc-section">
      <p className="lx-notice-title">
        {t(`pending.${request.kind}`)}
        {request.until && ` · ${t('ticket.until', { time: formatInstant(request.until, language) })}`}
        {request.extra &&
          ` · +${t(`limit.${request.extra.unit}`, { n: request.extra.amount, count: request.extra.amount })}`}
      </p>
      <p>{request.reason}</p>
      <p className="lc-soft">
        {[request.by.unitName, request.by.personName, formatInstant(request.at, language)].filter(Boolean).join(' · ')}
      </p>
    </section>
  )
}
