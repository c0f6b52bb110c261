import type { ReportReceipt } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { CheckCircleFilled } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

interface ReceiptProps {
  readonly receipt: ReportReceipt
  readonly onNext: () => void
}

/** What the call-taker reads out: number, code, who has it, until when. */
export function Receipt({ receipt, onNext }: ReceiptProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const due = receipt.promisedAt ?? receipt.dueAt
  return (
    <section className="lc-receipt" role="status">
      <h2>
        <CheckCircleFilled aria-hidden /> {t('receipt.title')}
      </h2>
      <dl>
        <div>
          <dt>{t('receipt.number')}</dt>
          <dd className="lc-big">{receipt.number}</dd>
        </div>
        <div>
          <dt>{t('receipt.code')}</dt>
          <dd className="lc-big">{receipt.followToken}</dd>
        </div>
        <div>
          <dt>{t('receipt.holder')}</dt>
          <dd>
            {receipt.holder.name} <span className="lc-soft">{receipt.holder.telephone}</span>
          </dd>
        </div>
        <div>
          <dt>{t('receipt.grid')}</dt>
          <dd>{receipt.gridName ?? t('receipt.noGrid')}</dd>
        </div>
        <div>
          <dt>{t(receipt.promisedAt ? 'receipt.promised' : 'receipt.due')}</dt>
          <dd>
            {due !== null && formatInstant(due, language)}
            {due === null && receipt.calendarMissingYear !== null && (
              <span className="lc-warn">{t('clockText.calendarMissing', { year: receipt.calendarMissingYear })}</span>
            )}
          </dd>
        </div>
      </dl>
      <div className="lc-form-buttons">
        <Button type="primary" size="large" autoFocus onClick={onNext}>
          {t('receipt.next')} <kbd>↵</kbd>
        </Button>
        <Link className="lc-link-button" to="/queue" search={{ list: 'all', ticket: receipt.id }}>
          {t('receipt.open')}
        </Link>
      </div>
    </section>
  )
}
