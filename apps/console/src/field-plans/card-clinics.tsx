import { listPublicClinics } from '@lianxin/contract'
import { formatDay, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { clockOf } from './hours.ts'

/** Who comes to the grid every week, on the card for its residents; nothing where nobody does. */
export function CardClinics({ gridId }: { readonly gridId: string }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const answer = useQuery({
    queryKey: ['field-plans', 'public', gridId],
    queryFn: ({ signal }) => call(listPublicClinics, { params: { gridId }, signal }),
  })
  const items = answer.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section>
      <h2>{t('fieldPlans.clinics')}</h2>
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            {(language === 'en' && one.unitNameEn) || one.unitName} ·{' '}
            {t('fieldPlans.weekly', {
              weekday: t(`fieldPlans.weekday.${one.weekday}`),
              from: clockOf(one.fromMinute),
              to: clockOf(one.toMinute),
            })}{' '}
            · {one.place}
            {one.matters !== '' && ` · ${one.matters}`}
            {one.to !== null && ` · ${t('fieldPlans.until', { day: formatDay(one.to, language) })}`}
          </li>
        ))}
      </ul>
      <p>{t('fieldPlans.notOnHolidays')}</p>
    </section>
  )
}
