/** What speaks for two reports being about the same matter; shown to the call-taker in words. */
export const SAME_MATTER_SIGNS = ['words', 'photo', 'class', 'near', 'recent'] as const
export type SameMatterSign = (typeof SAME_MATTER_SIGNS)[number]

/** What is known of a report that is being written and of an open ticket. */
export interface Compared {
  /** Likeness of the texts by pairs of characters, 0 to 1. */
  readonly words: number
  /** Distance of the two places; null where one has none. */
  readonly away_m: number | null
  /** Age of the ticket. */
  readonly age_ms: number
  /** Bits of 64 in which the nearest photos differ; null without photos. */
  readonly photoBits: number | null
  readonly sameClass: boolean
}

/** Texts less alike than this have nothing to do with each other. */
const LEAST_WORDS = 0.15
/** At this distance nearness no longer counts; farther than `FAR_M` it speaks against. */
const NEAR_M = 500
const FAR_M = 1500
/** So near that the class alone makes a matter likely. */
const SAME_SPOT_M = 150
const RECENT_ms = 3 * 86_400_000
const LEAST_LIKENESS = 0.15
const WEIGHTS = { photo: 0.6, near: 0.3, recent: 0.1, class: 0.2 } as const
const PHOTO_BITS = 16

/**
 * How likely an open ticket is the matter that is being reported, and the signs for it. Words, a photo that looks alike,
 * or the same class on the same spot have to speak for it; nearness and time alone do not.
 * @returns null where nothing does
 */
export function sameMatter(
  compared: Compared,
): { readonly likeness: number; readonly signs: readonly SameMatterSign[] } | null {
  const { away_m, age_ms, photoBits, sameClass } = compared
  const far = away_m !== null && away_m > FAR_M
  const words = compared.words >= LEAST_WORDS ? compared.words * (far ? 0.5 : 1) : 0
  const sameSpot = sameClass && away_m !== null && away_m <= SAME_SPOT_M
  if (words === 0 && photoBits === null && !sameSpot) return null
  const parts = {
    words,
    photo: photoBits === null ? 0 : WEIGHTS.photo * (1 - photoBits / PHOTO_BITS),
    class: sameClass ? WEIGHTS.class : 0,
    near: away_m === null ? 0 : WEIGHTS.near * Math.max(0, 1 - away_m / NEAR_M),
    recent: WEIGHTS.recent * Math.max(0, 1 - age_ms / RECENT_ms),
  }
  const likeness = Math.min(
    1,
    Object.values(parts).reduce((sum, part) => sum + part, 0),
  )
  if (likeness < LEAST_LIKENESS) return null
  return { likeness, signs: SAME_MATTER_SIGNS.filter((sign) => parts[sign] > 0) }
}
