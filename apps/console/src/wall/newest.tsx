import type { WallPicture } from '@lianxin/contract'
import { formatInstant, StateTag, UrgencyTag, useLang } from '@lianxin/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { playUrgentTone } from '../app/tone.ts'

type Matter = WallPicture['newest'][number]
/** Nobody has sent it to anyone yet. */
const WAITING: readonly Matter['state'][] = ['reported', 'accepted', 'filed']

/** Kind of matter and place, never a word of the resident. */
export function useMatterName(): (matter: Matter) => string {
  const { t } = useTranslation()
  const [lang] = useLang()
  return ({ className, gridName }) =>
    `${className?.[lang] ?? t('wall.unclassified')} · ${gridName ?? t('wall.placeUnknown')}`
}

/** The newest matters, latest first. */
export function Newest({ matters }: { readonly matters: readonly Matter[] }) {
  const { t } = useTranslation()
  const [lang] = useLang()
  const nameOf = useMatterName()
  return (
    <section className="lw-newest" aria-label={t('wall.newest')}>
      <h2>{t('wall.newest')}</h2>
      {matters.length === 0 && <p className="lw-calm">{t('wall.calm')}</p>}
      <ol>
        {matters.map((matter) => (
          <li key={matter.id}>
            <p>
              <UrgencyTag urgency={matter.urgency} /> <strong>{nameOf(matter)}</strong>
            </p>
            <p>
              <StateTag state={matter.state} /> <span className="lc-ellipsis">{matter.holderName}</span>
              <time dateTime={matter.reportedAt}>{formatInstant(matter.reportedAt, lang)}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The red line for urgent matters that nobody was sent yet, with a tone for each new one (红色字幕 + 提示音). */
export function UrgentLine({ matters }: { readonly matters: readonly Matter[] }) {
  const { t } = useTranslation()
  const nameOf = useMatterName()
  const waiting = matters.filter(({ urgency, state }) => urgency === 'urgent' && WAITING.includes(state))
  const [heard] = useState(() => new Set<string>())
  useEffect(() => {
    const fresh = waiting.filter(({ id }) => !heard.has(id))
    for (const { id } of fresh) heard.add(id)
    if (fresh.length > 0) playUrgentTone()
  }, [waiting, heard])
  return (
    <div role="alert" className="lw-urgent" data-shown={waiting.length > 0}>
      {waiting.map((matter) => (
        <p key={matter.id}>
          <strong>{t('wall.urgentNow')}</strong> {nameOf(matter)} · {matter.number}
        </p>
      ))}
    </div>
  )
}
