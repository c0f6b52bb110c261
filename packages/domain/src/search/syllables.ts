/** Finals that follow each initial in standard Chinese (汉语拼音方案), ü after l and n as v; '' stands alone. */
const FINALS: Readonly<Record<string, string>> = {
  '': 'a o e ai ei ao ou an en ang eng er',
  b: 'a o ai ei ao an en ang eng i ie iao ian in ing u',
  p: 'a o ai ei ao ou an en ang eng i ie iao ian in ing u',
  m: 'a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u',
  f: 'a o ei ou an en ang eng u',
  d: 'a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un',
  t: 'a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un',
  n: 'a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve ue',
  l: 'a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue',
  g: 'a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  k: 'a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  h: 'a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  j: 'i ia ie iao iu ian in iang ing iong u ue uan un',
  q: 'i ia ie iao iu ian in iang ing iong u ue uan un',
  x: 'i ia ie iao iu ian in iang ing iong u ue uan un',
  zh: 'a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  ch: 'a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang',
  sh: 'a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang',
  r: 'e i ao ou an en ang eng ong u ua uo ui uan un',
  z: 'a e i ai ei ao ou an en ang eng ong u uo ui uan un',
  c: 'a e i ai ao ou an en ang eng ong u uo ui uan un',
  s: 'a e i ai ao ou an en ang eng ong u uo ui uan un',
  y: 'a o e ao ou an ang i in ing ong u ue uan un',
  w: 'a o ai ei an en ang eng u',
}

const SYLLABLES: ReadonlySet<string> = new Set(
  Object.entries(FINALS).flatMap(([initial, finals]) => finals.split(' ').map((final) => initial + final)),
)
const LONGEST = 6

/** Ways a query is cut that are looked for; more are as good as none. */
const MOST_CUTS = 6

/** What may begin at a place: a run of digits, else syllables from the longest on, and a letter as an initial. */
function piecesAt(query: string, at: number): readonly string[] {
  const digits = /^\d+/.exec(query.slice(at))?.[0]
  if (digits) return [digits]
  const lengths = Array.from({ length: Math.min(LONGEST, query.length - at) }, (_, nth) => nth + 1).toReversed()
  return lengths
    .map((length) => query.slice(at, at + length))
    .filter((piece) => piece.length === 1 || SYLLABLES.has(piece))
}

/**
 * Ways to cut what was typed without blanks into syllables, initials and runs of digits, those of fewest pieces first:
 * `xianlu` is xian·lu and xi·an·lu.
 */
export function cutsOf(query: string): readonly (readonly string[])[] {
  const fromHere: (readonly (readonly string[])[])[] = []
  fromHere[query.length] = [[]]
  for (let at = query.length - 1; at >= 0; at--)
    fromHere[at] = piecesAt(query, at)
      .flatMap((piece) => (fromHere[at + piece.length] ?? []).map((rest) => [piece, ...rest]))
      .toSorted((a, b) => loose(a) - loose(b))
      .slice(0, MOST_CUTS)
  return fromHere[0] ?? []
}

/** No syllable begins with these; alone they come of a slip, and such a cut comes last. */
const NO_INITIAL = /^[iuv]$/
const STRAY = 10
/** An initial counts a little more than a syllable. */
const INITIAL = 1.5
/** How far a cut is from few, whole syllables. */
const loose = (cut: readonly string[]): number =>
  cut.reduce((sum, piece) => sum + (NO_INITIAL.test(piece) ? STRAY : piece.length === 1 ? INITIAL : 1), 0)

export const isSyllable = (piece: string): boolean => SYLLABLES.has(piece) || /^\d+$/.test(piece)
