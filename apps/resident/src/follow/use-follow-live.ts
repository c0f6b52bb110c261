import { live } from '@lianxin/client'
import { useEffect, useEffectEvent } from 'react'

/** How often is asked where no stream gets through (old proxies, in-app browsers). */
const POLL_MS = 15_000

/** Calls `onChange` when the followed report changed: by the live stream, else by asking every 15 seconds. */
export function useFollowLive(number: string, token: string, active: boolean, onChange: () => void): void {
  const changed = useEffectEvent(onChange)
  useEffect(() => {
    if (!active) return
    let streaming = false
    const end = live({
      follow: { number, token },
      onMessage: () => changed(),
      onState: (state) => {
        streaming = state === 'open'
      },
    })
    const timer = setInterval(() => {
      if (!streaming && !document.hidden) changed()
    }, POLL_MS)
    const shown = (): void => {
      if (!document.hidden) changed()
    }
    document.addEventListener('visibilitychange', shown)
    return () => {
      end()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', shown)
    }
  }, [number, token, active])
}
