import type { InquiryView } from '@lianxin/contract'
import { useTranslation } from 'react-i18next'

const TONES = {
  asked: 'warn',
  answered: 'info',
  content: 'good',
  unheard: 'bad',
  settled: 'plain',
} as const satisfies Record<InquiryView['state'], string>

/** Where an inquiry stands, in words; colour only adds to them. */
export function InquiryTag({ state }: Pick<InquiryView, 'state'>) {
  const { t } = useTranslation()
  return <span className={`lx-tag lx-tag-${TONES[state]}`}>{t(`inquiry.state.${state}`)}</span>
}
