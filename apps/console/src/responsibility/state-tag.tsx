import type { ResponsibilityView } from '@lianxin/contract'
import { useTranslation } from 'react-i18next'

const TONES = {
  proposed: 'info',
  heard: 'warn',
  dropped: 'plain',
  decided: 'bad',
  appealed: 'warn',
  upheld: 'bad',
  lifted: 'good',
  expired: 'plain',
} as const satisfies Record<ResponsibilityView['state'], string>

/** Where a case stands, in words; colour only adds to them. */
export function StateTag({ state }: Pick<ResponsibilityView, 'state'>) {
  const { t } = useTranslation()
  return <span className={`lx-tag lx-tag-${TONES[state]}`}>{t(`responsibility.state.${state}`)}</span>
}
