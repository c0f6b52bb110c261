import { useSyncExternalStore } from 'react'

const fractions = new Map<string, number>()
const listeners = new Set<() => void>()

/** How far the files that are being uploaded are, 0 to 1; in memory only. */
export const progress = {
  put(fileKey: string, fraction: number): void {
    fractions.set(fileKey, fraction)
    for (const listener of listeners) listener()
  },
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The fractions as one text, so that drawing anew follows each change. */
export function useProgress(fileKeys: readonly string[]): ReadonlyMap<string, number> {
  const text = useSyncExternalStore(subscribe, () => fileKeys.map((key) => fractions.get(key) ?? '').join(' '))
  const values = text.split(' ')
  return new Map(fileKeys.flatMap((key, index) => (values[index] ? [[key, Number(values[index])]] : [])))
}
