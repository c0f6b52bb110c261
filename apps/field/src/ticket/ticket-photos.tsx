import type { TicketDetail } from '@lianxin/contract'
import { useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

import { urlOf } from '../app/api.ts'
import { readPhoto } from '../app/operations.ts'

/** Small pictures; a tap opens the large one. */
export function TicketPhotos({
  ticketId,
  photos,
}: {
  readonly ticketId: string
  readonly photos: TicketDetail['photos']
}): ReactElement | null {
  const { t } = useTranslation()
  if (photos.length === 0) return null
  return (
    <ul className="lx-photos">
      {photos.map((photo, index) => (
        <li key={photo.id} className="lx-photo">
          <a
            href={urlOf(readPhoto, { params: { ticketId, photoId: photo.id }, query: { size: 'full' } })}
            target="_blank"
            rel="noreferrer"
          >
            <img
              src={urlOf(readPhoto, { params: { ticketId, photoId: photo.id }, query: { size: 'thumb' } })}
              alt={t('photo.alt', { n: index + 1 })}
              loading="lazy"
            />
            {photo.kind === 'evidence' && <span className="lx-photo-state">{t('ticket.evidence')}</span>}
          </a>
        </li>
      ))}
    </ul>
  )
}
