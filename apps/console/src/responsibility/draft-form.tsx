import { newId } from '@lianxin/client'
import { draftResponsibility, type TicketTraceView } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { App, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { unitName } from '../ticket/words.ts'
import { renewCases } from './queries.ts'
import { missedText, rulesName } from './words.ts'

type Proposals = NonNullable<TicketTraceView['proposals']>

/** What the rules propose, and which of it somebody drafts. It says in so many words that nothing is decided. */
export function DraftForm({
  ticketId,
  proposals,
  onClose,
}: {
  readonly ticketId: string
  readonly proposals: Proposals
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { message } = App.useApp()
  // What was there when the form was opened: a refresh behind it changes nothing under the hand.
  const [{ rulesVersion, items }] = useState(proposals)
  const [ids] = useState(() => new Map(items.map(({ unit }) => [unit.id, newId()])))
  const [unitIds, setUnitIds] = useState<string[]>(() => items.map(({ unit }) => unit.id))
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () =>
      call(draftResponsibility, {
        params: { ticketId },
        body: { cases: unitIds.map((unitId) => ({ id: ids.get(unitId) ?? '', unitId })), reason: reason.trim() },
      }),
    onSuccess: async () => {
      await renewCases(ticketId)
      void message.success(t('responsibility.drafted'))
      onClose()
    },
  })
  return (
    <CarefulModal
      title={t('responsibility.draftTitle')}
      saving={{ follows: null, must: false, error: send.error, isPending: send.isPending, submit: () => send.mutate() }}
      ready={unitIds.length > 0 && reason.trim() !== ''}
      onClose={onClose}
    >
      <p className="lc-note">{t('responsibility.draftHint', { rules: rulesName(t, rulesVersion) })}</p>
      <fieldset className="lc-field">
        <legend>{t('responsibility.draftUnits')}</legend>
        <Checkbox.Group
          className="lc-stack"
          value={unitIds}
          onChange={setUnitIds}
          options={items.map((one) => ({
            value: one.unit.id,
            label: (
              <>
                <strong>{unitName(one.unit, language)}</strong>
                <br />
                <span className="lc-soft">
                  {t('responsibility.draftLine', {
                    share: t(`responsibility.share.${one.share}`),
                    hours: missedText(t, one.missed),
                    measure: t(`responsibility.measure.${one.measure}`),
                  })}
                </span>
              </>
            ),
          }))}
        />
      </fieldset>
      <Field label={t('responsibility.draftReason')} error={send.error} pointer="/reason" required>
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </CarefulModal>
  )
}
