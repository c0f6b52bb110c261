import { useSyncExternalStore } from 'react'

const STORE = 'lianxin.field.tone'
const listeners = new Set<() => void>()
let on = localStorage.getItem(STORE) === 'on'
let speaker: AudioContext | null = null

/** Browsers let a page sound only after a touch: the first touch prepares it. */
function prepare(): void {
  if (!on) return
  speaker ??= new AudioContext()
  if (speaker.state === 'suspended') void speaker.resume()
}
window.addEventListener('pointerdown', prepare, { capture: true, passive: true })

export function setTone(wanted: boolean): void {
  on = wanted
  localStorage.setItem(STORE, wanted ? 'on' : 'off')
  prepare()
  if (wanted) sound(false)
  for (const listener of listeners) listener()
}

/** Whether new tickets sound on this telephone. */
export function useTone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => on,
  )
}

/** Two soft notes; three higher ones for an urgent ticket. */
export function sound(urgent: boolean): void {
  if (!on || speaker?.state !== 'running') return
  const notes_hz = urgent ? [880, 1175, 880] : [523, 659]
  notes_hz.forEach((note_hz, index) => {
    const from = (speaker?.currentTime ?? 0) + index * 0.22
    const tone = new OscillatorNode(speaker as AudioContext, { frequency: note_hz })
    const loudness = new GainNode(speaker as AudioContext, { gain: 0 })
    loudness.gain.setValueAtTime(0.25, from)
    loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.2)
    tone.connect(loudness).connect((speaker as AudioContext).destination)
    tone.start(from)
    tone.stop(from + 0.21)
  })
}
