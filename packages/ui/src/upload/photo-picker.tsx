import type { ChangeEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

import { PhotoList } from './photo-list.tsx'
import type { Photos } from './use-photos.ts'

const LIMIT = 9
/** Named formats make a telephone that keeps HEIC hand over JPEG. The camera gives JPEG by itself. */
const ALBUM = 'image/jpeg,image/png,image/webp'

/** One tap opens the camera; the album is the second way. */
export function PhotoPicker({ photos }: { readonly photos: Photos }): ReactElement {
  const { t } = useTranslation()
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    photos.add(event.target.files ?? [])
    event.target.value = ''
  }
  const full = photos.items.length >= LIMIT
  return (
    <div className="lx-picker">
      <PhotoList photos={photos} />
      {!full && (
        <div className="lx-take">
          <label className="lx-button lx-take-photo">
            <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
              <path d="M4 8h3l2-3h6l2 3h3v11H4zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z" />
            </svg>
            {t(photos.items.length === 0 ? 'photo.take' : 'photo.another')}
            <input type="file" accept="image/*" capture="environment" className="lx-visually-hidden" onChange={take} />
          </label>
          <label className="lx-button">
            {t('photo.album')}
            <input type="file" accept={ALBUM} multiple className="lx-visually-hidden" onChange={take} />
          </label>
        </div>
      )}
      {photos.failed && <p className="lx-hint">{t('photo.failedHint')}</p>}
      {photos.items.some(({ state }) => state === 'unreadable') && (
        <p className="lx-hint" role="alert">
          {t('photo.unreadableHint')}
        </p>
      )}
    </div>
  )
}
