import type { FollowView } from '@lianxin/contract'
import { useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

import { urlOf } from '../app/api.ts'
import { readFollowPhoto } from '../app/operations.ts'

/** The photos sent with the report and those that show what was done; a tap opens the large one. */
export function FollowPhotos({
  number,
  token,
  photos,
}: {
  readonly number: string
  readonly token: string
  readonly photos: FollowView['photos']
}): ReactElement | null {
  const { t } = useTranslation()
  if (photos.length === 0) return null
  const address = (photoId: string, size: 'thumb' | 'full'): string =>
    urlOf(readFollowPhoto, { params: { number, photoId }, query: { token, size } })
  return (
    <ul className="lx-photos">
      {photos.map((photo, index) => (
        <li key={photo.id} className="lx-photo">
          <a href={address(photo.id, 'full')}>
            <img src={address(photo.id, 'thumb')} alt={t('photo.alt', { n: index + 1 })} loading="lazy" />
            {photo.kind === 'evidence' && <span className="lx-photo-state">{t('ticket.evidence')}</span>}
          </a>
        </li>
      ))}
    </ul>
  )
}
