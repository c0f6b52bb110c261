import { useTranslation } from '@lianxin/ui'
import { useEffect, useState, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { useAsked } from '../app/asked.ts'
import { searchPlaces } from '../app/operations.ts'
import type { ChosenPlace } from './draft.ts'

const PAUSE_MS = 300

/** The words for the place; known places that fit are offered while typing, none has to be taken. */
export function PlaceSearch({
  address,
  onAddress,
  onPlace,
}: {
  readonly address: string
  readonly onAddress: (address: string) => void
  readonly onPlace: (chosen: { place: ChosenPlace; gridId: string }) => void
}): ReactElement {
  const { t } = useTranslation()
  const [asked, setAsked] = useState('')
  const [typed, setTyped] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(address.trim().slice(0, 60)), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [address])
  // A search that fails takes nothing away: the words are enough.
  const found = useAsked(typed && asked.length > 1 ? asked : null, (signal) =>
    call(searchPlaces, { query: { q: asked, limit: 5 }, signal }),
  )
  const items = typed ? (found.value?.items ?? []) : []
  return (
    <>
      <label>
        <span className="field-title">{t('place.title')}</span>
        <input
          value={address}
          maxLength={300}
          autoComplete="off"
          placeholder={t('place.example')}
          onChange={(event) => {
            setTyped(true)
            onAddress(event.target.value)
          }}
        />
      </label>
      {items.length > 0 && (
        <ul className="offers" aria-label={t('place.offers')}>
          {items.map(({ code, name, address: at, grid }) => (
            <li key={code}>
              <button
                type="button"
                onClick={() => onPlace({ place: { code, name, address: at, scanned: false }, gridId: grid.id })}
              >
                <strong>{name}</strong>
                <span>{at}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
