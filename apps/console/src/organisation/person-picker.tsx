import { listPersons } from '@lianxin/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'

interface PersonPickerProps {
  readonly id?: string
  readonly value: string | null
  readonly unitId?: string | null
  readonly onChange: (personId: string | null) => void
}

const TYPING_PAUSE_ms = 250

/** A member of staff, found by name. */
export function PersonPicker({ id, value, unitId, onChange }: PersonPickerProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useQuery({
    queryKey: ['persons', 'pick', q, unitId ?? ''],
    queryFn: ({ signal }) =>
      call(listPersons, { query: { q: q || undefined, unitId: unitId ?? undefined, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      loading={found.isFetching}
      placeholder={t('org.pickPerson')}
      aria-label={t('org.pickPerson')}
      value={value}
      onChange={(personId?: string) => onChange(personId ?? null)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={(found.data?.items ?? []).map((person) => ({
        value: person.id,
        label: person.name,
        posts: person.posts.map((post) => `${post.unitName} ${t(`role.${post.role}`)}`).join(' · '),
      }))}
      optionRender={(option) => (
        <span className="lc-option">
          <span>{option.label}</span>
          <small>{option.data.posts}</small>
        </span>
      )}
    />
  )
}
