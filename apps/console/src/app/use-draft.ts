import { useCallback, useRef, useState } from 'react'

import { draftAt, keepDraft, readDraft } from './drafts.ts'

type Typed<T> = Partial<T>

function typedUnder<T extends object>(key: string): Typed<T> {
  const text = readDraft(key)
  if (text === '') return {}
  try {
    return JSON.parse(text) as Typed<T>
  } catch (error) {
    console.info('the draft is not readable', error)
    return {}
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What differs from a fresh form: only that is work, and only that is kept. */
export function differing<T extends object>(fresh: T, typed: Typed<T>): Typed<T> {
  const entries = Object.entries(typed).filter(([name, value]) => !same(value ?? '', Reflect.get(fresh, name) ?? ''))
  return Object.fromEntries(entries) as Typed<T>
}

/**
 * The values of a form that survive a reload, a crash and a killed browser. What was not touched stays as fresh as the
 * form makes it; the draft ends with `clear`, after sending or throwing away.
 * @param key    what the form is about, the same whenever it is opened again
 * @param fresh  an untouched form
 */
export function useDraft<T extends object>(key: string, fresh: () => T) {
  const [untouched] = useState(fresh)
  const [typed, setTyped] = useState<Typed<T>>(() => typedUnder<T>(key))
  const [restoredAt, setRestoredAt] = useState(() => (Object.keys(typed).length > 0 ? draftAt(key) : null))
  const latest = useRef(typed)
  const keep = useCallback(
    (next: Typed<T>) => {
      latest.current = next
      const work = differing(untouched, next)
      keepDraft(key, Object.keys(work).length === 0 ? '' : JSON.stringify(work))
      setTyped(next)
    },
    [key, untouched],
  )
  const change = useCallback((part: Typed<T>) => keep({ ...latest.current, ...part }), [keep])
  const clear = useCallback(() => {
    keep({})
    setRestoredAt(null)
  }, [keep])
  return { values: { ...untouched, ...typed }, change, clear, restoredAt }
}
