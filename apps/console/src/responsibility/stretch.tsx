import type { StretchView, ToldView } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useTranslation } from 'react-i18next'

import { unitName } from '../ticket/words.ts'
import { hoursText } from './words.ts'

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

/** Whether the date was kept, and if not by how much it was missed; what is not known is never shown as kept. */
function LateTag({ one }: { readonly one: StretchView }) {
  const { t } = useTranslation()
  if (one.isLate === null) return <span className="lx-tag">{t('responsibility.lateUnknown')}</span>
  if (!one.isLate) return <span className="lx-tag lx-tag-good">{t('responsibility.kept')}</span>
  if (one.missed_ms === null) return <span className="lx-tag lx-tag-bad">{t('responsibility.lateBySome')}</span>
  return (
    <span className="lx-tag lx-tag-bad">
      {one.missed_ms === 0
        ? t('responsibility.lateOutside')
        : `${t('responsibility.missed')} ${hoursText(t, one.missed_ms, one.countedIn)}`}
    </span>
  )
}

/** A time in which one unit had to act: how long, until when, how much too late, and what reached it. */
export function Stretch({ one }: { readonly one: StretchView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const time = (at: string): string => formatInstant(at, language)
  return (
    <li className={one.isLate === true ? 'lc-stretch lc-stretch-late' : 'lc-stretch'}>
      <p className="lc-inline">
        <strong>{unitName(one.unit, language)}</strong>
        <span className="lx-tag">{t(`responsibility.stage.${one.stage}`)}</span>
        <LateTag one={one} />
      </p>
      <dl className="lc-stretch-facts">
        <div>
          <dt>{t('responsibility.worked')}</dt>
          <dd>
            {one.took_ms === null ? t('responsibility.unknown') : hoursText(t, one.took_ms, one.countedIn)}
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
        {(one.isLate === true || one.told.length > 0) && (
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
