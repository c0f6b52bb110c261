import { otherReadings } from './polyphones.ts'

/** Text a person types, made comparable: lower case, full-width forms narrowed, no blanks or marks between syllables. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s'’·,，.。()（）-]/g, '')
}

/** Pinyin of a text without tones, one item for each Chinese character and one for each run of others; ü is v. */
export type PinyinOf = (text: string) => readonly string[]

/** A name with the ways it may be typed on a Latin keyboard. */
export interface Spelled {
  readonly text: string
  /** Syllables of each reading; the usual one first. */
  readonly readings: readonly (readonly string[])[]
}

const PIECES = /\p{Script=Han}|[^\p{Script=Han}]+/gu
/** Readings kept of one name. */
const MOST_READINGS = 6

/** The spellings of a name: as the dictionary reads it in its context, then with one character read otherwise. */
export function spell(name: string, pinyinOf: PinyinOf): Spelled {
  const text = name.normalize('NFKC').toLowerCase()
  const pieces = text.match(PIECES) ?? []
  const syllables = pinyinOf(text).map(comparable)
  const readings = [syllables.filter((syllable) => syllable !== '')]
  if (pieces.length === syllables.length)
    for (const [index, piece] of pieces.entries())
      for (const other of otherReadings(piece, syllables[index] ?? ''))
        readings.push(syllables.with(index, other).filter((syllable) => syllable !== ''))
  return { text: comparable(name), readings: readings.slice(0, MOST_READINGS) }
}

/** The first letters of syllables: 太白湖 → tbh. */
export function initialsOf(syllables: readonly string[]): string {
  return syllables.map((syllable) => syllable.slice(0, 1)).join('')
}
