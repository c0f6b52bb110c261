import { useTranslation } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ChangeEvent, type ReactElement } from 'react'

/** Wanted of the camera; it gives what it has. Larger than what is kept, so that making it small keeps it sharp. */
const WIDTH_PX = 2560
const HEIGHT_PX = 1920
const QUALITY = 0.9

type State = 'starting' | 'ready' | 'unavailable'

/** The camera of the telephone on the whole screen: one tap takes the photo. */
export function Camera({
  onPhoto,
  onSkip,
}: {
  readonly onPhoto: (photo: File) => void
  readonly onSkip: () => void
}): ReactElement {
  const { t } = useTranslation()
  const screen = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<State>('starting')
  useEffect(() => {
    let ended = false
    let stream: MediaStream | null = null
    const begin = async (): Promise<void> => {
      try {
        const video = { facingMode: 'environment', width: { ideal: WIDTH_PX }, height: { ideal: HEIGHT_PX } }
        stream = await navigator.mediaDevices.getUserMedia({ video })
        if (ended || !screen.current) {
          for (const track of stream.getTracks()) track.stop()
          return
        }
        screen.current.srcObject = stream
        await screen.current.play()
        setState('ready')
      } catch {
        // Refused, none there, or not allowed without HTTPS: the telephone's own camera takes the photo.
        if (!ended) setState('unavailable')
      }
    }
    void begin()
    return () => {
      ended = true
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [])

  const shoot = (): void => {
    const video = screen.current
    const canvas = document.createElement('canvas')
    const pencil = canvas.getContext('2d')
    if (!video || !pencil || video.videoWidth === 0) return
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    pencil.drawImage(video, 0, 0)
    canvas.toBlob(
      (blob) => blob && onPhoto(new File([blob], 'picture.jpg', { type: 'image/jpeg' })),
      'image/jpeg',
      QUALITY,
    )
  }
  const chosen = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.target.files ?? []
    if (file) onPhoto(file)
  }
  return (
    <main className="camera">
      <h1 className="lx-visually-hidden">{t('camera.title')}</h1>
      <Link to="/" className="camera-back" aria-label={t('ticket.back')}>
        <span aria-hidden="true">×</span>
      </Link>
      {state === 'unavailable' ? (
        <p className="camera-none">{t('camera.none')}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- what the camera sees now, without sound
        <video ref={screen} muted playsInline className="camera-screen" aria-label={t('camera.screen')} />
      )}
      <div className="camera-bar">
        <label className="lx-button camera-side">
          {t('photo.album')}
          <input type="file" accept="image/*" className="lx-visually-hidden" onChange={chosen} />
        </label>
        {state === 'unavailable' ? (
          <label className="camera-shutter camera-shutter-own">
            {t('photo.take')}
            <input
              type="file"
              accept="image/*"
              capture="environment"
              className="lx-visually-hidden"
              onChange={chosen}
            />
          </label>
        ) : (
          <button
            type="button"
            className="camera-shutter"
            aria-label={t('camera.shoot')}
            disabled={state !== 'ready'}
            onClick={shoot}
          />
        )}
        <button type="button" className="lx-button camera-side" onClick={onSkip}>
          {t('camera.skip')}
        </button>
      </div>
    </main>
  )
}
