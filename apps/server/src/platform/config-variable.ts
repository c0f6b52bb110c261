/** One setting: its name, what it does, and how its text is read. */
export interface Variable<T> {
  readonly name: string
  readonly about: string
  readonly example: string
  readonly fallback: T
  /** `NAME_FILE` may name a file that holds the value (Docker and systemd secrets). */
  readonly secret: boolean
  /** Reads the text or answers a sentence that says what would be right. */
  readonly read: (text: string) => { readonly value: T } | { readonly expected: string }
}

/** A text of a form. */
export const text = (
  name: string,
  fallback: string,
  about: string,
  example: string,
  pattern = /./,
  secret = false,
): Variable<string> => ({
  name,
  about,
  example,
  fallback,
  secret,
  read: (given) => (pattern.test(given) ? { value: given } : { expected: `a value like ${example}` }),
})

/** A whole number within bounds. */
export const integer = (name: string, fallback: number, min: number, max: number, about: string): Variable<number> => ({
  name,
  about,
  example: String(fallback),
  fallback,
  secret: false,
  read: (given) => {
    const value = Number(given)
    return /^\d+$/.test(given) && value >= min && value <= max
      ? { value }
      : { expected: `a whole number from ${min} to ${max}` }
  },
})

/** One of some words. */
export const choice = <const C extends string>(
  name: string,
  fallback: C,
  choices: readonly C[],
  about: string,
): Variable<C> => ({
  name,
  about,
  example: choices.join(' | '),
  fallback,
  secret: false,
  read: (given) => {
    const value = choices.find((one) => one === given)
    return value === undefined ? { expected: `one of ${choices.join(', ')}` } : { value }
  },
})
