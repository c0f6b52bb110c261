import type { ClassView } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { useLang } from '@lianxin/ui'
import { Select, type RefSelectProps } from 'antd'
import { useMemo, type Ref } from 'react'
import { useTranslation } from 'react-i18next'

import { rankOf, useSpell } from '../app/pinyin.ts'
import { catalogueQuery } from '../app/queries.ts'

interface ClassPickerProps {
  readonly value: string | null
  readonly onChange: (code: string | null) => void
  readonly className?: string
  readonly placeholder?: string
  readonly id?: string
  readonly ref?: Ref<RefSelectProps>
  readonly autoFocus?: boolean
}

/** One class of the catalogue, found by Chinese, pinyin, initials, English or code. */
export function ClassPicker({ value, onChange, className, placeholder, id, ref, autoFocus }: ClassPickerProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const catalogue = useQuery(catalogueQuery)
  const spell = useSpell()
  const options = useMemo(
    () =>
      (catalogue.data?.classes ?? []).map((one) => {
        const english = language === 'en' && one.minorEn !== ''
        return {
          value: one.code,
          label: english ? one.minorEn : one.minor,
          major: english ? one.majorEn : one.major,
          text: one,
        }
      }),
    [catalogue.data, language],
  )
  const rank = (one: ClassView, question: string): number =>
    rankOf({ name: spell(one.minor), group: spell(one.major), english: one.minorEn, code: one.code }, question)
  return (
    <Select
      {...(ref === undefined ? {} : { ref })}
      allowClear
      autoFocus={autoFocus ?? false}
      defaultOpen={autoFocus ?? false}
      {...(id === undefined ? {} : { id })}
      className={className ?? ''}
      popupMatchSelectWidth={420}
      loading={catalogue.isPending}
      status={catalogue.isError ? 'error' : ''}
      placeholder={placeholder ?? t('ticket.pickClass')}
      aria-label={placeholder ?? t('ticket.pickClass')}
      value={value}
      onChange={(code?: string) => onChange(code ?? null)}
      options={options}
      showSearch={{
        filterOption: (question, option) => option !== undefined && rank(option.text, question) < Infinity,
        filterSort: (a, b, { searchValue }) => rank(a.text, searchValue) - rank(b.text, searchValue),
      }}
      optionRender={(option) => (
        <span className="lc-option">
          <span>{option.label}</span>
          <small>
            {option.data.major} · {option.data.value}
          </small>
        </span>
      )}
    />
  )
}
