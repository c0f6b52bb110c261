import type { InquiryRoundView } from '@lianxin/contract'
import { ClockTag, formatInstant, useLang } from '@lianxin/ui'
import { useTranslation } from 'react-i18next'

import { unitName } from '../ticket/words.ts'

/** One level that was asked: until when it had to answer, what it said, and what the asker made of it. */
export function InquiryRound({ round, nth }: { readonly round: InquiryRoundView; readonly nth: number }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { asked, because, clock, answer, verdict } = round
  const time = (at: string): string => formatInstant(at, language)
  const isWaiting = clock.condition !== 'stopped'
  return (
    <li>
      <p className="lc-inline">
        <strong className="lc-grow">
          {nth + 1}. {unitName(asked, language)}
        </strong>
        {isWaiting && <ClockTag clock={clock} />}
      </p>
      <p className="lc-soft">
        {t(`inquiry.because.${because}`, { time: time(clock.startedAt) })}
        {' · '}
        {clock.dueAt === null
          ? t('inquiry.noDate', { year: clock.calendarMissingYear })
          : t(isWaiting ? 'inquiry.dueBy' : 'inquiry.wasDueBy', { time: time(clock.dueAt) })}
        {!isWaiting && answer === null && ` · ${t('inquiry.noAnswer')}`}
      </p>
      {answer && (
        <blockquote>
          <p>{answer.text}</p>
          <p className="lc-soft">
            {t(answer.inTime ? 'inquiry.answeredAt' : 'inquiry.answeredLate', { time: time(answer.at) })}
          </p>
        </blockquote>
      )}
      {verdict && (
        <p>
          <span className={`lx-tag lx-tag-${verdict.content ? 'good' : 'warn'}`}>
            {t(verdict.content ? 'inquiry.isContent' : 'inquiry.notContent')}
          </span>{' '}
          {verdict.reason}
        </p>
      )}
    </li>
  )
}
