import { useEffect, useState } from 'react'

const TYPING_PAUSE_ms = 400

/** A value once it has not changed for a moment; for questions that follow what is being typed. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
