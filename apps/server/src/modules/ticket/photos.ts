import { createHash } from 'node:crypto'

import type { Position } from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { TicketDeps } from './deps.ts'
import type { NewPhoto } from './write.ts'

/** A photo with the place it was taken at, which is used once and not kept. */
export interface ClaimedPhoto extends NewPhoto {
  readonly position: Position | null
}

/** The 32 hex digits of a blob id are the UUID of the photo or voice note. */
export const idOfBlob = (blobId: string): string =>
  blobId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Name in the blob store of a photo in one of its two sizes; a voice note has the full one only. */
export function blobOfPhoto(photoId: string, size: 'thumb' | 'full'): string {
  const blobId = photoId.replaceAll('-', '').toLowerCase()
  return size === 'thumb' ? `${blobId}-thumb` : blobId
}

/**
 * Takes finished uploads over into a ticket. Asked again for the same uploads it gives the same photos.
 * @throws Refusal ticket.photo_unknown naming the upload that is not there
 */
export async function claimPhotos(
  deps: Pick<TicketDeps, 'uploads' | 'blobs'>,
  uploadIds: readonly string[],
  kind: NewPhoto['kind'],
): Promise<readonly ClaimedPhoto[]> {
  const photos: ClaimedPhoto[] = []
  for (const [index, uploadId] of uploadIds.entries()) {
    const found = uploadIds.indexOf(uploadId) === index ? await deps.uploads.claim(uploadId) : undefined
    const bytes = found && (await deps.blobs.find(found.blobId))
    if (!found || !bytes) throw new Refusal('ticket.photo_unknown', {}, `/uploadIds/${index}`)
    photos.push({
      id: idOfBlob(found.blobId),
      kind,
      width_px: found.width,
      height_px: found.height,
      size_bytes: found.size_bytes,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      dhash: found.dhash ?? null,
      position: found.position ?? null,
    })
  }
  return photos
}
