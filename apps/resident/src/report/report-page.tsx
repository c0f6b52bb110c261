import { newId } from '@lianxin/client'
import { isNetworkError, problemIn, ProblemView, useTranslation } from '@lianxin/ui'
import { PhotoPicker, usePhotos } from '@lianxin/ui/upload'
import { useEffect, useEffectEvent, useRef, useState, type FormEvent, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { useAsked } from '../app/asked.ts'
import { useKnownGrid } from '../app/grid.tsx'
import { readPlaceCode } from '../app/operations.ts'
import { go } from '../app/route.ts'
import { ContactField } from './contact-field.tsx'
import { dropDraft, emptyDraft, keepDraft, openDraft, type Draft } from './draft.ts'
import { PlaceField } from './place-field.tsx'
import { sendReport } from './send-report.ts'

/** A report that did not get through is tried again this often while the page is open. */
const RETRY_MS = 20_000

/** The draft left behind, without its place when another QR code was read since. */
function draftFor(placeCode: string | null): Draft {
  const draft = openDraft()
  return placeCode !== null && draft.place?.code !== placeCode ? { ...draft, place: null, position: null } : draft
}

/** Report in one screen: photo, what, where, send. All that is typed stays on the device until it was received. */
export function ReportPage({ placeCode }: { readonly placeCode: string | null }): ReactElement {
  const { t } = useTranslation()
  const { setGridId } = useKnownGrid()
  const [draft, setDraft] = useState(() => draftFor(placeCode))
  const photos = usePhotos({ initialUploadIds: draft.uploadIds })
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(undefined)
  const [missing, setMissing] = useState(false)
  const words = useRef<HTMLTextAreaElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))

  const scanned = useAsked(placeCode, async (signal) => {
    const { code, name, address, grid } = await call(readPlaceCode, { params: { code: placeCode ?? '' }, signal })
    change({ place: { code, name, address, scanned: true }, position: null })
    setGridId(grid.id)
    return code
  })

  const full: Draft = { ...draft, uploadIds: photos.uploadIds }
  const text = JSON.stringify(full)
  const sent = useRef(false)
  useEffect(() => {
    if (!sent.current) keepDraft(JSON.parse(text) as Draft)
  }, [text])

  const send = async (): Promise<void> => {
    if (draft.description.trim() === '') {
      setMissing(true)
      words.current?.focus()
      return
    }
    setSending(true)
    // What is kept and not yet sent stays said while it is tried again.
    setError((before: unknown) => (isNetworkError(before) ? before : undefined))
    try {
      const receipt = await sendReport(full)
      sent.current = true
      dropDraft()
      setDraft(emptyDraft())
      photos.clear()
      if (receipt.gridId !== null) setGridId(receipt.gridId)
      go('/done', { ...receipt, toldBySms: full.telephone.trim() !== '' && full.notifyBySms })
    } catch (failure) {
      setError(failure)
      // Received before and changed since: the next attempt is a report of its own.
      if (problemIn(failure)?.code === 'ticket.id_reused') change({ id: newId() })
    } finally {
      setSending(false)
    }
  }

  const unsent = isNetworkError(error)
  const sendAgain = useEffectEvent(() => {
    if (!sending) void send()
  })
  // What went wrong and the button to try again stand above the bar with the telephones, not behind it.
  useEffect(() => {
    if (error !== undefined) button.current?.scrollIntoView({ block: 'center' })
  }, [error])
  useEffect(() => {
    if (!unsent) return
    const again = (): void => sendAgain()
    window.addEventListener('online', again)
    // A telephone may have a network and still no way through.
    const timer = setInterval(again, RETRY_MS)
    return () => {
      window.removeEventListener('online', again)
      clearInterval(timer)
    }
  }, [unsent])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void send()
  }

  return (
    <form className="page" onSubmit={submit} noValidate>
      <h1>{t('report.title')}</h1>
      {scanned.error !== undefined &&
        (isNetworkError(scanned.error) ? (
          <ProblemView error={scanned.error} onRetry={scanned.again} />
        ) : (
          <p className="lx-notice lx-notice-warn" role="alert">
            {t('place.unknownCode')}
          </p>
        ))}
      <section className="field">
        <PhotoPicker photos={photos} />
      </section>
      <section className="field">
        <label>
          <span className="field-title">{t('report.what')}</span>
          <textarea
            ref={words}
            rows={4}
            value={draft.description}
            maxLength={2000}
            placeholder={t('report.whatExample')}
            aria-invalid={missing}
            aria-describedby={missing ? 'what-missing' : undefined}
            onChange={(event) => {
              setMissing(false)
              change({ description: event.target.value })
            }}
          />
        </label>
        {missing && (
          <p id="what-missing" className="wrong" role="alert">
            {t('report.whatMissing')}
          </p>
        )}
      </section>
      <PlaceField draft={draft} onChange={change} />
      <ContactField draft={draft} onChange={change} />
      {unsent ? (
        <div className="lx-notice lx-notice-warn" role="alert">
          <p className="lx-notice-title">{t('report.unsent')}</p>
          <p>{t('report.unsentText')}</p>
        </div>
      ) : (
        error !== undefined && <ProblemView error={error} />
      )}
      <button
        ref={button}
        type="submit"
        className="lx-button lx-button-primary submit"
        disabled={sending || photos.busy}
      >
        {t(sending ? 'report.sending' : photos.busy ? 'report.waitForPhotos' : unsent ? 'report.again' : 'report.send')}
      </button>
      <p className="hint centre">{t('report.promise')}</p>
    </form>
  )
}
