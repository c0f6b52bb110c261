import sharp from 'sharp'

const toDegrees = (value: number): string => {
  const whole = Math.floor(value)
  const minutes = (value - whole) * 60
  return `${whole}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes - Math.floor(minutes)) * 60_000)}/1000`
}

/** A JPEG as a telephone makes it: with the place in its EXIF where one is given (northern and eastern half). */
export async function photoWithPosition(
  position?: { lon: number; lat: number },
  size = { width: 640, height: 480 },
): Promise<Buffer> {
  const picture = sharp({ create: { ...size, channels: 3, background: '#4a7' } }).jpeg()
  if (!position) return picture.toBuffer()
  return picture
    .withExif({
      IFD0: { Make: 'Test', Model: 'Telephone' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: toDegrees(position.lat),
        GPSLongitudeRef: 'E',
        GPSLongitude: toDegrees(position.lon),
      },
    })
    .toBuffer()
}
