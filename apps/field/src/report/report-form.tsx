import { newId } from '@lianxin/client'
import { ProblemView, useLang, useTranslation } from '@lianxin/ui'
import { PhotoPicker } from '@lianxin/ui/upload'
import { useMutation } from '@tanstack/react-query'
import { useEffect, type FormEvent, type ReactElement } from 'react'

import { TopLine } from '../app/top-line.tsx'
import { accountOf, useActing } from '../app/session.ts'
import type { KeptFiles } from '../outbox/kept-files.ts'
import { outbox } from '../outbox/outbox.ts'
import { TalkButton, VoiceNotes } from '../outbox/voice-notes.tsx'
import { ReplyField } from '../ticket/reply-field.tsx'
import { ClassField, useClasses } from './class-field.tsx'
import { bodyOf, dropDraft, keepDraft, type Draft, type MadeWords } from './draft.ts'
import { PlaceLine } from './place-line.tsx'
import { usePlace } from './use-place.ts'

/** Staff of departments and volunteers have doors of their own; everybody else in the field reports as the grid's. */
const CHANNEL_OF_ROLE: Readonly<Record<string, 'department' | 'courtyardLeader'>> = {
  departmentClerk: 'department',
  gridVolunteer: 'courtyardLeader',
}

/** Place and class proposed, everything else optional; the button at the thumb puts it into the outbox. */
export function ReportForm({
  draft,
  files,
  onChange,
  onStartOver,
  onKept,
}: {
  readonly draft: Draft
  readonly files: KeptFiles
  readonly onChange: (part: Partial<Draft>) => void
  /** Throws away what was begun; null where there is nothing to throw away. */
  readonly onStartOver: (() => void) | null
  readonly onKept: (actId: string) => void
}): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const { post, permissions, ...session } = useActing()
  const account = accountOf(session)
  const place = usePlace(draft, onChange)
  const classes = useClasses()
  const chosen = classes.data?.find(({ code }) => code === draft.classCode)
  const hasFiles = files.photos.items.length > 0 || files.voices.length > 0 || files.preparing > 0
  const saysNothing = draft.description.trim() === '' && !hasFiles && draft.classCode === null
  const missing = [
    ...(saysNothing ? [t('report.something')] : []),
    ...(draft.settled !== null && draft.settled.trim() === '' ? [t('form.publicReply')] : []),
  ]
  const made = (): MadeWords => {
    const what = (lang === 'en' ? chosen?.minorEn : undefined) || chosen?.minor || t('report.seen')
    const where = draft.address.trim() || place.grid?.name || t('report.noGrid')
    const see = files.photos.items.length > 0 ? 'photo' : files.voices.length > 0 ? 'voice' : 'nothing'
    return { title: t('report.madeTitle', { what, where }), description: t(`report.made.${see}`, { what, where }) }
  }
  const keep = useMutation({
    mutationFn: async (): Promise<string> => {
      await files.settled()
      const words = made()
      const body = bodyOf(draft, CHANNEL_OF_ROLE[post.role] ?? 'gridWorker', words)
      const title = draft.description.trim() || words.title
      const id = draft.replaces === null ? draft.id : newId()
      const act = { id, lane: id, title, body, revision: null, made_ms: Date.now() }
      if (draft.replaces === null) await outbox.add({ ...act, account, postId: post.id, kind: 'report' })
      else await outbox.replace(draft.replaces, act)
      return id
    },
    onSuccess: (id) => {
      dropDraft(account, draft.visit)
      onKept(id)
    },
  })
  const isKept = keep.isSuccess
  useEffect(() => {
    if (draft.replaces === null && !isKept) keepDraft(account, draft)
  }, [account, draft, isKept])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (missing.length === 0) keep.mutate()
  }
  return (
    <>
      <TopLine title={t('report.title')} />
      <main className="page">
        <form id="report" className="form" onSubmit={submit}>
          <PhotoPicker photos={files.photos} />
          <VoiceNotes files={files} />
          <PlaceLine draft={draft} place={place} onChange={onChange} />
          <section className="box">
            <ClassField draft={draft} onChange={(classCode) => onChange({ classCode })} />
          </section>
          <section className="box">
            <label>
              {t('report.what')}
              <textarea
                rows={2}
                value={draft.description}
                maxLength={2000}
                placeholder={t('report.whatExample')}
                onChange={(event) => onChange({ description: event.target.value })}
              />
            </label>
            <label className="check">
              <input
                type="checkbox"
                checked={draft.urgent}
                onChange={(event) => onChange({ urgent: event.target.checked })}
              />
              <span>
                {t('report.urgent')}
                <small>{t('report.urgentText')}</small>
              </span>
            </label>
            {permissions.includes('ticket.handle') && (
              <label className="check">
                <input
                  type="checkbox"
                  checked={draft.settled !== null}
                  onChange={(event) => onChange({ settled: event.target.checked ? '' : null })}
                />
                <span>
                  {t('report.settled')}
                  <small>{t('report.settledText')}</small>
                </span>
              </label>
            )}
            {draft.settled !== null && (
              <ReplyField
                value={draft.settled}
                replies={chosen?.standardReplies ?? []}
                onChange={(settled) => onChange({ settled })}
              />
            )}
          </section>
          {onStartOver && (
            <button type="button" className="lx-button" onClick={onStartOver}>
              {t('report.startOver')}
            </button>
          )}
        </form>
      </main>
      <footer className="actions">
        {missing.length > 0 && (
          <p className="lx-hint">{t('report.missing', { fields: missing.join(lang === 'zh' ? '\u3001' : ', ') })}</p>
        )}
        {keep.isError && <ProblemView error={keep.error} />}
        <div className="actions-row">
          <TalkButton files={files} />
          <button
            type="submit"
            form="report"
            className="lx-button lx-button-primary submit"
            disabled={missing.length > 0 || keep.isPending}
          >
            {t('report.send')}
          </button>
        </div>
      </footer>
    </>
  )
}
