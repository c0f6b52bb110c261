import { listGrids, readGrid } from '@lianxin/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'

interface GridPickerProps {
  readonly id?: string
  readonly value: string | null
  readonly onChange: (gridId: string | null) => void
}

const TYPING_PAUSE_ms = 250

/** A grid, found by name or code. */
export function GridPicker({ id, value, onChange }: GridPickerProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useQuery({
    queryKey: ['grids', 'pick', q],
    queryFn: ({ signal }) => call(listGrids, { query: q === '' ? { level: 0 } : { q, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  })
  const items = found.data?.items ?? []
  const isMissing = value !== null && !items.some((grid) => grid.id === value)
  const chosen = useQuery({
    queryKey: ['grid', value],
    queryFn: ({ signal }) => call(readGrid, { params: { gridId: value ?? '' }, signal }),
    enabled: isMissing,
    staleTime: 300_000,
  })
  const options = [...(isMissing && chosen.data ? [chosen.data.grid] : []), ...items]
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      loading={found.isFetching}
      placeholder={t('grid.search')}
      aria-label={t('grid.search')}
      value={isMissing && !chosen.data ? null : value}
      onChange={(gridId?: string) => onChange(gridId ?? null)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={options.map((grid) => ({ value: grid.id, label: grid.name, code: grid.code }))}
      optionRender={(option) => (
        <span className="lc-option">
          <span>{option.label}</span>
          <small>{option.data.code}</small>
        </span>
      )}
    />
  )
}
