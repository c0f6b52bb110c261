import { spell, type Spelled } from '@lianxin/domain'
import { pinyin } from 'pinyin-pro'

/** Names whose spellings are held; the same candidates come with every letter that is typed. */
const HELD = 20_000
const held = new Map<string, Spelled>()

/** Pinyin of a text in its context, one syllable for each Chinese character (重庆路 → chong qing lu). */
export function syllablesOf(text: string): readonly string[] {
  return pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
}

/** The ways a name may be typed on a Latin keyboard. Held in memory, the oldest thrown out. */
export function spelled(name: string): Spelled {
  const known = held.get(name)
  if (known) return known
  const made = spell(name, syllablesOf)
  if (held.size >= HELD) {
    const [oldest] = held.keys()
    if (oldest !== undefined) held.delete(oldest)
  }
  held.set(name, made)
  return made
}
