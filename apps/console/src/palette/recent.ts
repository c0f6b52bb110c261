import { keepDraft, readDraft } from '../app/drafts.ts'
import type { Entry } from './entries.ts'

/** Kept with the drafts of this machine, so that signing out forgets them too. */
const KEY = 'palette'
const MOST = 8

/** A choice as it is kept: commands and screens by their id alone, for what they do is in the program. */
type Kept = Pick<Entry, 'id' | 'name' | 'hint'> & { readonly effect: Entry['effect'] | null }

/** The last choices, newest first. */
export function readRecent(): readonly Kept[] {
  try {
    const stored: unknown = JSON.parse(readDraft(KEY) || '[]')
    return Array.isArray(stored) ? (stored as Kept[]) : []
  } catch (error) {
    console.info('the recent choices are not readable', error)
    return []
  }
}

/** Puts a choice first. A ticket is kept by its number: its words stay on the server. */
export function keepRecent(entry: Entry): void {
  const { id, effect } = entry
  const bare = entry.group === 'tickets'
  const kept: Kept = {
    id,
    name: entry.name,
    hint: bare ? '' : entry.hint,
    effect: effect.kind === 'run' ? null : effect,
  }
  const others = readRecent().filter((one) => one.id !== id)
  keepDraft(KEY, JSON.stringify([kept, ...others].slice(0, MOST)))
}

/** The last choices that are possible now, as lines of their own group. */
export function recentEntries(possible: readonly Entry[]): readonly Entry[] {
  return readRecent().flatMap(({ id, name, hint, effect }): readonly Entry[] => {
    const known = possible.find((entry) => entry.id === id)
    if (known) return [{ ...known, group: 'recent' }]
    return effect === null ? [] : [{ id, group: 'recent', name, hint, effect }]
  })
}
