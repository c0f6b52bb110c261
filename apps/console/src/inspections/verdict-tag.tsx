import type { InspectionItem } from '@lianxin/contract'
import { useTranslation } from 'react-i18next'

const TONE = { confirmed: 'good', refuted: 'bad' } as const

/** What was found, in a word and a colour. */
export function VerdictTag({ verdict }: { readonly verdict: InspectionItem['verdict'] }) {
  const { t } = useTranslation()
  return verdict === null ? (
    <span className="lx-tag lx-tag-neutral">{t('inspections.open')}</span>
  ) : (
    <span className={`lx-tag lx-tag-${TONE[verdict]}`}>{t(`inspections.verdict.${verdict}`)}</span>
  )
}
