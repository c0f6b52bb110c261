import '../styles/responsibility.css'

import type { TicketDetail, TicketTraceView } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'
import { CommendButton } from './commend-form.tsx'
import { DraftForm } from './draft-form.tsx'
import { traceQuery } from './queries.ts'
import { StateTag } from './state-tag.tsx'
import { Stretch } from './stretch.tsx'

type Ticket = Pick<TicketDetail, 'id' | 'number' | 'revision'>

/** 发现 → 上报 → 解决, one line each. */
function Chain({ trace }: { readonly trace: TicketTraceView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { discovered, passedUp, resolved } = trace
  const time = (at: string): string => formatInstant(at, language)
  const channel = t(`channel.${discovered.channel}`)
  return (
    <dl className="lc-chain">
      <div>
        <dt>{t('responsibility.discovered')}</dt>
        <dd>
          {discovered.unit === null
            ? t('responsibility.byResident', { channel, time: time(discovered.at) })
            : t('responsibility.byUnit', {
                channel,
                time: time(discovered.at),
                unit: unitName(discovered.unit, language),
              })}
        </dd>
      </div>
      <div>
        <dt>{t('responsibility.passedUp')}</dt>
        {passedUp.length === 0 && <dd>{t('responsibility.notPassedUp')}</dd>}
        {passedUp.map(({ at, from, to }) => (
          <dd key={at}>
            {t('responsibility.fromTo', {
              from: unitName(from, language),
              to: unitName(to, language),
              time: time(at),
            })}
          </dd>
        ))}
      </div>
      <div>
        <dt>{t('responsibility.resolved')}</dt>
        <dd>
          {resolved === null
            ? t('responsibility.notResolved')
            : `${unitName(resolved.by, language)} · ${time(resolved.at)}`}
        </dd>
      </div>
    </dl>
  )
}

/** Cases about this ticket that one may see. */
function Cases({ cases }: Pick<TicketTraceView, 'cases'>) {
  const { t } = useTranslation()
  const [language] = useLang()
  const mayRead = useMay('responsibility.read')
  if (cases.length === 0) return null
  return (
    <>
      <h4>{t('responsibility.casesOf')}</h4>
      <ul className="lc-plain">
        {cases.map((one) => (
          <li key={one.id} className="lc-inline">
            <StateTag state={one.state} />
            <span>
              {unitName(one.unit, language)} · {t(`responsibility.share.${one.share}`)} ·{' '}
              {t(`responsibility.measure.${one.measure}`)}
            </span>
            {mayRead && (
              <Link to="/responsibility" search={{ tab: tabOf(one.state) }}>
                {t('responsibility.nav')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function tabOf(state: TicketTraceView['cases'][number]['state']): string {
  if (state === 'proposed') return 'hearing'
  if (state === 'heard') return 'toDecide'
  return state === 'decided' || state === 'appealed' || state === 'upheld' ? 'inForce' : 'over'
}

function Opened({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation()
  const answer = useQuery(traceQuery(ticket.id))
  const [drafting, setDrafting] = useState(false)
  return (
    <Loaded answer={answer}>
      {(trace) => (
        <>
          <p className="lc-soft">{t('responsibility.traceHint')}</p>
          <Chain trace={trace} />
          <ol className="lc-stretches" aria-label={t('responsibility.holders')}>
            {trace.stretches.map((one) => (
              <Stretch key={one.firstSeq} one={one} />
            ))}
          </ol>
          <Cases cases={trace.cases} />
          {trace.proposals !== null && (
            <p className="lc-inline">
              {trace.proposals.items.length === 0 ? (
                <span className="lc-soft">
                  {t(
                    trace.stretches.some(({ isLate, missed_ms }) => isLate !== false && missed_ms === null)
                      ? 'responsibility.cannotPropose'
                      : 'responsibility.nothingToDraft',
                  )}
                </span>
              ) : (
                <Button type="primary" onClick={() => setDrafting(true)}>
                  {t('responsibility.draft')}
                </Button>
              )}
              <CommendButton ticket={ticket} unitId={trace.resolved?.by.id ?? null} />
            </p>
          )}
          {drafting && trace.proposals !== null && (
            <DraftForm ticketId={ticket.id} proposals={trace.proposals} onClose={() => setDrafting(false)} />
          )}
        </>
      )}
    </Loaded>
  )
}

/** 责任倒查 on the page of a ticket: read from its steps when somebody opens it. */
export function TraceCard({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <section className="lc-section lc-trace" aria-label={t('responsibility.trace')}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h3>{t('responsibility.trace')}</h3>
        </summary>
        {isOpen && <Opened ticket={ticket} />}
      </details>
    </section>
  )
}
