import type { StaffingBreach } from '@lianxin/contract'
import { WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

/** What a grid lacks: vacancies and rules of staffing that are not met. */
export function BreachList({ items }: { readonly items: readonly StaffingBreach[] }) {
  const { t } = useTranslation()
  if (items.length === 0) return null
  return (
    <ul className="lc-breaches">
      {items.map((breach) => (
        <li key={breach.rule}>
          <WarningOutlined aria-hidden /> <strong>{t(`breach.${breach.rule}`)}</strong>{' '}
          {t('breach.found', { found: breach.found, wanted: breach.wanted })}
        </li>
      ))}
    </ul>
  )
}
