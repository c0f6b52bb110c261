import { formatInstant, useLang } from '@lianxin/ui'
import { CheckCircleFilled, CopyOutlined, PrinterOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { useKeys } from '../app/keys.ts'
import { useSession } from '../app/session.tsx'
import { useCommands } from '../palette/registry.ts'
import type { Told } from './use-sending.ts'

interface ReceiptProps {
  readonly told: Told
  readonly onNext: () => void
}

/** A number in groups, as it is read out; copied it is one word. */
function spaced(text: string): string {
  return text.length === 13 ? text.replace(/^(.{6})(.{3})(.{4})$/, '$1 $2 $3') : text.replace(/(.{5})(?=.)/g, '$1 ')
}

/** What the call-taker says, large: number, code, until when. Then copied or printed, and the next call by one key. */
export function Receipt({ told, onNext }: ReceiptProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { district } = useSession()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const { receipt, reporterCount } = told
  const { number, followToken: code } = receipt
  const time = receipt.answerBy === null ? null : formatInstant(receipt.answerBy, language)
  const promise =
    time !== null
      ? t('receipt.sayTime', { time })
      : receipt.calendarMissingYear === null
        ? t('receipt.sayLater')
        : t('clockText.calendarMissing', { year: receipt.calendarMissingYear })
  const url = `${location.origin}/r/t/${number}`
  const sms = t('receipt.sms', { district: district.name, number, code, promise, url })

  const copy = () => {
    navigator.clipboard.writeText(sms).then(
      () => void message.success(t('receipt.copied')),
      () => void message.error(t('receipt.notCopied')),
    )
  }
  const print = () => window.print()
  const open = () => void navigate({ to: '/queue', search: { list: 'all', ticket: receipt.id } })
  useKeys({ c: copy, p: print, o: open, n: onNext })
  useCommands([
    { id: 'receipt-next', label: 'receipt.next', shortcut: 'n', run: onNext },
    { id: 'receipt-copy', label: 'receipt.copy', shortcut: 'c', run: copy },
    { id: 'receipt-print', label: 'receipt.print', shortcut: 'p', run: print },
    { id: 'receipt-open', label: 'receipt.open', shortcut: 'o', run: open },
  ])
  return (
    <section className="lc-receipt" role="status">
      <h2>
        <CheckCircleFilled aria-hidden /> {t(reporterCount === null ? 'receipt.title' : 'receipt.joined')}
        {reporterCount !== null && <em>{t('similar.reporters', { n: reporterCount })}</em>}
      </h2>
      <p className="lc-say">{t('receipt.sayNumber')}</p>
      <p className="lc-big">{spaced(number)}</p>
      <p className="lc-say">{t('receipt.sayCode')}</p>
      <p className="lc-big">{spaced(code)}</p>
      <p className="lc-say lc-say-time">{promise}</p>
      <dl>
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
          <dt>{t('receipt.smsLabel')}</dt>
          <dd className="lc-sms">{sms}</dd>
        </div>
      </dl>
      <div className="lc-form-buttons">
        <Button type="primary" size="large" autoFocus onClick={onNext}>
          {t('receipt.next')} <kbd>↵</kbd>
        </Button>
        <Button size="large" icon={<CopyOutlined />} onClick={copy}>
          {t('receipt.copy')} <kbd>c</kbd>
        </Button>
        <Button size="large" icon={<PrinterOutlined />} onClick={print}>
          {t('receipt.print')} <kbd>p</kbd>
        </Button>
        <Link className="lc-link-button" to="/queue" search={{ list: 'all', ticket: receipt.id }}>
          {t('receipt.open')} <kbd>o</kbd>
        </Link>
      </div>
    </section>
  )
}
