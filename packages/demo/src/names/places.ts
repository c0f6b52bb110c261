/** Syllables of made-up place names of the large demo. */
const FIRST = [...'东西南北上下前后新古大小金银玉青白红黄紫']
const SECOND = [...'桥河湾坡岗岭寺庙亭台楼店集市井泉塘坝堤林园庄屯营堡寨沟洼']
const THIRD = [...'安和兴泰康宁祥瑞福寿德昌盛荣华明光辉阳春']

/** The n-th made-up place name of two or three syllables; the first 12,000 differ. */
export function placeName(n: number): string {
  const pairs = FIRST.length * SECOND.length
  const scattered = (n * 211 + 57) % pairs
  const third = Math.floor(n / pairs)
  return (
    (FIRST[scattered % FIRST.length] ?? '') +
    (SECOND[Math.floor(scattered / FIRST.length)] ?? '') +
    (third === 0 ? '' : (THIRD[third - 1] ?? ''))
  )
}
