import { readPhoto, type TicketDetail } from '@lianxin/contract'
import { Image } from 'antd'
import { useTranslation } from 'react-i18next'

import { urlOf } from '../app/api.ts'

const KINDS = ['report', 'evidence'] as const

/** Photos of the report and of what was done about it, side by side. */
export function Photos({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  if (ticket.photos.length === 0) return null
  const address = (photoId: string, size: 'thumb' | 'full') =>
    urlOf(readPhoto, { params: { ticketId: ticket.id, photoId }, query: { size } })
  return (
    <section className="lc-section">
      <h3>{t('ticket.photos')}</h3>
      <Image.PreviewGroup>
        {KINDS.map((kind) => {
          const photos = ticket.photos.filter((photo) => photo.kind === kind)
          return photos.length === 0 ? null : (
            <figure key={kind} className="lc-photos">
              <figcaption>{t(`ticket.photoKind.${kind}`)}</figcaption>
              {photos.map((photo, index) => (
                <Image
                  key={photo.id}
                  width={112}
                  height={112}
                  alt={`${t(`ticket.photoKind.${kind}`)} ${index + 1}`}
                  src={address(photo.id, 'thumb')}
                  preview={{ src: address(photo.id, 'full') }}
                />
              ))}
            </figure>
          )
        })}
      </Image.PreviewGroup>
    </section>
  )
}
