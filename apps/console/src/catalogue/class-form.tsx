import { putClass, type ClassView } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { Checkbox, Input, InputNumber, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'

interface ClassFormProps {
  readonly version: number
  readonly value: ClassView
  readonly onClose: () => void
  readonly onSaved: () => Promise<void>
}
type Stage = ClassView['stages'][number]

/** Changes a class of a draft version: names, conditions, limits, what closing it needs. */
export function ClassForm({ version, value, onClose, onSaved }: ClassFormProps) {
  const { t } = useTranslation()
  const id = useId()
  const [draft, setDraft] = useState(value)
  const change = (part: Partial<ClassView>) => setDraft((before) => ({ ...before, ...part }))
  const save = useMutation({
    mutationFn: () => call(putClass, { params: { version, code: value.code }, body: draft }),
    onSuccess: async () => {
      await onSaved()
      onClose()
    },
  })
  const setStage = (index: number, part: Partial<Stage>) =>
    change({ stages: draft.stages.map((stage, at) => (at === index ? { ...stage, ...part } : stage)) })
  return (
    <Modal
      open
      width={720}
      title={`${value.code} ${value.minor}`}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: draft.minor.trim() === '', loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        {(['minor', 'minorEn'] as const).map((field) => (
          <div key={field}>
            <label htmlFor={`${id}-${field}`}>{t(`catalogue.${field}`)}</label>
            <Input
              id={`${id}-${field}`}
              value={draft[field]}
              onChange={(event) => change({ [field]: event.target.value })}
            />
          </div>
        ))}
        {(['filingCondition', 'closingCondition'] as const).map((field) => (
          <div key={field}>
            <label htmlFor={`${id}-${field}`}>{t(`catalogue.${field}`)}</label>
            <Input.TextArea
              id={`${id}-${field}`}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={2000}
              value={draft[field]}
              onChange={(event) => change({ [field]: event.target.value })}
            />
          </div>
        ))}
        <span className="lc-label">{t('catalogue.limit')}</span>
        {draft.stages.map((stage, index) => (
          <div className="lc-inline" key={`${index}-${draft.stages.length}`}>
            <Input
              aria-label={t('catalogue.stageName', { n: index + 1 })}
              value={stage.name}
              onChange={(event) => setStage(index, { name: event.target.value })}
            />
            <InputNumber
              aria-label={t('catalogue.stageAmount', { n: index + 1 })}
              min={0.5}
              max={10_000}
              value={stage.limit.amount}
              onChange={(amount) => setStage(index, { limit: { ...stage.limit, amount: amount ?? 1 } })}
            />
            <Select
              className="lc-unit"
              aria-label={t('action.timeUnit')}
              value={stage.limit.unit}
              onChange={(unit: Stage['limit']['unit']) => setStage(index, { limit: { ...stage.limit, unit } })}
              options={(['workHour', 'workDay', 'hour'] as const).map((unit) => ({
                value: unit,
                label: t(`timeUnit.${unit}`),
              }))}
            />
          </div>
        ))}
        <div className="lc-inline">
          {(['evidenceRequired', 'urgent', 'confidential'] as const).map((mark) => (
            <Checkbox key={mark} checked={draft[mark]} onChange={(event) => change({ [mark]: event.target.checked })}>
              {t(`catalogue.${mark}`)}
            </Checkbox>
          ))}
        </div>
        <label htmlFor={`${id}-replies`}>{t('catalogue.replies')}</label>
        <Input.TextArea
          id={`${id}-replies`}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={draft.standardReplies.join('\n')}
          onChange={(event) => change({ standardReplies: event.target.value.split('\n') })}
        />
        <Refused error={save.error} />
      </div>
    </Modal>
  )
}
