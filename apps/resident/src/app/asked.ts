import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'

/** What was asked of the server: the last answer stays on the screen while it is asked again or when that fails. */
export interface Asked<T> {
  readonly value: T | undefined
  readonly error: unknown
  readonly again: () => void
  /** Puts in an answer that came another way, such as the reply to a command. */
  readonly put: (value: T) => void
}

/** Asks once per `key`; null asks nothing. */
export function useAsked<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const [answer, setAnswer] = useState<{ key: string | null; round: number; value?: T; error?: unknown }>({
    key: null,
    round: 0,
  })
  const [round, setRound] = useState(0)
  const asking = useEffectEvent(ask)
  /** How often something was put in: what was asked before that is older, however late it comes. */
  const puts = useRef(0)

  useEffect(() => {
    if (key === null) return
    const stop = new AbortController()
    const putBefore = puts.current
    asking(stop.signal).then(
      (value) => {
        if (puts.current === putBefore) setAnswer({ key, round, value })
      },
      (error: unknown) => {
        if (!stop.signal.aborted && puts.current === putBefore)
          setAnswer((before) => (before.key === key ? { ...before, round, error } : { key, round, error }))
      },
    )
    return () => stop.abort()
  }, [key, round])

  const again = useCallback(() => setRound((n) => n + 1), [])
  const put = useCallback(
    (value: T) => {
      puts.current += 1
      setAnswer({ key, round: 0, value })
    },
    [key],
  )
  const mine = answer.key === key
  return { value: mine ? answer.value : undefined, error: mine ? answer.error : undefined, again, put }
}
