import { useEffect, useState } from 'react'

export interface Playlist<V> {
  readonly view: V
  readonly index: number
  readonly paused: boolean
  readonly move: (by: number) => void
  readonly pause: () => void
}

/** Turns through the views; arrows turn by hand, the space bar holds one, F fills the screen. */
export function usePlaylist<V>(views: readonly V[], seconds: number): Playlist<V> {
  const [at, setAt] = useState(0)
  const [paused, setPaused] = useState(false)
  const count = Math.max(1, views.length)
  useEffect(() => {
    if (paused || count < 2) return undefined
    // A turn by hand begins the time of the view anew.
    const timer = window.setTimeout(() => setAt(at + 1), seconds * 1_000)
    return () => clearTimeout(timer)
  }, [paused, count, seconds, at])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLButtonElement && event.key === ' ') return
      if (event.key === 'ArrowRight') setAt((before) => before + 1)
      else if (event.key === 'ArrowLeft') setAt((before) => before - 1 + count)
      else if (event.key === ' ') setPaused((before) => !before)
      else if (event.key === 'f') void toggleFullScreen()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [count])
  const index = at % count
  return {
    view: views[index] as V,
    index,
    paused,
    move: (by) => setAt((before) => before + by + count),
    pause: () => setPaused((before) => !before),
  }
}

/** Fills the screen, or gives it back. */
export async function toggleFullScreen(): Promise<void> {
  await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())
}
