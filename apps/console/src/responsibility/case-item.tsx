import type { ResponsibilityActView, ResponsibilityView } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { unitName } from '../ticket/words.ts'
import { ActForm, type CaseAct } from './act-form.tsx'
import { StateTag } from './state-tag.tsx'
import { missedText, rulesName } from './words.ts'

/** One line of the history: who, when, what, why. */
function Act({ act }: { readonly act: ResponsibilityActView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const who =
    act.unit === null ? t('responsibility.byTime') : `${unitName(act.unit, language)} ${act.personName ?? ''}`.trim()
  return (
    <li>
      <p className="lc-inline">
        <strong>
          {t(`responsibility.act.${act.kind}`, {
            measure: act.measure === null ? '' : t(`responsibility.measure.${act.measure}`),
            answer: act.upheld === null ? '' : t(`responsibility.answer.${act.upheld}`),
          })}
        </strong>
        <span className="lc-soft">
          {who} · <time dateTime={act.at}>{formatInstant(act.at, language)}</time>
        </span>
      </p>
      {act.reason !== '' && <p className="lc-words">{act.reason}</p>}
    </li>
  )
}

/** The dates that count in the state it is in. */
function Dates({ one }: { readonly one: ResponsibilityView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const dates = [
    ['hearingUntil', one.state === 'proposed' ? one.hearingUntil : null],
    ['appealUntil', one.state === 'decided' ? one.appealUntil : null],
    ['answerDue', one.answerDueAt],
    ['endsAt', one.state === 'decided' || one.state === 'appealed' || one.state === 'upheld' ? one.endsAt : null],
  ] as const
  return dates.map(([name, at]) =>
    at === null ? null : (
      <div key={name}>
        <dt>{t(`responsibility.${name}`)}</dt>
        <dd>
          {formatInstant(at, language)}
          {name === 'answerDue' && <div className="lc-soft">{t('responsibility.answerDueHint')}</div>}
        </dd>
      </div>
    ),
  )
}

const MAIN: ReadonlySet<CaseAct> = new Set(['speak', 'decide', 'answer'])

/** A case whole: which unit, what it missed, what the rules propose, what was decided, and what this post may do. */
export function CaseItem({ one }: { readonly one: ResponsibilityView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [act, setAct] = useState<CaseAct | null>(null)
  const name = unitName(one.unit, language)
  const isProposal = one.state === 'proposed' || one.state === 'heard'
  return (
    <article className="lc-case" aria-label={`${name} ${one.ticketNumber}`}>
      <h2 className="lc-inline">
        {name}
        <span className="lx-tag">{t(`responsibility.share.${one.share}`)}</span>
        <StateTag state={one.state} />
      </h2>
      {isProposal && <p className="lc-note">{t('responsibility.isProposal')}</p>}
      <dl className="lc-case-facts">
        <div className="lc-case-matter">
          <dt>{t('responsibility.matter')}</dt>
          <dd>
            {one.ticketTitle === null ? (
              one.ticketNumber
            ) : (
              <Link to="/tickets/$ticketId" params={{ ticketId: one.ticketId }}>
                {one.ticketTitle}
              </Link>
            )}
            {one.ticketTitle !== null && <div className="lc-soft">{one.ticketNumber}</div>}
          </dd>
        </div>
        <div>
          <dt>{t('responsibility.missed')}</dt>
          <dd>{missedText(t, one.missed)}</dd>
        </div>
        <div>
          <dt>{t('responsibility.proposed')}</dt>
          <dd>
            {t('responsibility.proposedBy', {
              measure: t(`responsibility.measure.${one.proposed}`),
              rules: rulesName(t, one.rulesVersion),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('responsibility.decided')}</dt>
          <dd>
            {one.measure === null
              ? t(one.state === 'dropped' ? 'responsibility.state.dropped' : 'responsibility.notDecided')
              : t(`responsibility.measure.${one.measure}`)}
          </dd>
        </div>
        <Dates one={one} />
      </dl>
      <h3>{t('responsibility.history')}</h3>
      <ol className="lc-acts">
        {one.acts.map((line) => (
          <Act key={line.seq} act={line} />
        ))}
      </ol>
      {one.may.length > 0 && (
        <p className="lc-inline">
          {one.may.map((may) => (
            <Button key={may} type={MAIN.has(may) ? 'primary' : 'default'} onClick={() => setAct(may)}>
              {t(`responsibility.do.${may}`)}
            </Button>
          ))}
        </p>
      )}
      {act !== null && <ActForm one={one} act={act} onClose={() => setAct(null)} />}
    </article>
  )
}
