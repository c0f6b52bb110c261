import type { TicketDetail } from '@lianxin/contract'
import { stepKey, useLang } from '@lianxin/ui'
import { QRCode } from 'antd'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'

import { useSession } from '../app/session.tsx'
import { written } from '../app/time.ts'
import { useActor, useHeld } from './step-line.tsx'
import { usePrinting } from './use-printing.ts'
import { className, unitName } from './words.ts'

const SIGNATURES = ['holder', 'verifier', 'reporter'] as const
/** Where a reporter types the number and the code of the receipt. */
const FOLLOW_PATH = '/r/follow'

function Facts({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const time = (at: string | null): string => (at === null ? '' : written(at))
  const pairs: readonly (readonly [string, ReactNode])[] = [
    [t('ticket.class'), className(ticket.className, language) ?? t('ticket.noClass')],
    [t('input.urgency'), t(`urgency.${ticket.urgency}`)],
    [t('ticket.where'), ticket.address || t('ticket.noAddress')],
    [t('sheet.grid'), ticket.gridNames.join(' › ')],
    [t('ticket.reported'), `${time(ticket.reportedAt)} · ${t(`channel.${ticket.channel}`)}`],
    [t('ticket.reporter'), ticket.reporterLabel || t('reporter.noName')],
    [t('ticket.holder'), [unitName(ticket.holder, language), ticket.holderPersonName].filter(Boolean).join(' · ')],
    [t('ticket.desk'), unitName(ticket.desk, language)],
    [t(`clock.${ticket.clock.kind}`), time(ticket.clock.dueAt)],
    [t('ticket.promised'), time(ticket.promisedAt)],
  ]
  return (
    <dl className="lc-sheet-facts">
      {pairs.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function History({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const held = useHeld()
  const who = useActor()
  return (
    <table>
      <thead>
        <tr>
          {(['time', 'step', 'by', 'holder', 'held'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`sheet.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ticket.steps.map((step) => (
          <tr key={step.seq}>
            <td>{written(step.at)}</td>
            <td>{t(stepKey(step.kind))}</td>
            <td>{who(step.actor)}</td>
            <td>{step.holderName}</td>
            <td>{step.heldWorking_ms === null ? '' : held(step.heldWorking_ms)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/**
 * The ticket as a sheet of paper (工单) that travels: made only while printing. Of the reporter it carries the masked
 * label and nothing else; the code leads to the page where number and code of the receipt are entered.
 */
export function PrintSheet({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const { district, person } = useSession()
  const printedAt = usePrinting()
  if (printedAt === null) return null
  return createPortal(
    <article className="lc-sheet">
      <header>
        <div>
          <p>{district.name}</p>
          <h1>{t('sheet.title')}</h1>
          <p className="lc-sheet-number">
            {t('sheet.number')} {ticket.number} · {t(`state.${ticket.state}`)}
          </p>
        </div>
        <figure>
          <QRCode type="svg" size={92} bordered={false} value={location.origin + FOLLOW_PATH} />
          <figcaption>{t('sheet.follow')}</figcaption>
        </figure>
      </header>
      <h2>{ticket.title}</h2>
      <p className="lc-sheet-text">{ticket.description}</p>
      <Facts ticket={ticket} />
      <h3>{t('ticket.publicReply')}</h3>
      <p className="lc-sheet-text lc-sheet-reply">{ticket.publicReply ?? ''}</p>
      <h3>{t('timeline.title')}</h3>
      <History ticket={ticket} />
      <footer>
        {SIGNATURES.map((one) => (
          <span key={one}>
            {t(`sheet.sign.${one}`)}
            <i />
          </span>
        ))}
        <small>{t('sheet.printed', { who: person.name, time: written(printedAt) })}</small>
      </footer>
    </article>,
    document.body,
  )
}
