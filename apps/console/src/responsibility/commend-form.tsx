import { newId } from '@lianxin/client'
import { commend } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { useMay } from '../app/session.tsx'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { UnitPicker } from '../ticket/unit-picker.tsx'
import { praiseQuery } from './queries.ts'

interface About {
  readonly id: string
  readonly number: string
}

function CommendForm({
  ticket,
  unitId: likely,
  onClose,
}: {
  readonly ticket: About | null
  readonly unitId: string | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [commendationId] = useState(newId)
  const [unitId, setUnitId] = useState(likely)
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () =>
      call(commend, {
        params: { commendationId },
        body: { unitId: unitId ?? '', reason: reason.trim(), ...(ticket ? { ticketId: ticket.id } : {}) },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: praiseQuery.queryKey })
      void message.success(t('responsibility.commended'))
      onClose()
    },
  })
  return (
    <CarefulModal
      title={t('responsibility.commendTitle')}
      saving={{ follows: null, must: false, error: send.error, isPending: send.isPending, submit: () => send.mutate() }}
      ready={unitId !== null && reason.trim() !== ''}
      onClose={onClose}
    >
      {ticket && <p className="lc-soft">{t('responsibility.commendAbout', { number: ticket.number })}</p>}
      <Field
        label={t('responsibility.commendUnit')}
        error={send.error}
        pointer="/unitId"
        help={t('responsibility.commendHelp')}
        required
      >
        <UnitPicker value={unitId} onChange={setUnitId} />
      </Field>
      <Field label={t('responsibility.commendReason')} error={send.error} pointer="/reason" required>
        <Input.TextArea rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </CarefulModal>
  )
}

/** Records praise of a unit, about a ticket or without one; not there for posts that may not. */
export function CommendButton({
  ticket = null,
  unitId = null,
  main = false,
}: {
  readonly ticket?: About | null
  /** The unit it is likely about. */
  readonly unitId?: string | null
  readonly main?: boolean
}) {
  const { t } = useTranslation()
  const may = useMay('responsibility.propose')
  const [isOpen, setOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <Button type={main ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {t('responsibility.commend')}
      </Button>
      {isOpen && <CommendForm ticket={ticket} unitId={unitId} onClose={() => setOpen(false)} />}
    </>
  )
}
