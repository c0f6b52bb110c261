import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

import { useRecorder, type Recording } from './use-recorder.ts'

/** Slid this far up or aside, releasing throws the recording away. */
const AWAY_PX = 80

/**
 * Hold, speak, release; slide away to cancel. With a keyboard or a screen reader one press begins and the next ends,
 * Escape cancels.
 */
export function HoldToTalk({
  onRecorded,
  disabled = false,
}: {
  readonly onRecorded: (recording: Recording) => void
  readonly disabled?: boolean
}): ReactElement {
  const { t } = useTranslation()
  const recorder = useRecorder(onRecorded)
  const [held, setHeld] = useState(false)
  const [away, setAway] = useState(false)
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const isRecording = recorder.state === 'recording' || recorder.state === 'asking'

  const down = (event: PointerEvent<HTMLButtonElement>): void => {
    if (disabled || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, y: event.clientY }
    setHeld(true)
    setAway(false)
    recorder.start()
  }
  const move = (event: PointerEvent): void => {
    if (!from.current) return
    setAway(Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > AWAY_PX)
  }
  const up = (keep: boolean): void => {
    if (!from.current) return
    from.current = null
    recorder.stop(keep)
    setHeld(false)
    setAway(false)
  }
  const toggle = (): void => (isRecording ? recorder.stop(true) : recorder.start())
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && isRecording) {
      event.stopPropagation()
      recorder.stop(false)
      return
    }
    if ((event.key !== 'Enter' && event.key !== ' ') || event.repeat || disabled) return
    event.preventDefault()
    toggle()
  }
  const words = (): string => {
    if (!isRecording) return t('voice.hold')
    if (away) return t('voice.cancel')
    return t(held ? 'voice.release' : 'voice.stop')
  }
  const isHint = recorder.state === 'refused' || recorder.state === 'unavailable' || recorder.state === 'short'
  return (
    <div className="lx-talk">
      <button
        type="button"
        className={`lx-button lx-talk-button${isRecording ? ' lx-talk-on' : ''}${away ? ' lx-talk-away' : ''}`}
        aria-pressed={isRecording}
        disabled={disabled}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={() => up(!away)}
        onPointerCancel={() => up(false)}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={press}
        onKeyUp={(event) => event.preventDefault()}
        // A screen reader presses without a pointer.
        onClick={(event) => event.detail === 0 && event.clientX === 0 && toggle()}
      >
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
          <path
            d="M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM5 11a7 7 0 0 0 14 0M12 18v3"
            strokeLinecap="round"
          />
        </svg>
        {words()}
      </button>
      <output className="lx-talk-state">
        {isRecording && (
          <>
            <b>{t('voice.recording', { seconds: recorder.seconds })}</b> {t('voice.slide')} · {t('voice.most')}
          </>
        )}
        {isHint && t(`voice.${recorder.state}`)}
      </output>
    </div>
  )
}
