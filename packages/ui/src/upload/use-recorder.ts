import { useCallback, useEffect, useRef, useState } from 'react'

/** A finished recording. */
export interface Recording {
  readonly blob: Blob
  readonly duration_ms: number
}

/** `asking` the device asks for the microphone · `refused` and `unavailable` stay until tried again. */
export type RecorderState = 'idle' | 'asking' | 'recording' | 'refused' | 'unavailable' | 'short'

export interface Recorder {
  readonly state: RecorderState
  /** Whole seconds of the running recording. */
  readonly seconds: number
  start(): void
  /** Ends the recording. @param keep false throws it away */
  stop(keep: boolean): void
}

/** A minute says everything; the server takes no longer ones. */
const LONGEST_MS = 60_000
/** Below this it was a tap, not a word. */
const SHORTEST_MS = 500
/** Enough for speech: a quarter of a megabyte a minute. */
const SPEECH_BITS_PER_S = 32_000
/** What Chrome and Firefox, Safari, older Firefox record. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'] as const

interface Running {
  readonly recorder: MediaRecorder
  readonly stream: MediaStream
  readonly began_ms: number
  keep: boolean
}

/** Records speech with the device's microphone. The microphone is open only while a recording runs. */
export function useRecorder(onDone: (recording: Recording) => void): Recorder {
  const [state, setState] = useState<RecorderState>('idle')
  const [seconds, setSeconds] = useState(0)
  const running = useRef<Running | null>(null)
  /** Counts starts and stops: a microphone granted after its start was given up is closed at once. */
  const turn = useRef(0)
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })

  const stop = useCallback((keep: boolean) => {
    turn.current++
    const now = running.current
    if (!now) {
      setState((before) => (before === 'asking' ? 'idle' : before))
      return
    }
    now.keep = keep
    if (now.recorder.state !== 'inactive') now.recorder.stop()
  }, [])

  const begin = useCallback(async (mine: number) => {
    const type =
      typeof MediaRecorder === 'undefined' ? undefined : TYPES.find((one) => MediaRecorder.isTypeSupported(one))
    if (type === undefined || !('mediaDevices' in navigator)) {
      setState('unavailable')
      return
    }
    setState('asking')
    let stream: MediaStream
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    } catch (cause) {
      setState(cause instanceof DOMException && cause.name === 'NotAllowedError' ? 'refused' : 'unavailable')
      return
    }
    if (turn.current !== mine) {
      for (const track of stream.getTracks()) track.stop()
      return
    }
    const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: SPEECH_BITS_PER_S })
    const pieces: Blob[] = []
    const now: Running = { recorder, stream, began_ms: performance.now(), keep: false }
    running.current = now
    recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
    recorder.addEventListener('stop', () => {
      const duration_ms = Math.min(LONGEST_MS, Math.round(performance.now() - now.began_ms))
      for (const track of stream.getTracks()) track.stop()
      running.current = null
      setSeconds(0)
      setState(now.keep && duration_ms < SHORTEST_MS ? 'short' : 'idle')
      if (!now.keep || duration_ms < SHORTEST_MS) return
      done.current({ blob: new Blob(pieces, { type: type.split(';')[0] ?? type }), duration_ms })
    })
    recorder.start()
    setState('recording')
  }, [])

  const start = useCallback(() => {
    if (running.current) return
    turn.current++
    void begin(turn.current)
  }, [begin])

  const isRecording = state === 'recording'
  useEffect(() => {
    if (!isRecording) return
    const ticking = setInterval(() => {
      const past_ms = performance.now() - (running.current?.began_ms ?? 0)
      setSeconds(Math.floor(past_ms / 1000))
      if (past_ms >= LONGEST_MS) stop(true)
    }, 250)
    return () => clearInterval(ticking)
  }, [isRecording, stop])
  useEffect(() => () => stop(false), [stop])

  return { state, seconds, start, stop }
}
