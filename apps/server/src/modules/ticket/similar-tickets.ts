import type { ReplyOf, similarTickets } from '@lianxin/contract'
import { DAY_MS, distance_m, sameMatter } from '@lianxin/domain'

import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { bigrams, likeness } from './bigrams.ts'
import type { TicketDeps } from './deps.ts'
import { surroundingsOf } from './perform.ts'
import { listAlike, listByPhoto } from './store-alike.ts'
import { iso } from './view.ts'

/** How far back a duplicate is looked for, and how many are shown. */
const DAYS = 30
const SHOWN = 10
const CANDIDATES = 60
/** Pairs asked for: a long text holds no more of its matter than its beginning. */
const PAIRS = 60
/** Matters of the same class this near are looked at even where no word is alike. */
const SPOT_M = 150
/** A photo that looks alike counts within this distance; farther away it is another corner that looks the same. */
const PHOTO_WITHIN_M = 2000
const MOST_PHOTOS = 9

/** The fingerprints of photos that were uploaded and not yet sent. Unknown uploads and pictures of one tone give none. */
async function fingerprintsOf(uploadIds: string, { uploads }: Pick<TicketDeps, 'uploads'>): Promise<readonly string[]> {
  const tokens = uploadIds
    .split(',')
    .filter((token) => token !== '')
    .slice(0, MOST_PHOTOS)
  const photos = await Promise.all(tokens.map((token) => uploads.find(token)))
  return photos.flatMap((photo) => photo?.dhash ?? [])
}

/** Open tickets of the last 30 days that may be the same matter, the likeliest first, with what speaks for each. */
export async function similarForStaff(
  call: Call<typeof similarTickets>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof similarTickets>> {
  const { districtId } = sessionOf(call)
  const { text = '', lon, lat, classCode, uploadIds = '', excludeId } = call.query
  const pairs = bigrams(text).slice(0, PAIRS)
  const position = lon === undefined || lat === undefined ? null : { lon, lat }
  const { classes } = await surroundingsOf(deps, call.tx, districtId)
  const since = call.now - DAYS * DAY_MS
  const byPhoto = await listByPhoto(call.tx, await fingerprintsOf(uploadIds, deps), since, CANDIDATES)
  const spot = position && classCode !== undefined ? { position, radius_m: SPOT_M } : null
  const rows = await listAlike(call.tx, districtId, { pairs, ids: [...byPhoto.keys()], spot, since, most: CANDIDATES })
  const items = rows
    .filter((row) => row.id !== excludeId && !classes.of(row.class_ref)?.confidential)
    .flatMap((row) => {
      const there = row.lon === null || row.lat === null ? null : ([row.lon, row.lat] as const)
      const away_m = position && there ? Math.round(distance_m([position.lon, position.lat], there)) : null
      const found = sameMatter({
        words: likeness(pairs, row.search_bigrams.slice(0, PAIRS)),
        away_m,
        age_ms: call.now - row.reported_at,
        photoBits: away_m === null || away_m <= PHOTO_WITHIN_M ? (byPhoto.get(row.id) ?? null) : null,
        sameClass: classCode !== undefined && row.class_ref?.classCode === classCode,
      })
      return found ? [{ row, away_m, ...found }] : []
    })
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, SHOWN)
  return {
    items: items.map(({ row, away_m, likeness: value, signs }) => ({
      id: row.id,
      number: row.number,
      title: row.title,
      address: row.address,
      state: row.state,
      reportedAt: iso(row.reported_at),
      likeness: Number(value.toFixed(3)),
      signs: [...signs],
      distance_m: away_m,
      reporterCount: row.reporter_count,
    })),
  }
}
