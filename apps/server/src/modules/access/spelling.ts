import { pinyin } from 'pinyin-pro'

import type { Tx } from '../../platform/db/database.ts'

/** Letters only: a search by pinyin or initials. Anything else is searched for as it stands. */
const LETTERS = /^[a-z][a-z ]*$/i
/** Names between two moments in which other work of the process may run. */
const BATCH = 1_000

/** Spellings by name, as long as the process lives: names repeat, and staff changes little. */
const SPELLED = new Map<string, string>()
const MOST_NAMES = 100_000

/** `林秀` → `linxiu lx 林秀`: written out, initials, and the name itself in small letters. */
function spellingOf(name: string): string {
  const known = SPELLED.get(name)
  if (known !== undefined) return known
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true, surname: 'head' })
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('')
  const spelling = `${syllables.join('')} ${initials} ${name}`.toLowerCase()
  if (SPELLED.size >= MOST_NAMES) SPELLED.clear()
  SPELLED.set(name, spelling)
  return spelling
}

/** Whether a question is one of pinyin or initials. */
export const isSpelling = (q: string): boolean => LETTERS.test(q.trim())

/** Ids of the people whose name is spelled so, or begins so by its initials; at most so many. */
export async function findSpelled(tx: Tx, districtId: number, q: string, most: number): Promise<string[]> {
  const asked = q.toLowerCase().replaceAll(' ', '')
  const rows = await tx.selectFrom('person').select(['id', 'name']).where('district_id', '=', districtId).execute()
  const found: string[] = []
  for (const [i, { id, name }] of rows.entries()) {
    if (i % BATCH === BATCH - 1) await new Promise((next) => setImmediate(next))
    if (spellingOf(name).includes(asked)) found.push(id)
    if (found.length >= most) break
  }
  return found
}
