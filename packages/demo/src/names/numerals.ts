const DIGITS = [...'零一二三四五六七八九']

/** Chinese numeral of 1–999, as grids are counted: 第一网格, 第十二网格, 第一百零三网格. */
export function chineseNumeral(n: number): string {
  const digit = (value: number): string => DIGITS[value] ?? ''
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10]
  const head = hundreds > 0 ? `${digit(hundreds)}百` : ''
  const ten =
    tens > 1 || (tens === 1 && hundreds > 0)
      ? `${digit(tens)}十`
      : tens === 1
        ? '十'
        : hundreds > 0 && ones > 0
          ? '零'
          : ''
  return head + ten + (ones > 0 ? digit(ones) : '')
}
