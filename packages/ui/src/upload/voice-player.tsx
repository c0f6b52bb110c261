import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/**
 * Plays one voice note. The sound is fetched when it is first played, and whole: it is short, and some browsers would
 * ask for it in pieces.
 * @param source       address of the note, or the recording itself
 * @param duration_ms  length as recorded; the file of a browser's recorder does not say it
 */
export function VoicePlayer({
  source,
  duration_ms,
}: {
  readonly source: string | Blob
  readonly duration_ms: number
}): ReactElement {
  const { t } = useTranslation()
  const sound = useRef<HTMLAudioElement>(null)
  const [url, setUrl] = useState('')
  const [playing, setPlaying] = useState(false)
  const [failed, setFailed] = useState(false)
  const [at_s, setAt] = useState(0)
  const length_s = Math.max(1, Math.round(duration_ms / 1000))
  useEffect(
    () => () => {
      if (url !== '') URL.revokeObjectURL(url)
    },
    [url],
  )

  const open = async (): Promise<string> => {
    if (url !== '') return url
    const response = typeof source === 'string' ? await fetch(source, { credentials: 'same-origin' }) : null
    if (response && !response.ok) throw new Error(`voice note: ${response.status}`)
    const made = URL.createObjectURL(response ? await response.blob() : (source as Blob))
    setUrl(made)
    return made
  }
  const play = async (): Promise<void> => {
    setFailed(false)
    try {
      const address = await open()
      if (!sound.current) return
      if (sound.current.src !== address) sound.current.src = address
      await sound.current.play()
    } catch {
      setPlaying(false)
      setFailed(true)
    }
  }
  return (
    <div className="lx-voice">
      <button
        type="button"
        className="lx-button"
        aria-label={playing ? t('voice.pause') : t('voice.play', { seconds: length_s })}
        onClick={() => (playing ? sound.current?.pause() : void play())}
      >
        <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
          <path d={playing ? 'M7 5h4v14H7zM13 5h4v14h-4z' : 'M8 5v14l11-7z'} />
        </svg>
        <span className="lx-voice-bar" style={{ '--done': Math.min(1, at_s / length_s) } as never} />
        <span>
          {playing || at_s > 0 ? `${clock(at_s)} / ` : ''}
          {clock(length_s)}
        </span>
      </button>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nothing is recognised by machine; a note is spoken only */}
      <audio
        ref={sound}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => {
          setPlaying(false)
          setAt(0)
        }}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
      />
      {failed && (
        <p className="lx-hint" role="alert">
          {t('voice.failed')}
        </p>
      )}
    </div>
  )
}
