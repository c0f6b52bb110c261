import type { StretchView, ToldView } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useTranslation } from 'react-i18next'

import { unitName } from '../ticket/words.ts'
import { hoursOf } from './words.ts'

/** One thing that reached the holder. */
function Told({ one }: { readonly one: ToldView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const what = t(`responsibility.told.${one.kind}`)
  const time = formatInstant(one.at, language)
  if (!one.told) return <span className="lc-soft">{t('responsibility.toldNot', { what, time })}</span>
  return one.by === null ? (
    <>{t('responsibility.toldAt', { what, time })}</>
  ) : (
    <>{t('responsibility.toldBy', { what, time, unit: unitName(one.by, language) })}</>
  )
}

/** A time in which one unit had to act: how long, until when, how much too late, and what reached it. */
export function Stretch({ one }: { readonly one: StretchView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const time = (at: string): string => formatInstant(at, language)
  const hours = (ms: number | null): string =>
    ms === null ? t('responsibility.unknown') : t('responsibility.hours', { n: hoursOf(ms) })
  const isLate = one.missed_ms !== null && one.missed_ms > 0
  return (
    <li className={isLate ? 'lc-stretch lc-stretch-late' : 'lc-stretch'}>
      <p className="lc-inline">
        <strong>{unitName(one.unit, language)}</strong>
        <span className="lx-tag">{t(`responsibility.stage.${one.stage}`)}</span>
        <span className={`lx-tag lx-tag-${isLate ? 'bad' : 'good'}`}>
          {isLate ? `${t('responsibility.missed')} ${hours(one.missed_ms)}` : t('responsibility.kept')}
        </span>
      </p>
      <dl className="lc-stretch-facts">
        <div>
          <dt>{t('responsibility.worked')}</dt>
          <dd>
            {hours(one.worked_ms)}
            <span className="lc-soft">
              {' · '}
              {one.to === null
                ? t('responsibility.sinceThen', { from: time(one.from) })
                : t('responsibility.span', { from: time(one.from), to: time(one.to) })}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('responsibility.due')}</dt>
          <dd>{one.dueAt === null ? t('responsibility.noDue') : time(one.dueAt)}</dd>
        </div>
        {(isLate || one.told.length > 0) && (
          <div>
            <dt>{t('responsibility.toldTitle')}</dt>
            <dd>
              {one.told.length === 0 ? (
                <span className="lc-soft">{t('responsibility.nobodyTold')}</span>
              ) : (
                <ul className="lc-plain">
                  {one.told.map((told) => (
                    <li key={`${told.kind} ${told.at}`}>
                      <Told one={told} />
                    </li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        )}
      </dl>
    </li>
  )
}
