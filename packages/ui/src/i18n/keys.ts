/** What the sources of a page say of its texts: keys written out, and beginnings of keys put together at run time. */
export interface KeyUse {
  readonly keys: ReadonlySet<string>
  readonly prefixes: ReadonlySet<string>
}

/** Every key of a set of texts, nested names joined by dots. */
export function keysOf(texts: object, above = ''): string[] {
  return Object.entries(texts).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${above}${name}.`) : [above + name],
  )
}

/** Names of the values a text wants filled in, sorted. */
export function holesOf(text: string): string {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name ?? '')
    .sort()
    .join(',')
}

/** A literal that looks like a key and begins with a known section, wherever it stands in a source. */
export function usedKeys(sources: readonly string[], sections: ReadonlySet<string>): KeyUse {
  const keys = new Set<string>()
  const prefixes = new Set<string>()
  for (const source of sources) {
    for (const [, key = ''] of source.matchAll(/['"`]([a-zA-Z]\w*(?:\.\w+)+)['"`]/g))
      if (sections.has(key.split('.')[0] ?? '')) keys.add(key)
    for (const [, prefix = ''] of source.matchAll(/`([a-zA-Z]\w*(?:\.\w+)*\.\w*)\$\{/g))
      if (sections.has(prefix.split('.')[0] ?? '')) prefixes.add(prefix)
    // `${side}.minutes`: the section itself is put together; its keys end so.
    for (const [, key = ''] of source.matchAll(/\bt\(\s*['"`]([^'"`$]+)['"`]/g)) keys.add(key)
  }
  return { keys, prefixes }
}
