import exifr from 'exifr'
import sharp from 'sharp'

import { Refusal } from '../refusal.ts'

/** Longest side of a kept photo in pixels: a house number stays legible, the file small. */
const MAX_SIDE_PX = 2048
const THUMBNAIL_PX = 320
const MAX_MEGAPIXELS = 100
const QUALITY = 80

/** A photo made fit for keeping: re-encoded, upright, without any metadata. */
export interface PreparedPhoto {
  readonly full: Buffer
  readonly thumbnail: Buffer
  readonly type: 'image/webp'
  readonly width: number
  readonly height: number
  /** Where it was taken, WGS 84, read once to propose the place; not kept in the picture. */
  readonly position?: { readonly lon: number; readonly lat: number }
}

async function findPosition(bytes: Buffer): Promise<PreparedPhoto['position']> {
  // Broken EXIF is as good as none: the place is only a proposal.
  const found = await exifr.gps(bytes).catch(() => undefined)
  if (!found || !Number.isFinite(found.longitude) || !Number.isFinite(found.latitude)) return undefined
  const plausible = Math.abs(found.longitude) <= 180 && Math.abs(found.latitude) <= 90
  return plausible && (found.longitude !== 0 || found.latitude !== 0)
    ? { lon: found.longitude, lat: found.latitude }
    : undefined
}

/** The refusal of a photo beyond the limits. */
export function photoTooLarge(limit_mib: number): Refusal {
  return new Refusal('photo.too_large', { limitMiB: limit_mib, limitMegapixels: MAX_MEGAPIXELS })
}

/**
 * Checks that the bytes are truly a picture, whatever their name says, and re-encodes it.
 * @throws Refusal photo.not_an_image or photo.too_large
 */
export async function preparePhoto(bytes: Buffer, limit_mib: number): Promise<PreparedPhoto> {
  const tooLarge = photoTooLarge(limit_mib)
  if (bytes.length > limit_mib * 1024 * 1024) throw tooLarge
  const options = { limitInputPixels: MAX_MEGAPIXELS * 1_000_000, failOn: 'error' } as const
  const known = await sharp(bytes, { ...options, limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!known || known.format === 'svg' || known.format === 'pdf') throw new Refusal('photo.not_an_image')
  if (known.width * known.height > options.limitInputPixels) throw tooLarge
  const position = await findPosition(bytes)
  try {
    const upright = sharp(bytes, options).autoOrient()
    const [full, thumbnail] = await Promise.all([
      upright
        .clone()
        .resize({ width: MAX_SIDE_PX, height: MAX_SIDE_PX, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: QUALITY })
        .toBuffer({ resolveWithObject: true }),
      upright
        .clone()
        .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'cover' })
        .webp({ quality: QUALITY })
        .toBuffer(),
    ])
    return {
      full: full.data,
      thumbnail,
      type: 'image/webp',
      width: full.info.width,
      height: full.info.height,
      ...(position ? { position } : {}),
    }
  } catch (cause) {
    throw Object.assign(new Refusal('photo.not_an_image'), { cause })
  }
}
