import type { ClassView } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { useLang } from '@lianxin/ui'
import { Select, type RefSelectProps } from 'antd'
import { useMemo, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'

import { rankOf, useSpell } from '../app/pinyin.ts'
import { catalogueQuery } from '../app/queries.ts'
import { useClassHints, type ClassHint } from './class-hint.ts'

interface ClassPickerProps {
  readonly value: string | null
  readonly onChange: (code: string | null) => void
  readonly className?: string
  readonly placeholder?: string
  readonly id?: string
  readonly ref?: Ref<RefSelectProps>
  readonly autoFocus?: boolean
  /** With it likely classes come first, and Enter takes the likeliest. */
  readonly hint?: ClassHint
}

/** One class of the catalogue, found by Chinese, pinyin, initials, English or code. */
export function ClassPicker({ value, onChange, className, placeholder, id, ref, autoFocus, hint }: ClassPickerProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const catalogue = useQuery(catalogueQuery)
  const spell = useSpell()
  const [asked, setAsked] = useState('')
  const { items: likely, waiting } = useClassHints(hint)
  const options = useMemo(() => {
    const codes = likely.map(({ code }) => code)
    const place = (code: string): number => (codes.includes(code) ? codes.indexOf(code) : codes.length)
    return (catalogue.data?.classes ?? [])
      .toSorted((a, b) => place(a.code) - place(b.code))
      .map((one) => {
        const english = language === 'en' && one.minorEn !== ''
        return {
          value: one.code,
          label: english ? one.minorEn : one.minor,
          major: english ? one.majorEn : one.major,
          text: one,
          likely: codes.includes(one.code),
        }
      })
  }, [catalogue.data, language, likely])
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
      // Enter without a word takes a proposal or nothing: never just the first class of the catalogue.
      defaultActiveFirstOption={asked !== '' || likely.length > 0}
      options={waiting ? [] : options}
      notFoundContent={waiting ? t('classHint.coming') : null}
      showSearch={{
        onSearch: setAsked,
        filterOption: (question, option) => option !== undefined && rank(option.text, question) < Infinity,
        filterSort: (a, b, { searchValue }) => rank(a.text, searchValue) - rank(b.text, searchValue),
      }}
      optionRender={(option) => (
        <span className="lc-option">
          <span>
            {option.label}
            {option.data.likely && <span className="lx-tag lx-tag-good lc-likely">{t('classHint.likely')}</span>}
          </span>
          <small>
            {option.data.major} · {option.data.value}
          </small>
        </span>
      )}
    />
  )
}
