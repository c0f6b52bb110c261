import sharp from 'sharp'

/** A picture as a telephone takes it: large, with a camera's EXIF. Made up, of no place. */
export async function telephonePhoto(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const lamp = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200"><rect width="1600" height="1200" fill="#1d2733"/>
     <rect y="900" width="1600" height="300" fill="#3a4148"/><rect x="780" y="260" width="28" height="660" fill="#77818c"/>
     <rect x="700" y="230" width="190" height="40" rx="16" fill="#9aa4ad"/><path d="M720 280 l150 0 l40 30 l-230 0 z" fill="#20262c"/></svg>`,
  )
  const buffer = await sharp(lamp)
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Make: 'Lianxin', Model: 'Test' } })
    .toBuffer()
  return { name: 'lamp.jpg', mimeType: 'image/jpeg', buffer }
}
