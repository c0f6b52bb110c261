import { searchPlaces, type FoundPlace } from '@lianxin/contract'
import type { Position } from '@lianxin/domain'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { AutoComplete, type RefSelectProps } from 'antd'
import { useEffect, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'

interface PlaceSearchProps {
  readonly value: string
  readonly onType: (text: string) => void
  readonly onPick: (place: FoundPlace) => void
  /** From where distances are told. */
  readonly near?: Position | null
  readonly id?: string
  readonly ref?: Ref<RefSelectProps>
  readonly autoFocus?: boolean
}

/** Where a suggestion lies, without saying anything twice: address, subdistrict, community, grid. */
export function whereabouts({ name, kind, address, names }: FoundPlace): string {
  const above = kind === 'grid' ? names.slice(1, -1) : names.slice(1)
  // The name of a base grid mostly begins with that of its community.
  const grids = above.filter((one, index) => !(above[index + 1] ?? '').startsWith(one))
  return [kind === 'grid' || address === name ? '' : address, grids.join(' › ')]
    .filter((words) => words !== '')
    .join(' · ')
}

/** Between letters; a place name in pinyin is typed at about five a second. */
const TYPING_PAUSE_ms = 200

/** The address as free text, with known places offered while typing (name, address, pinyin or initials). */
export function PlaceSearch({ value, onType, onPick, near, id, ref, autoFocus }: PlaceSearchProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(value.trim().slice(0, 60)), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [value])
  const found = useQuery({
    queryKey: ['places', asked, near?.lon, near?.lat],
    queryFn: ({ signal }) =>
      call(searchPlaces, { query: { q: asked, limit: 12, lon: near?.lon, lat: near?.lat }, signal }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const items = asked === '' ? [] : (found.data?.items ?? [])
  // Entered with an address already there, its places are offered at once; from then on the control opens and closes itself.
  const [untouched, setUntouched] = useState(autoFocus === true && value !== '')
  const offersAtOnce = untouched && items.length > 0
  return (
    <AutoComplete
      {...(ref === undefined ? {} : { ref })}
      {...(id === undefined ? {} : { id })}
      autoFocus={autoFocus ?? false}
      {...(offersAtOnce ? { open: true } : {})}
      onOpenChange={() => setUntouched(false)}
      allowClear
      defaultActiveFirstOption
      onInputKeyDown={(event) => {
        if (event.key === 'Escape') setUntouched(false)
        // Enter picks a suggestion; the form around it is sent by its button.
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault()
      }}
      className="lc-place-search"
      placeholder={t('place.search')}
      aria-label={t('place.search')}
      value={value}
      onChange={(text: string) => {
        setUntouched(false)
        onType(text)
      }}
      onSelect={(_text: string, option: { place: FoundPlace }) => onPick(option.place)}
      options={items.map((place) => ({ value: place.address || place.name, key: place.code, place }))}
      optionRender={(option) => (
        <span className="lc-option">
          <span>{option.data.place.name}</span>
          <small>
            {whereabouts(option.data.place)}
            {option.data.place.distance_m !== null && ` · ${t('place.away', { m: option.data.place.distance_m })}`}
          </small>
        </span>
      )}
    />
  )
}
