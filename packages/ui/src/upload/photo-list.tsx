import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

import type { Photos } from './use-photos.ts'

/** The photos taken, each with how far it is, a way to send it again and to remove it. */
export function PhotoList({ photos }: { readonly photos: Photos }): ReactElement | null {
  const { t } = useTranslation()
  if (photos.items.length === 0) return null
  return (
    <ul className="lx-photos">
      {photos.items.map((item, index) => (
        <li key={item.key} className="lx-photo">
          {item.preview !== '' && item.state !== 'unreadable' && (
            <img src={item.preview} alt={t('photo.alt', { n: index + 1 })} />
          )}
          {item.state === 'unreadable' ? (
            <p className="lx-photo-unreadable">{t('photo.unreadable')}</p>
          ) : item.state === 'failed' ? (
            <button type="button" className="lx-photo-retry" onClick={() => photos.retry(item.key)}>
              {t('photo.failed')} · {t('photo.retry')}
            </button>
          ) : (
            <output className="lx-photo-state">
              {item.state === 'done' && `✓ ${t('photo.done')}`}
              {item.state === 'kept' && t('photo.kept')}
              {item.state === 'sending' && t('photo.sending', { percent: Math.round(item.progress * 100) })}
            </output>
          )}
          <button
            type="button"
            className="lx-photo-remove"
            aria-label={t('photo.remove', { n: index + 1 })}
            onClick={() => photos.remove(item.key)}
          >
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
