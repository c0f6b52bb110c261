import { newId } from '@lianxin/client'
import { decideResponsibility, speakOnResponsibility, type ResponsibilityView } from '@lianxin/contract'
import { RESPONSIBILITY_MEASURES, type ResponsibilityMeasure } from '@lianxin/domain'
import { useLang } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { App, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { unitName } from '../ticket/words.ts'
import { renewCases } from './queries.ts'

export type CaseAct = ResponsibilityView['may'][number]

interface ActFormProps {
  readonly one: ResponsibilityView
  readonly act: CaseAct
  readonly onClose: () => void
}

function useSend({ one, act, onClose }: ActFormProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  // One form is one command, however often its button is pressed.
  const [commandId] = useState(newId)
  return useMutation({
    mutationFn: ({ text, measure, upheld }: Filled) => {
      const params = { caseId: one.id }
      if (act === 'speak' || act === 'appeal')
        return call(speakOnResponsibility, { params, body: { commandId, kind: act, text } })
      const choice = {
        ...(act === 'decide' && measure !== null ? { measure } : {}),
        ...(act === 'answer' && upheld !== null ? { upheld } : {}),
      }
      return call(decideResponsibility, { params, body: { commandId, kind: act, reason: text, ...choice } })
    },
    onSuccess: async () => {
      await renewCases(one.ticketId)
      void message.success(t('responsibility.done'))
      onClose()
    },
  })
}
interface Filled {
  readonly text: string
  /** Nothing is chosen beforehand: the proposal is beside it, the choice is a person's. */
  readonly measure: ResponsibilityMeasure | null
  readonly upheld: boolean | null
}

/** One act about a case with its words: speak, appeal, decide, drop, answer, lift. */
export function ActForm(props: ActFormProps) {
  const { one, act, onClose } = props
  const { t } = useTranslation()
  const [language] = useLang()
  const id = useId()
  const [filled, setFilled] = useState<Filled>({ text: '', measure: null, upheld: null })
  const send = useSend(props)
  const submit = () => send.mutate({ ...filled, text: filled.text.trim() })
  return (
    <CarefulModal
      title={t('responsibility.doTitle', {
        what: t(`responsibility.do.${act}`),
        unit: unitName(one.unit, language),
      })}
      saving={{ follows: null, must: false, error: send.error, isPending: send.isPending, submit }}
      ready={
        filled.text.trim() !== '' &&
        (act !== 'answer' || filled.upheld !== null) &&
        (act !== 'decide' || filled.measure !== null)
      }
      onClose={onClose}
    >
      <p className="lc-note">{t(`responsibility.doHint.${act}`)}</p>
      {act === 'decide' && (
        <fieldset className="lc-field">
          <legend id={`${id}-measure`}>{t('responsibility.chooseMeasure')}</legend>
          <Radio.Group
            aria-labelledby={`${id}-measure`}
            value={filled.measure}
            onChange={(event) => setFilled({ ...filled, measure: event.target.value as ResponsibilityMeasure })}
            options={RESPONSIBILITY_MEASURES.map((measure) => ({
              value: measure,
              label:
                measure === one.proposed
                  ? t('responsibility.asProposed', { measure: t(`responsibility.measure.${measure}`) })
                  : t(`responsibility.measure.${measure}`),
            }))}
          />
        </fieldset>
      )}
      {act === 'answer' && (
        <fieldset className="lc-field">
          <legend id={`${id}-answer`}>{t('responsibility.chooseAnswer')}</legend>
          <Radio.Group
            aria-labelledby={`${id}-answer`}
            value={filled.upheld}
            onChange={(event) => setFilled({ ...filled, upheld: event.target.value as boolean })}
            options={[true, false].map((upheld) => ({ value: upheld, label: t(`responsibility.answer.${upheld}`) }))}
          />
        </fieldset>
      )}
      <Field
        label={t(`responsibility.words.${act}`)}
        error={send.error}
        pointer={act === 'speak' || act === 'appeal' ? '/text' : '/reason'}
        required
      >
        <Input.TextArea
          autoFocus
          rows={4}
          maxLength={2000}
          value={filled.text}
          onChange={(event) => setFilled({ ...filled, text: event.target.value })}
        />
      </Field>
    </CarefulModal>
  )
}
