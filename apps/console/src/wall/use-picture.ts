import { createClient, ProblemError } from '@lianxin/client'
import { showWall, showWallOutlines, WALL_HEADER, type WallPicture } from '@lianxin/contract'
import { currentLang } from '@lianxin/ui'
import { useEffect, useMemo, useState } from 'react'

/** A screen asks this often; a hall sees a new matter within as long. */
const ASK_EVERY_MS = 3_000
/** An answer that takes longer is given up, so that a hanging line never stops the asking. */
const GIVE_UP_MS = 8_000
/** Data older than this is no longer shown as if it were now. */
export const STALE_AFTER_MS = 15_000

export interface Seen {
  readonly picture: WallPicture | null
  /** Age of what is shown, in milliseconds since it arrived. */
  readonly age_ms: number
  /** The server refused the key: asking on is useless until somebody opens a new link. */
  readonly refused: boolean
}

/** The API by the key of this screen. A screen asks again by itself, so the client does not. */
export function wallClient(key: string) {
  return createClient({
    lang: currentLang,
    retryAfter_ms: [],
    fetch: (input, init) => fetch(input, { ...init, headers: { ...init?.headers, [WALL_HEADER]: key } }),
  })
}

/** What the wall shows, asked for as long as the screen lives: after hours without a network it comes back by itself. */
export function usePicture(key: string): Seen {
  const client = useMemo(() => wallClient(key), [key])
  const [seen, setSeen] = useState<{ picture: WallPicture | null; at_ms: number; refused: boolean }>({
    picture: null,
    at_ms: 0,
    refused: false,
  })
  const [now_ms, setNow] = useState(0)

  useEffect(() => {
    let timer = 0
    let ended = false
    const ask = async (): Promise<void> => {
      try {
        const picture = await client.call(showWall, { signal: AbortSignal.timeout(GIVE_UP_MS) })
        if (!ended) setSeen({ picture, at_ms: performance.now(), refused: false })
      } catch (error) {
        const refused = error instanceof ProblemError && error.problem.code === 'wall.key_unknown'
        if (!refused) console.info('the wall keeps what it has and asks again', error)
        if (!ended && refused) setSeen((before) => ({ ...before, refused }))
      }
      if (!ended) timer = window.setTimeout(() => void ask(), ASK_EVERY_MS)
    }
    void ask()
    const tick = window.setInterval(() => setNow(performance.now()), 1_000)
    return () => {
      ended = true
      clearTimeout(timer)
      clearInterval(tick)
    }
  }, [client])

  return { picture: seen.picture, age_ms: Math.max(0, now_ms - seen.at_ms), refused: seen.refused }
}

/** Outlines for the map view; asked again until they came. */
export function useOutlines(key: string): GeoJSON.FeatureCollection | null {
  const client = useMemo(() => wallClient(key), [key])
  const [outlines, setOutlines] = useState<GeoJSON.FeatureCollection | null>(null)
  useEffect(() => {
    let timer = 0
    let ended = false
    const ask = async (): Promise<void> => {
      try {
        const { features } = await client.call(showWallOutlines, { signal: AbortSignal.timeout(GIVE_UP_MS) })
        if (!ended) setOutlines({ type: 'FeatureCollection', features: features as GeoJSON.Feature[] })
      } catch (error) {
        console.info('outlines are asked for again', error)
        if (!ended) timer = window.setTimeout(() => void ask(), ASK_EVERY_MS)
      }
    }
    void ask()
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [client])
  return outlines
}
