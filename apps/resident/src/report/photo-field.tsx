import { useTranslation } from '@lianxin/ui'
import { PhotoList, type Photos } from '@lianxin/ui/upload'
import type { ChangeEvent, ReactElement } from 'react'

const LIMIT = 9

/** The first thing on the page: one tap opens the camera. */
export function PhotoField({ photos }: { readonly photos: Photos }): ReactElement {
  const { t } = useTranslation()
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    photos.add(event.target.files ?? [])
    event.target.value = ''
  }
  const full = photos.items.length >= LIMIT
  return (
    <section className="field">
      <PhotoList photos={photos} />
      {!full && (
        <div className="take">
          <label className="lx-button take-photo">
            <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
              <path d="M4 8h3l2-3h6l2 3h3v11H4zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z" />
            </svg>
            {t(photos.items.length === 0 ? 'report.takePhoto' : 'report.anotherPhoto')}
            <input type="file" accept="image/*" capture="environment" className="lx-visually-hidden" onChange={take} />
          </label>
          <label className="lx-button">
            {t('report.fromAlbum')}
            <input type="file" accept="image/*" multiple className="lx-visually-hidden" onChange={take} />
          </label>
        </div>
      )}
      {photos.failed && <p className="hint">{t('report.photoFailedHint')}</p>}
    </section>
  )
}
