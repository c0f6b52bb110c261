import { characterTokens, comparable, initialsOf, spellingTokens } from '@lianxin/domain'

import type { Database } from '../../platform/db/database.ts'
import { spelled } from '../../platform/spelling.ts'
import { listUnspelled, updateSpellings, type PlaceSpelling } from './store-places.ts'

/** Places spelled in one transaction. */
const BATCH = 1000

/** What the search finds a place by: its name, in characters and as it is spoken, and its address. */
export function spellingOf(name: string, address: string): PlaceSpelling {
  const own = spelled(name)
  const usual = own.readings[0] ?? []
  const about = spelled(address)
  return {
    name_key: own.text,
    pinyin: usual.join(''),
    initials: initialsOf(usual),
    search_tokens: [
      ...new Set([
        ...characterTokens(own.text),
        ...characterTokens(comparable(address)),
        ...spellingTokens(own),
        ...spellingTokens(about),
      ]),
    ],
    spelled_from: `${name} ${address}`,
  }
}

/** Spells every place of a district that has none yet or another name by now. @returns how many */
export async function spellPlaces(db: Database, districtId: number): Promise<number> {
  for (let done = 0; ;) {
    const count = await db.asOwner(async (owner) => {
      const places = await listUnspelled(owner, districtId, BATCH)
      const made = places.map(({ code, name, address }) => ({ code, ...spellingOf(name, address) }))
      if (made.length > 0) await updateSpellings(owner, districtId, made)
      return made.length
    })
    done += count
    if (count < BATCH) return done
  }
}
