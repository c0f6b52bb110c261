import type { listPublicClinics as contractClinics, ReplyOf } from '@lianxin/contract'
import { formatDay, useLang, useTranslation, type Lang } from '@lianxin/ui'
import type { ReactElement } from 'react'

import { call } from '../app/api.ts'
import { useAsked } from '../app/asked.ts'
import { listPublicClinics } from '../app/operations.ts'

type Clinic = ReplyOf<typeof contractClinics>['items'][number]

/** A Monday, from which the name of a day of the week is counted. */
const MONDAY_MS = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

function whenOf({ weekday, fromMinute, toMinute }: Clinic, lang: Lang): string {
  const locale = lang === 'zh' ? 'zh-CN' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const clock = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return `${day.format(MONDAY_MS + (weekday - 1) * DAY_MS)} ${clock(fromMinute)}–${clock(toMinute)}`
}

/** Departments that come to the grid every week; nothing where none does, for the card is whole without it. */
export function Clinics({ gridId }: { readonly gridId: string }): ReactElement | null {
  const { t } = useTranslation()
  const [lang] = useLang()
  const { value } = useAsked(gridId, (signal) => call(listPublicClinics, { params: { gridId }, signal }))
  if (value === undefined || value.items.length === 0) return null
  return (
    <section className="field">
      <h2>{t('grid.clinics')}</h2>
      <ul className="staff clinics">
        {value.items.map((one) => (
          <li key={one.id}>
            <strong>{(lang === 'en' && one.unitNameEn) || one.unitName}</strong>
            <span>{whenOf(one, lang)}</span>
            <span>
              {one.next === null ? t('grid.clinicNone') : t('grid.clinicNext', { day: formatDay(one.next, lang) })}
            </span>
            <span>{one.place}</span>
            {one.matters !== '' && <span>{one.matters}</span>}
            {one.to !== null && <span>{t('grid.clinicUntil', { day: formatDay(one.to, lang) })}</span>}
          </li>
        ))}
      </ul>
      <p className="hint">{t('grid.clinicHolidays')}</p>
    </section>
  )
}
