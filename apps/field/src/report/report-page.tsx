import { newId } from '@lianxin/client'
import type { ReportReceipt } from '@lianxin/contract'
import { problemIn, ProblemView, useLang, useTranslation } from '@lianxin/ui'
import { PhotoPicker, usePhotos } from '@lianxin/ui/upload'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent, type ReactElement } from 'react'

import { call, queries } from '../app/api.ts'
import { reportStaff } from '../app/operations.ts'
import { useActing } from '../app/session.ts'
import { ReplyField } from '../ticket/reply-field.tsx'
import { ClassField, useClasses } from './class-field.tsx'
import { bodyOf, dropDraft, keepDraft, openDraft, type Draft } from './draft.ts'
import { PlaceField } from './place-field.tsx'

/** Staff of departments and volunteers have doors of their own; everybody else in the field reports as the grid's. */
const CHANNEL_OF_ROLE: Readonly<Record<string, 'department' | 'courtyardLeader'>> = {
  departmentClerk: 'department',
  gridVolunteer: 'courtyardLeader',
}

/** Report what one sees: photo first; settled on the spot in the same step where it was. */
export function ReportPage(): ReactElement {
  const [receipt, setReceipt] = useState<ReportReceipt | null>(null)
  return receipt ? (
    <Received receipt={receipt} onAnother={() => setReceipt(null)} />
  ) : (
    <ReportForm onReceived={setReceipt} />
  )
}

function ReportForm({ onReceived }: { readonly onReceived: (receipt: ReportReceipt) => void }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const { post } = useActing()
  const [draft, setDraft] = useState(() => openDraft(post.grid?.id ?? null))
  const photos = usePhotos({ initialUploadIds: draft.uploadIds })
  const classes = useClasses()
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const full: Draft = { ...draft, uploadIds: photos.uploadIds }
  const text = JSON.stringify(full)
  const send = useMutation({
    mutationFn: () => call(reportStaff, { body: bodyOf(full, CHANNEL_OF_ROLE[post.role] ?? 'gridWorker') }),
    onSuccess: (receipt) => {
      dropDraft()
      void queries.invalidateQueries({ queryKey: ['tickets'] })
      void queries.invalidateQueries({ queryKey: ['counts'] })
      onReceived(receipt)
    },
    onError: (error) => {
      if (problemIn(error)?.code === 'ticket.id_reused') change({ id: newId() })
    },
  })
  useEffect(() => {
    if (!send.isSuccess) keepDraft(JSON.parse(text) as Draft)
  }, [text, send.isSuccess])
  const chosen = classes.data?.find(({ code }) => code === draft.classCode)
  const missing = [
    ...(draft.description.trim() === '' ? [t('report.what')] : []),
    ...(draft.settled !== null && draft.settled.trim() === '' ? [t('form.publicReply')] : []),
  ]
  const ready = missing.length === 0 && !photos.busy
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) send.mutate()
  }
  return (
    <main className="page">
      <h1>{t('report.title')}</h1>
      <form className="form" onSubmit={submit}>
        <section className="box">
          <PhotoPicker photos={photos} />
          <label>
            {t('report.what')}
            <textarea
              rows={3}
              value={draft.description}
              maxLength={2000}
              placeholder={t('report.whatExample')}
              onChange={(event) => change({ description: event.target.value })}
            />
          </label>
          <ClassField value={draft.classCode} onChange={(classCode) => change({ classCode })} />
        </section>
        <section className="box">
          <PlaceField draft={draft} onChange={change} />
        </section>
        <section className="box">
          <label className="check">
            <input
              type="checkbox"
              checked={draft.urgent}
              onChange={(event) => change({ urgent: event.target.checked })}
            />
            <span>
              {t('report.urgent')}
              <small>{t('report.urgentText')}</small>
            </span>
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={draft.settled !== null}
              onChange={(event) => change({ settled: event.target.checked ? '' : null })}
            />
            <span>
              {t('report.settled')}
              <small>{t('report.settledText')}</small>
            </span>
          </label>
          {draft.settled !== null && (
            <ReplyField
              value={draft.settled}
              replies={chosen?.standardReplies ?? []}
              onChange={(settled) => change({ settled })}
            />
          )}
        </section>
        {missing.length > 0 && (
          <p className="lx-hint">{t('report.missing', { fields: missing.join(lang === 'zh' ? '\u3001' : ', ') })}</p>
        )}
        {send.isError && <ProblemView error={send.error} />}
        <button type="submit" className="lx-button lx-button-primary submit" disabled={!ready || send.isPending}>
          {t(send.isPending ? 'act.sending' : photos.busy ? 'form.uploading' : 'report.send')}
        </button>
      </form>
    </main>
  )
}

function Received({
  receipt,
  onAnother,
}: {
  readonly receipt: ReportReceipt
  readonly onAnother: () => void
}): ReactElement {
  const { t } = useTranslation()
  return (
    <main className="page">
      <section className="box received">
        <h1>{t('received.title')}</h1>
        <p className="number">{receipt.number}</p>
        <p>{t('received.holder', { name: receipt.holder.name })}</p>
      </section>
      <Link to="/t/$ticketId" params={{ ticketId: receipt.id }} className="lx-button">
        {t('received.open')}
      </Link>
      <button type="button" className="lx-button lx-button-primary" onClick={onAnother}>
        {t('received.another')}
      </button>
    </main>
  )
}
