import type { ReportReceipt } from '@lianxin/contract'
import { formatInstant, useLang, useTranslation } from '@lianxin/ui'
import { useState, type ReactElement } from 'react'

import { go, ticketLink, ticketPath } from '../app/route.ts'

/** The receipt, and whether the reporter wished to be told by SMS. */
type Receipt = ReportReceipt & { readonly toldBySms?: boolean }

const isReceipt = (value: unknown): value is Receipt =>
  typeof value === 'object' && value !== null && 'followToken' in value

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Old browsers and pages without https: the person copies by hand.
    return false
  }
}

/** The receipt: number and code large, what happens next, who has it. */
export function DonePage(): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const [copied, setCopied] = useState<boolean | null>(null)
  const receipt: unknown = window.history.state
  if (!isReceipt(receipt))
    return (
      <div className="page">
        <h1>{t('done.gone')}</h1>
        <p>{t('done.goneText')}</p>
        <button type="button" className="lx-button" onClick={() => go('/follow')}>
          {t('app.follow')}
        </button>
      </div>
    )
  const { number, followToken, holder, promisedAt, gridName, toldBySms } = receipt
  const copy = async (): Promise<void> => {
    const text = t('done.copyText', { number, code: followToken, link: ticketLink(number, followToken) })
    setCopied(await copyText(text))
  }
  return (
    <div className="page done">
      <h1>
        <span className="done-mark" aria-hidden="true">
          ✓
        </span>
        {t('done.title')}
      </h1>
      <dl className="receipt">
        <div>
          <dt>{t('done.number')}</dt>
          <dd>{number}</dd>
        </div>
        <div>
          <dt>{t('done.code')}</dt>
          <dd className="code">{followToken}</dd>
        </div>
      </dl>
      <button type="button" className="lx-button lx-button-primary" onClick={() => void copy()}>
        {t('done.copy')}
      </button>
      <output className="hint">{t(copied === null ? 'done.keep' : copied ? 'done.copied' : 'done.copyByHand')}</output>
      <section className="field next">
        <h2>{t('done.next')}</h2>
        <ul>
          {gridName !== null && <li>{t('done.grid', { name: gridName })}</li>}
          <li>
            {t('done.holder', { name: holder.name })}
            {holder.telephone !== '' && (
              <a className="tel" href={`tel:${holder.telephone}`}>
                {holder.telephone}
              </a>
            )}
          </li>
          <li>
            {promisedAt === null ? t('done.unpromised') : t('done.promised', { when: formatInstant(promisedAt, lang) })}
          </li>
          {toldBySms && <li>{t('done.sms')}</li>}
        </ul>
      </section>
      <div className="two">
        <button type="button" className="lx-button" onClick={() => go(ticketPath(number, followToken))}>
          {t('done.open')}
        </button>
        <button type="button" className="lx-button" onClick={() => go('/')}>
          {t('done.another')}
        </button>
      </div>
    </div>
  )
}
