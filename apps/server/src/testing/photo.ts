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

/** A picture of a street corner: ground, wall and a lamp; `shade` brightens it, `turn` moves the lamp. Made up. */
export async function photoOfCorner({ shade = 0, turn = 0, quality = 85 } = {}): Promise<Buffer> {
  const grey = (value: number): string => `rgb(${value + shade},${value + shade},${value + shade})`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="700">
    <rect width="900" height="700" fill="${grey(190)}"/><rect y="480" width="900" height="220" fill="${grey(70)}"/>
    <rect x="${80 + turn}" y="140" width="200" height="360" fill="${grey(120)}"/>
    <rect x="${600 - turn}" y="60" width="40" height="430" fill="${grey(30)}"/>
    <circle cx="${620 - turn}" cy="80" r="60" fill="${grey(225)}"/></svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality }).toBuffer()
}
