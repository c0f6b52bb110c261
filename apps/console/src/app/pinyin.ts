import { spell, type PinyinOf, type Spelled } from '@lianxin/domain'
import { useEffect, useState } from 'react'

/** What a search compares: the text itself and, once loaded, its pinyin written out and its initials. */
export type Spell = (text: string) => string

let loaded: Promise<Spell> | null = null
const spelled = new Map<string, string>()

async function load(): Promise<Spell> {
  const { pinyin } = await import('pinyin-pro')
  return (text) => {
    const known = spelled.get(text)
    if (known !== undefined) return known
    const syllables = pinyin(text, { toneType: 'none', type: 'array' })
    const initials = syllables.map((syllable) => syllable.charAt(0)).join('')
    const key = `${text} ${syllables.join('')} ${initials}`.toLowerCase()
    spelled.set(text, key)
    return key
  }
}

const plain: Spell = (text) => text.toLowerCase()

/** Spelling for searches by Chinese, pinyin or initials. The dictionary arrives in its own chunk; until then by text. */
export function useSpell(): Spell {
  const [spell, setSpell] = useState<Spell>(() => plain)
  useEffect(() => {
    let gone = false
    loaded ??= load()
    loaded.then(
      (ready) => {
        if (!gone) setSpell(() => ready)
      },
      (error: unknown) => {
        loaded = null
        console.info('pinyin is not available, searching by text', error)
      },
    )
    return () => {
      gone = true
    }
  }, [])
  return spell
}

/** Whether every word of the question occurs in the spelled text. */
export function matches(spelledText: string, question: string): boolean {
  return question
    .toLowerCase()
    .split(/\s+/)
    .every((word) => spelledText.includes(word))
}

/**
 * How well a class answers what was typed; less is better, Infinity is no answer. Its own name comes before the name of
 * its group, beginnings before middles, and English counts only from the beginning of a word: two letters of initials
 * occur in the middle of many English words.
 */
export function rankOf(
  one: { readonly name: string; readonly group: string; readonly english: string; readonly code: string },
  question: string,
): number {
  const asked = question.trim().toLowerCase()
  if (asked === '') return 0
  const own = one.name.split(' ')
  const words = one.english.toLowerCase().split(/[^a-z0-9]+/)
  const tests = [
    own.includes(asked),
    own.some((form) => form.startsWith(asked)),
    one.code.toLowerCase().startsWith(asked),
    own.some((form) => form.includes(asked)),
    words.some((word) => word.startsWith(asked)) || one.english.toLowerCase().startsWith(asked),
    matches(`${one.name} ${one.group}`, asked),
  ]
  const first = tests.indexOf(true)
  return first < 0 ? Infinity : first
}

const noPinyin: PinyinOf = () => []
let dictionary: Promise<(text: string) => Spelled> | null = null

async function loadSpelled(): Promise<(text: string) => Spelled> {
  const { pinyin } = await import('pinyin-pro')
  const known = new Map<string, Spelled>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = spell(text, (name) => pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }))
    known.set(text, made)
    return made
  }
}

/** Names with all their spellings, for ranking by `rankOfQuestion`. Until the dictionary has arrived by text alone. */
export function useSpelled(): (text: string) => Spelled {
  const [spelled, setSpelled] = useState(() => (text: string) => spell(text, noPinyin))
  useEffect(() => {
    let gone = false
    dictionary ??= loadSpelled()
    dictionary.then(
      (ready) => {
        if (!gone) setSpelled(() => ready)
      },
      (error: unknown) => {
        dictionary = null
        console.info('pinyin is not available, searching by text', error)
      },
    )
    return () => {
      gone = true
    }
  }, [])
  return spelled
}
