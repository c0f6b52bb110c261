import { newId } from '@lianxin/client'
import {
  answerAssessmentObjection,
  objectToAssessment,
  type AssessmentObjection,
  type AssessmentView,
} from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { faultsAt, Field } from '../settings/field.tsx'
import { unitName } from '../ticket/words.ts'
import { factsQuery, renew } from './queries.ts'

type Item = AssessmentView['parts'][number]['items'][number]

/** A unit objects to one of its items. */
export function ObjectForm({
  assessmentId,
  itemId,
  name,
  onClose,
}: {
  readonly assessmentId: string
  readonly itemId: string
  readonly name: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [objectionId] = useState(newId)
  const [text, setText] = useState('')
  const send = useMutation({
    mutationFn: () => call(objectToAssessment, { params: { assessmentId, objectionId }, body: { itemId, text } }),
    onSuccess: async () => {
      await renew()
      void message.success(t('assessment.objected'))
      onClose()
    },
  })
  return (
    <CarefulModal
      title={t('assessment.objectTo', { item: name })}
      saving={{ follows: null, must: false, error: send.error, isPending: send.isPending, submit: () => send.mutate() }}
      ready={text.trim() !== ''}
      onClose={onClose}
    >
      <Field
        label={t('assessment.objection')}
        error={send.error}
        pointer="/text"
        help={t('assessment.objectionHelp')}
        required
      >
        <Input.TextArea
          autoFocus
          rows={4}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
    </CarefulModal>
  )
}

/** As many as the server tells of an item. */
const MOST_FACTS = 1000

/** The answer; tickets ticked are left out of the item: of those that cost the unit points. */
function AnswerForm({
  assessmentId,
  objection,
  item,
  unit,
  onClose,
}: {
  readonly assessmentId: string
  readonly objection: AssessmentObjection
  readonly item: Item | undefined
  readonly unit: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const [accepted, setAccepted] = useState<boolean | null>(null)
  const [language] = useLang()
  const [excluded, setExcluded] = useState<readonly string[]>([])
  const facts = useQuery(factsQuery(assessmentId, objection.unitId, objection.itemId, MOST_FACTS))
  const hitsAreBad = item?.scale.kind === 'each'
  const against = facts.data?.items.filter(({ hit, exclusion }) => hit === hitsAreBad && exclusion === null) ?? []
  const send = useMutation({
    mutationFn: () =>
      call(answerAssessmentObjection, {
        params: { assessmentId, objectionId: objection.id },
        body: { text, accepted: accepted ?? false, excludedTicketIds: accepted ? [...excluded] : [] },
      }),
    onSuccess: async () => {
      await renew()
      void message.success(t('assessment.answered'))
      onClose()
    },
  })
  return (
    <CarefulModal
      title={t('assessment.answerTo', { unit, item: item?.name[language] ?? '' })}
      saving={{ follows: null, must: false, error: send.error, isPending: send.isPending, submit: () => send.mutate() }}
      ready={text.trim() !== '' && accepted !== null}
      onClose={onClose}
    >
      <blockquote>{objection.text}</blockquote>
      <Radio.Group
        aria-label={t('assessment.answer')}
        value={accepted}
        onChange={(event) => setAccepted(event.target.value as boolean)}
        options={[
          { value: true, label: t('assessment.accepted') },
          { value: false, label: t('assessment.rejected') },
        ]}
      />
      <Field label={t('assessment.answer')} error={send.error} pointer="/text" required>
        <Input.TextArea rows={3} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      {accepted === true && item?.measure === 'given' && <p className="lc-help">{t('assessment.markAnew')}</p>}
      {accepted === true && item?.measure !== 'given' && facts.isSuccess && against.length === 0 && (
        <p className="lc-help">{t('assessment.noneAgainst')}</p>
      )}
      {accepted === true && against.length > 0 && (
        <fieldset className="lc-field">
          <legend>{t('assessment.excludeTickets')}</legend>
          <p className="lc-help">{t(`assessment.${hitsAreBad ? 'excludeCounted' : 'excludeHelp'}`)}</p>
          <Checkbox.Group
            className="lc-stack"
            value={[...excluded]}
            onChange={(next) => setExcluded(next)}
            options={against.map(({ ticketId, number, title }) => ({
              value: ticketId,
              label: number === null ? t('assessment.hidden') : `${number} ${title ?? ''}`,
            }))}
          />
          {faultsAt(send.error, '/excludedTicketIds').map((fault) => (
            <p key={fault} className="lc-bad" role="alert">
              {fault}
            </p>
          ))}
        </fieldset>
      )}
    </CarefulModal>
  )
}

/** Objections with their answers, the open ones first. */
export function Objections({ one, mayWrite }: { readonly one: AssessmentView; readonly mayWrite: boolean }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [answered, setAnswered] = useState<AssessmentObjection | null>(null)
  if (one.objections.length === 0) return null
  const unitOf = (id: string): string => {
    const score = one.scores.find(({ unit }) => unit.id === id)
    return score ? unitName(score.unit, language) : ''
  }
  const itemOf = (id: string): Item | undefined =>
    one.parts.flatMap((part) => part.items).find((item) => item.id === id)
  const wordOf = ({ accepted }: AssessmentObjection) =>
    accepted === null ? 'waiting' : accepted ? 'accepted' : 'rejected'
  const sorted = one.objections.toSorted((a, b) => Number(a.answer !== null) - Number(b.answer !== null))
  return (
    <section className="lc-section">
      <h2>{t('assessment.objections')}</h2>
      <ul className="lc-basis">
        {sorted.map((objection) => (
          <li key={objection.id}>
            <span className={`lx-tag ${objection.answer === null ? 'lx-tag-warn' : ''}`}>
              {t(`assessment.${wordOf(objection)}`)}
            </span>
            <span>
              <strong>
                {unitOf(objection.unitId)} · {itemOf(objection.itemId)?.name[language]}
              </strong>{' '}
              <small className="lc-soft">{formatInstant(objection.at, language)}</small>
              <p>{objection.text}</p>
              {objection.answer !== null && (
                <p>
                  {t('assessment.answer')}: {objection.answer}
                </p>
              )}
              {objection.answer === null && mayWrite && (
                <Button onClick={() => setAnswered(objection)}>{t('assessment.answer')}</Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {answered && (
        <AnswerForm
          assessmentId={one.id}
          objection={answered}
          item={itemOf(answered.itemId)}
          unit={unitOf(answered.unitId)}
          onClose={() => setAnswered(null)}
        />
      )}
    </section>
  )
}
