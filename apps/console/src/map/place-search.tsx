import { searchPlaces, type PlaceView } from '@lianxin/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { AutoComplete, type RefSelectProps } from 'antd'
import { useEffect, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'

interface PlaceSearchProps {
  readonly value: string
  readonly onType: (text: string) => void
  readonly onPick: (place: PlaceView) => void
  readonly id?: string
  readonly ref?: Ref<RefSelectProps>
  readonly autoFocus?: boolean
}

/** Where a suggestion lies, without saying its own name again. */
export function whereabouts({ name, address, grid }: PlaceView): string {
  const about = address.endsWith(name) ? address.slice(0, -name.length).trim() : address
  return [about, grid.name].filter((words) => words !== '' && words !== name).join(' · ')
}

/** Between letters; a place name in pinyin is typed at about five a second. */
const TYPING_PAUSE_ms = 200

/** The address as free text, with known places offered while typing (name, address, pinyin or initials). */
export function PlaceSearch({ value, onType, onPick, id, ref, autoFocus }: PlaceSearchProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(value.trim().slice(0, 60)), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [value])
  const found = useQuery({
    queryKey: ['places', asked],
    queryFn: ({ signal }) => call(searchPlaces, { query: { q: asked, limit: 12 }, signal }),
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
      onSelect={(_text: string, option: { place: PlaceView }) => onPick(option.place)}
      options={items.map((place) => ({ value: place.address || place.name, key: place.code, place }))}
      optionRender={(option) => (
        <span className="lc-option">
          <span>{option.data.place.name}</span>
          <small>{whereabouts(option.data.place)}</small>
        </span>
      )}
    />
  )
}
