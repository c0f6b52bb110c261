import type { TicketDetail } from '@lianxin/contract'
import { Rate } from 'antd'
import { useTranslation } from 'react-i18next'

/** What the reporter was told, and what the reporter thinks of it. */
export function PublicReply({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  return (
    <section className="lc-section">
      <h3>{t('ticket.publicReply')}</h3>
      {ticket.publicReply ? (
        <blockquote className="lc-reply">{ticket.publicReply}</blockquote>
      ) : (
        <p className="lc-soft">{t('ticket.noReply')}</p>
      )}
      {ticket.rating !== null && (
        <p>
          <Rate disabled value={ticket.rating} aria-label={t('ticket.rating', { n: ticket.rating })} />{' '}
          {t(`score.${ticket.rating}`)} {ticket.ratingComment && <q>{ticket.ratingComment}</q>}
        </p>
      )}
    </section>
  )
}
