/** Words a text may leave open, and nothing else: no names, no telephone numbers, no reasons of the offices. */
export const NOTICE_HOLES = ['number', 'title', 'state', 'due', 'reply', 'unit', 'followUrl'] as const
export type NoticeHole = (typeof NOTICE_HOLES)[number]
export type NoticeValues = Readonly<Record<NoticeHole, string>>

/** What is wrong with a text somebody wrote. */
export type TextFault =
  | { readonly code: 'empty' }
  | { readonly code: 'holeUnknown'; readonly hole: string }
  | { readonly code: 'bracketOpen' }
  | { readonly code: 'tooLong'; readonly limit: number }

/** Characters of one text before the holes are filled; three Chinese SMS. */
export const TEXT_LIMIT = 200
const HOLE = /\{([^{}]*)\}/g
const isHole = (name: string): name is NoticeHole => (NOTICE_HOLES as readonly string[]).includes(name)

/** Holds a text against the rules: known holes, closed brackets that do not nest, not empty, not too long. */
export function faultOf(text: string): TextFault | null {
  if (text.trim() === '') return { code: 'empty' }
  if ([...text].length > TEXT_LIMIT) return { code: 'tooLong', limit: TEXT_LIMIT }
  for (const [, name = ''] of text.matchAll(HOLE)) if (!isHole(name)) return { code: 'holeUnknown', hole: name }
  const rest = text.replaceAll(HOLE, '')
  if (/[{}]/.test(rest)) return { code: 'bracketOpen' }
  return /^(?:[^[\]]|\[[^[\]]*\])*$/.test(rest) ? null : { code: 'bracketOpen' }
}

/** The text with its holes filled; a part in brackets goes where one of its holes is empty. */
export function renderNotice(text: string, values: NoticeValues): string {
  const fill = (part: string): string =>
    part.replaceAll(HOLE, (whole, name: string) => (isHole(name) ? values[name] : whole))
  const isEmpty = (part: string): boolean =>
    [...part.matchAll(HOLE)].some(([, name = '']) => isHole(name) && values[name] === '')
  // In one pass, so that what was filled in is never read again.
  return text
    .replaceAll(/\[([^[\]]*)\]|\{[^{}]*\}/g, (whole, part?: string) =>
      part === undefined ? fill(whole) : isEmpty(part) ? '' : fill(part),
    )
    .trim()
}

/** One line of at most so many characters; what is longer ends in an ellipsis. */
export function shortened(text: string, limit: number): string {
  const line = [...text.replaceAll(/\s+/g, ' ').trim()]
  return line.length <= limit ? line.join('') : `${line.slice(0, limit - 1).join('')}…`
}

/** Messages one text costs: 70 characters in one, 67 in each of several (GSM 03.38 UCS-2; Latin texts counted the same, on the safe side). */
export function smsParts(text: string): number {
  const length = text.length
  return length <= 70 ? 1 : Math.ceil(length / 67)
}

/** A day and time as people write it, in the local time of the district. */
export function noticeTime(at: number, utcOffset_minutes: number, lang: 'zh' | 'en'): string {
  const local = new Date(at + utcOffset_minutes * 60_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`
  const day = local.getUTCDate()
  return lang === 'zh'
    ? `${local.getUTCMonth() + 1}月${day}日${time}`
    : `${day} ${MONTHS[local.getUTCMonth()] ?? ''} ${time}`
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
