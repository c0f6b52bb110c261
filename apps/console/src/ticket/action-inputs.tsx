import type { TicketDetail } from '@lianxin/contract'
import { PhotoList, type Photos } from '@lianxin/ui/upload'
import { CameraOutlined } from '@ant-design/icons'
import { Button, Input, Radio, Rate } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { PlacePicker, NO_PLACE, type PlaceDraft } from '../map/place-picker.tsx'
import { AmountInput, type TimeAmount } from './amount-input.tsx'
import type { InputName } from './action-fields.ts'
import { hintOf } from './class-hint.ts'
import { ClassPicker } from './class-picker.tsx'
import { insertReply } from './fill-reply.ts'
import { MergeTarget } from './merge-target.tsx'
import { StandardReplies } from './standard-replies.tsx'
import { UnitPicker } from './unit-picker.tsx'

/** What a form holds while it is being filled in. */
export interface Values {
  readonly place?: PlaceDraft
  readonly class?: string | null
  readonly urgency?: 'normal' | 'urgent'
  readonly unit?: string | null
  readonly limit?: TimeAmount | null
  readonly extra?: TimeAmount
  readonly until?: string
  readonly intoId?: string | null
  readonly score?: number
  readonly publicReply?: string
  readonly reason?: string
  readonly text?: string
  readonly comment?: string
}

interface InputProps {
  readonly name: InputName
  readonly id: string
  readonly ticket: TicketDetail
  /** Public replies that can be taken over with a click or a key, their holes filled. */
  readonly replies: readonly string[]
  readonly values: Values
  readonly photos: Photos
  readonly focus: boolean
  readonly change: (part: Values) => void
  /** After a choice that completes the form: moves on to the button. */
  readonly onChosen: () => void
}

function Evidence({ id, photos }: { readonly id: string; readonly photos: Photos }) {
  const { t } = useTranslation()
  return (
    <div className="lc-evidence">
      <PhotoList photos={photos} />
      <Button icon={<CameraOutlined />} onClick={() => document.getElementById(id)?.click()}>
        {t('action.addPhoto')}
      </Button>
      <input
        id={id}
        hidden
        type="file"
        accept="image/*"
        multiple
        onChange={(event) => {
          photos.add(event.target.files ?? [])
          event.target.value = ''
        }}
      />
    </div>
  )
}

/** The control of one input of a command. */
export function ActionInput({
  name,
  id,
  ticket,
  replies,
  values,
  photos,
  focus,
  change,
  onChosen,
}: InputProps): ReactNode {
  const { t } = useTranslation()
  const text = (field: 'publicReply' | 'reason' | 'text' | 'comment', rows: number) => (
    <Input.TextArea
      id={id}
      autoFocus={focus}
      autoSize={{ minRows: rows, maxRows: 10 }}
      maxLength={field === 'comment' ? 1000 : field === 'reason' ? 2000 : 4000}
      value={values[field] ?? ''}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  )
  switch (name) {
    case 'place':
      return (
        <PlacePicker
          id={id}
          autoFocus={focus}
          value={values.place ?? NO_PLACE}
          onChange={(place) => change({ place })}
          onChosen={onChosen}
        />
      )
    case 'class':
      return (
        <ClassPicker
          id={id}
          autoFocus={focus}
          value={values.class ?? null}
          hint={hintOf(ticket)}
          onChange={(code) => {
            change({ class: code })
            if (code) onChosen()
          }}
        />
      )
    case 'urgency':
      return (
        <Radio.Group
          id={id}
          value={values.urgency ?? 'normal'}
          onChange={(event) => change({ urgency: event.target.value as 'normal' | 'urgent' })}
          options={(['normal', 'urgent'] as const).map((one) => ({ value: one, label: t(`urgency.${one}`) }))}
        />
      )
    case 'unit':
      return (
        <UnitPicker
          id={id}
          autoFocus={focus}
          near={ticket.gridPath}
          value={values.unit ?? null}
          onChange={(unit) => {
            change({ unit })
            if (unit) onChosen()
          }}
        />
      )
    case 'limit':
    case 'extra': {
      const value = values[name]
      return value ? (
        <AmountInput id={id} value={value} onChange={(next) => change({ [name]: next })} />
      ) : (
        <Button id={id} type="link" size="small" onClick={() => change({ limit: ticket.clock.limit })}>
          {t('action.ownLimit')}
        </Button>
      )
    }
    case 'until':
      return (
        <Input
          id={id}
          autoFocus={focus}
          type="datetime-local"
          value={values.until ?? ''}
          onChange={(event) => change({ until: event.target.value })}
        />
      )
    case 'intoId':
      return (
        <MergeTarget id={id} ticket={ticket} value={values.intoId ?? null} onChange={(intoId) => change({ intoId })} />
      )
    case 'score':
      return <Rate value={values.score ?? 0} onChange={(score) => change({ score })} />
    case 'publicReply':
      return (
        <>
          {text('publicReply', 3)}
          <span className="lc-soft">{t('action.publicHint')}</span>
          <StandardReplies
            replies={replies}
            onInsert={(reply) => {
              change({ publicReply: insertReply(values.publicReply ?? '', reply, replies) })
              document.getElementById(id)?.focus()
            }}
          />
        </>
      )
    case 'reason':
      return text('reason', 2)
    case 'text':
      return text('text', 3)
    case 'comment':
      return text('comment', 2)
    case 'evidence':
      return <Evidence id={id} photos={photos} />
  }
}
