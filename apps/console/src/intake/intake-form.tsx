import { isNetworkError, ProblemView } from '@lianxin/ui'
import { PhotoList, usePhotos } from '@lianxin/ui/upload'
import { CameraOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Segmented } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { placeDraftOf, PlaceMap, PlaceWords } from '../map/place-picker.tsx'
import { useCommands, usePlaceTaker } from '../palette/registry.ts'
import { ClassPicker } from '../ticket/class-picker.tsx'
import { DraftMark } from '../ticket/draft-mark.tsx'
import { CallerFields } from './caller-fields.tsx'
import { ClassChips } from './class-chips.tsx'
import { DESK_CHANNELS, isEmpty, REPORT_DRAFT, useReportDraft } from './draft.ts'
import { Duplicates } from './duplicates.tsx'
import { useSending, type Told } from './use-sending.ts'

/** Left, in the order of a call: what, where, who. Right: what is known already, and the map. */
export function IntakeForm({ onTold }: { readonly onTold: (told: Told) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const { draft, change, clear } = useReportDraft()
  const photos = usePhotos({ initialUploadIds: draft.uploadIds })
  const file = useRef<HTMLInputElement>(null)
  const [missing, setMissing] = useState(false)
  const { send, join } = useSending(draft, (told) => {
    clear()
    photos.clear()
    onTold(told)
  })
  const uploaded = photos.uploadIds.join(',')
  useEffect(() => {
    if (uploaded !== draft.uploadIds.join(',')) change({ uploadIds: uploaded === '' ? [] : uploaded.split(',') })
  }, [uploaded, draft.uploadIds, change])

  const focus = (name: string) => document.getElementById(`${id}-${name}`)?.focus()
  const busy = send.isPending || join.isPending
  const submit = () => {
    if (draft.description.trim() === '') {
      setMissing(true)
      focus('what')
    } else if (!busy && !photos.busy) send.mutate()
  }
  const begin = () => {
    clear()
    photos.clear()
    setMissing(false)
    focus('what')
  }
  usePlaceTaker((place) => {
    change({ place: placeDraftOf(place) })
    focus('telephone')
  })
  useCommands([
    { id: 'intake-send', label: 'intake.send', shortcut: 'Ctrl ↵', run: submit },
    { id: 'intake-urgent', label: 'intake.markUrgent', run: () => change({ urgent: !draft.urgent }) },
    { id: 'intake-photo', label: 'action.addPhoto', run: () => file.current?.click() },
    ...(isEmpty(draft) ? [] : [{ id: 'intake-clear', label: 'intake.clear', run: begin }]),
  ])
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
        <label htmlFor={`${id}-what`}>
          {t('intake.what')} <span className="lc-bad">*</span>
        </label>
        <Input.TextArea
          id={`${id}-what`}
          autoFocus
          autoSize={{ minRows: 4, maxRows: 9 }}
          maxLength={20_000}
          status={missing ? 'error' : ''}
          aria-invalid={missing}
          {...(missing ? { 'aria-describedby': `${id}-missing` } : {})}
          placeholder={t('intake.whatExample')}
          value={draft.description}
          onChange={(event) => {
            setMissing(false)
            change({ description: event.target.value })
          }}
        />
        {missing && (
          <p id={`${id}-missing`} className="lc-bad" role="alert">
            {t('intake.whatMissing')}
          </p>
        )}
        <div className="lc-intake-class">
          <label htmlFor={`${id}-class`}>{t('intake.class')}</label>
          <ClassChips draft={draft} onChoose={(classCode) => change({ classCode })} onTaken={() => focus('where')} />
          <ClassPicker id={`${id}-class`} value={draft.classCode} onChange={(classCode) => change({ classCode })} />
        </div>
        <label htmlFor={`${id}-where`}>{t('intake.where')}</label>
        <PlaceWords
          id={`${id}-where`}
          value={draft.place}
          onChange={(place) => change({ place })}
          onChosen={() => focus('telephone')}
        />
        <CallerFields id={id} draft={draft} change={change} />
        <div className="lc-inline lc-intake-extra">
          <Checkbox checked={draft.urgent} onChange={(event) => change({ urgent: event.target.checked })}>
            <b className={draft.urgent ? 'lc-bad' : ''}>{t('intake.urgent')}</b>
          </Checkbox>
          <Segmented
            size="small"
            aria-label={t('intake.channel')}
            value={draft.channel}
            onChange={(channel) => change({ channel })}
            options={DESK_CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
          />
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
          <Button size="large" disabled={isEmpty(draft)} onClick={begin}>
            {t('intake.clear')}
          </Button>
          <DraftMark draft={REPORT_DRAFT} />
        </div>
      </div>
      <div className="lc-intake-right">
        <Duplicates
          draft={draft}
          joiningId={join.isPending ? join.variables.id : null}
          onJoin={(ticket) => !busy && join.mutate(ticket)}
        />
        {join.error && (
          <ProblemView
            error={join.error}
            onRetry={isNetworkError(join.error) && join.variables ? () => join.mutate(join.variables) : undefined}
          />
        )}
        <PlaceMap height_px={280} value={draft.place} onChange={(place) => change({ place })} />
      </div>
    </form>
  )
}
