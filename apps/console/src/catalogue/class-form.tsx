import { putClass, type ClassView } from '@lianxin/contract'
import { Link } from '@tanstack/react-router'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button, Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { useCarefulSave } from '../settings/use-careful-save.ts'
import { Responsible } from './responsible.tsx'

interface ClassFormProps {
  readonly version: number
  /** Null makes a new class. */
  readonly value: ClassView | null
  /** Major classes there are, to choose from. */
  readonly majors: readonly string[]
  readonly onClose: () => void
  readonly onSaved: () => Promise<void>
}
type Stage = ClassView['stages'][number]

const BLANK: ClassView = {
  code: '',
  kind: 'event',
  major: '',
  majorEn: '',
  minor: '',
  minorEn: '',
  filingCondition: '',
  closingCondition: '',
  stages: [{ name: '', limit: { amount: 5, unit: 'workDay' } }],
  evidenceRequired: false,
  urgent: false,
  confidential: false,
  responsible: {},
  standardReplies: [],
  source: '',
}
const UNITS = ['workHour', 'workDay', 'hour'] as const
const CODE = /^[A-Za-z0-9-]{1,20}$/

/** Changes or adds a class of a draft version: names, conditions, limits, who is responsible. */
export function ClassForm({ version, value, majors, onClose, onSaved }: ClassFormProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [draft, setDraft] = useState(value ?? BLANK)
  const saving = useCarefulSave({
    save: (dryRun) => call(putClass, { params: { version, code: draft.code }, query: { dryRun }, body: draft }),
    onSaved: async () => {
      await onSaved()
      void message.success(t('org.saved', { name: draft.minor }))
      onClose()
    },
  })
  const change = (part: Partial<ClassView>) => {
    saving.forget()
    setDraft((before) => ({ ...before, ...part }))
  }
  const setStage = (index: number, part: Partial<Stage>) =>
    change({ stages: draft.stages.map((stage, at) => (at === index ? { ...stage, ...part } : stage)) })
  const { error } = saving
  const complete = CODE.test(draft.code) && draft.major.trim() !== '' && draft.minor.trim() !== ''
  return (
    <CarefulModal
      width={760}
      title={value ? `${value.code} ${value.minor}` : t('catalogue.newClass')}
      saving={saving}
      ready={complete}
      onClose={onClose}
    >
      {!value && (
        <div className="lc-pair">
          <Field label={t('catalogue.code')} error={error} pointer="/code" help={t('catalogue.codeHelp')} required>
            <Input
              autoFocus
              maxLength={20}
              value={draft.code}
              onChange={(event) => change({ code: event.target.value.trim() })}
            />
          </Field>
          <div className="lc-field">
            <span className="lc-label" id="class-kind">
              {t('catalogue.kind')}
            </span>
            <Radio.Group
              aria-labelledby="class-kind"
              value={draft.kind}
              onChange={(event) => change({ kind: event.target.value as ClassView['kind'] })}
              options={(['event', 'component'] as const).map((one) => ({
                value: one,
                label: t(`catalogue.kinds.${one}`),
              }))}
            />
          </div>
        </div>
      )}
      <div className="lc-pair">
        <Field label={t('catalogue.major')} error={error} pointer="/major" required>
          <Input
            maxLength={60}
            list="class-majors"
            value={draft.major}
            onChange={(event) => change({ major: event.target.value })}
          />
        </Field>
        <Field label={t('catalogue.majorEn')} error={error} pointer="/majorEn">
          <Input maxLength={80} value={draft.majorEn} onChange={(event) => change({ majorEn: event.target.value })} />
        </Field>
        <Field label={t('catalogue.minor')} error={error} pointer="/minor" help={t('catalogue.minorHelp')} required>
          <Input maxLength={60} value={draft.minor} onChange={(event) => change({ minor: event.target.value })} />
        </Field>
        <Field label={t('catalogue.minorEn')} error={error} pointer="/minorEn">
          <Input maxLength={80} value={draft.minorEn} onChange={(event) => change({ minorEn: event.target.value })} />
        </Field>
      </div>
      <datalist id="class-majors">
        {majors.map((major) => (
          <option key={major} value={major} aria-label={major} />
        ))}
      </datalist>
      {(['filingCondition', 'closingCondition'] as const).map((field) => (
        <Field
          key={field}
          label={t(`catalogue.${field}`)}
          error={error}
          pointer={`/${field}`}
          help={t(`catalogue.${field}Help`)}
        >
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={draft[field]}
            onChange={(event) => change({ [field]: event.target.value })}
          />
        </Field>
      ))}
      <span className="lc-label">{t('catalogue.limit')}</span>
      {draft.stages.map((stage, index) => (
        <div className="lc-inline" key={`${index}-${draft.stages.length}`}>
          <Input
            className="lc-stage"
            aria-label={t('catalogue.stageName', { n: index + 1 })}
            maxLength={40}
            value={stage.name}
            onChange={(event) => setStage(index, { name: event.target.value })}
          />
          <InputNumber
            aria-label={t('catalogue.stageAmount', { n: index + 1 })}
            min={stage.limit.unit === 'workDay' ? 1 : 0.5}
            step={stage.limit.unit === 'workDay' ? 1 : 0.5}
            max={10_000}
            value={stage.limit.amount}
            onChange={(amount) => setStage(index, { limit: { ...stage.limit, amount: amount ?? 1 } })}
          />
          <Select
            className="lc-unit"
            aria-label={t('action.timeUnit')}
            value={stage.limit.unit}
            onChange={(unit: Stage['limit']['unit']) => setStage(index, { limit: { ...stage.limit, unit } })}
            options={UNITS.map((unit) => ({ value: unit, label: t(`timeUnit.${unit}`) }))}
          />
          <Button
            type="text"
            aria-label={t('catalogue.removeStage', { n: index + 1 })}
            icon={<DeleteOutlined />}
            disabled={draft.stages.length === 1}
            onClick={() => change({ stages: draft.stages.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <p className="lc-help">{t('catalogue.limitHelp')}</p>
      <Button
        size="small"
        className="lc-start"
        icon={<PlusOutlined />}
        disabled={draft.stages.length >= 9}
        onClick={() => change({ stages: [...draft.stages, { name: '', limit: { amount: 1, unit: 'workDay' } }] })}
      >
        {t('catalogue.addStage')}
      </Button>
      <Responsible value={draft.responsible} onChange={(responsible) => change({ responsible })} />
      <div className="lc-inline">
        {(['evidenceRequired', 'urgent', 'confidential'] as const).map((mark) => (
          <Checkbox key={mark} checked={draft[mark]} onChange={(event) => change({ [mark]: event.target.checked })}>
            {t(`catalogue.${mark}`)}
          </Checkbox>
        ))}
      </div>
      {value && (
        <p className="lc-help">
          {t('catalogue.repliesHint', { count: draft.standardReplies.length })}{' '}
          <Link to="/texts" search={{ tab: 'replies' }}>
            {t('texts.nav')}
          </Link>
        </p>
      )}
    </CarefulModal>
  )
}
