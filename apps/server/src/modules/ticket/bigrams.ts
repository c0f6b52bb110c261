/** Characters of the text that are searched; what matters is said at the beginning. */
const MAX_CHARACTERS = 600
const MAX_BIGRAMS = 400

/**
 * The distinct pairs of neighbouring letters, digits or Chinese characters of some texts, in lower case. Search by them
 * needs no dictionary, no extension and no locale; a hit holds all pairs of the words looked for.
 */
export function bigrams(...texts: readonly string[]): readonly string[] {
  const found = new Set<string>()
  for (const text of texts) {
    for (const word of text
      .slice(0, MAX_CHARACTERS)
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)) {
      const characters = [...word]
      for (let index = 0; index + 1 < characters.length; index++) {
        found.add(`${characters[index]}${characters[index + 1]}`)
        if (found.size >= MAX_BIGRAMS) return [...found]
      }
    }
  }
  return [...found]
}

/** Likeness of two texts by their pairs: 2 × shared ÷ all (Dice), 0 to 1. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const other = new Set(b)
  const shared = a.filter((pair) => other.has(pair)).length
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length)
}
