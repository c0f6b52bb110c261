import { reportStaff, type ReportReceipt } from '@lianxin/contract'
import { isNetworkError, ProblemView } from '@lianxin/ui'
import { PhotoList, usePhotos } from '@lianxin/ui/upload'
import { CameraOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Input, Segmented } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { PlacePicker } from '../map/place-picker.tsx'
import { ClassPicker } from '../ticket/class-picker.tsx'
import { bodyOf, DESK_CHANNELS, useReportDraft } from './draft.ts'
import { Duplicates } from './duplicates.tsx'

/** Left: who and what, in the order of a telephone call. Right: where, and what is known already. */
export function IntakeForm({ onDone }: { readonly onDone: (receipt: ReportReceipt) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const { draft, change, clear } = useReportDraft()
  const photos = usePhotos()
  const file = useRef<HTMLInputElement>(null)
  const [missing, setMissing] = useState(false)
  const send = useMutation({
    mutationFn: () => call(reportStaff, { body: bodyOf(draft, photos.uploadIds) }),
    onSuccess: (receipt) => {
      clear()
      photos.clear()
      void queryClient.invalidateQueries({ queryKey: ['tickets'] })
      void queryClient.invalidateQueries({ queryKey: ['ticket-counts'] })
      onDone(receipt)
    },
  })
  const submit = () => {
    if (draft.description.trim() === '') {
      setMissing(true)
      document.getElementById(`${id}-what`)?.focus()
    } else if (!send.isPending && !photos.busy) send.mutate()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter within its fields, nothing of its own
    <form
      className="lc-intake-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        if (event.ctrlKey || event.metaKey) submit()
        // A plain Enter in a field picks a suggestion; it must not send half a report.
        else if (event.target instanceof HTMLInputElement) event.preventDefault()
      }}
    >
      <div className="lc-intake-left">
        <Segmented
          aria-label={t('intake.channel')}
          value={draft.channel}
          onChange={(channel) => change({ channel })}
          options={DESK_CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        />
        <div className="lc-intake-caller">
          <div>
            <label htmlFor={`${id}-telephone`}>{t('intake.telephone')}</label>
            <Input
              id={`${id}-telephone`}
              autoFocus
              inputMode="tel"
              maxLength={30}
              pattern="[0-9+\(\) \-]*"
              value={draft.telephone}
              onChange={(event) => change({ telephone: event.target.value })}
            />
          </div>
          <div>
            <label htmlFor={`${id}-name`}>{t('intake.name')}</label>
            <Input
              id={`${id}-name`}
              maxLength={60}
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          </div>
          {draft.channel !== 'hotline12345' && (
            <div>
              <label htmlFor={`${id}-behalf`}>{t('intake.onBehalf')}</label>
              <Input
                id={`${id}-behalf`}
                maxLength={60}
                value={draft.onBehalf}
                onChange={(event) => change({ onBehalf: event.target.value })}
              />
            </div>
          )}
          <Checkbox checked={draft.confidential} onChange={(event) => change({ confidential: event.target.checked })}>
            {t('intake.confidential')}
          </Checkbox>
        </div>
        <label htmlFor={`${id}-what`}>
          {t('intake.what')} <span className="lc-bad">*</span>
        </label>
        <Input.TextArea
          id={`${id}-what`}
          autoSize={{ minRows: 5, maxRows: 14 }}
          maxLength={20_000}
          status={missing ? 'error' : ''}
          placeholder={t('intake.whatExample')}
          value={draft.description}
          onChange={(event) => {
            setMissing(false)
            change({ description: event.target.value })
          }}
        />
        {missing && (
          <p className="lc-bad" role="alert">
            {t('input.missing')}
          </p>
        )}
        <label htmlFor={`${id}-class`}>{t('intake.class')}</label>
        <ClassPicker id={`${id}-class`} value={draft.classCode} onChange={(classCode) => change({ classCode })} />
        <div className="lc-inline lc-intake-extra">
          <Checkbox checked={draft.urgent} onChange={(event) => change({ urgent: event.target.checked })}>
            <b className={draft.urgent ? 'lc-bad' : ''}>{t('intake.urgent')}</b>
          </Checkbox>
          <span className="lc-grow" />
          <Button size="small" icon={<CameraOutlined />} onClick={() => file.current?.click()}>
            {t('action.addPhoto')}
          </Button>
          <input
            ref={file}
            hidden
            type="file"
            accept="image/*"
            multiple
            aria-label={t('action.addPhoto')}
            onChange={(event) => {
              photos.add(event.target.files ?? [])
              event.target.value = ''
            }}
          />
        </div>
        <div className="lc-evidence">
          <PhotoList photos={photos} />
        </div>
        {send.error && <ProblemView error={send.error} onRetry={isNetworkError(send.error) ? submit : undefined} />}
        <div className="lc-form-buttons">
          <Button type="primary" size="large" htmlType="submit" loading={send.isPending} disabled={photos.busy}>
            {t('intake.send')} <kbd>Ctrl ↵</kbd>
          </Button>
          <Button size="large" onClick={clear}>
            {t('intake.clear')}
          </Button>
        </div>
      </div>
      <div className="lc-intake-right">
        <label htmlFor={`${id}-where`}>{t('intake.where')}</label>
        <PlacePicker id={`${id}-where`} height_px={300} value={draft.place} onChange={(place) => change({ place })} />
        <Duplicates draft={draft} onJoined={clear} />
      </div>
    </form>
  )
}
