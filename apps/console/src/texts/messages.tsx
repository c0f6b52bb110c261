import { putTemplate, resetTemplate, type TemplateView } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Input, Switch, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useMay } from '../app/session.tsx'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { useCarefulSave } from '../settings/use-careful-save.ts'
import { HoleButtons } from './text-form.tsx'
import { afterForgetting, useWords } from './use-words.ts'

const changed = async (): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: ['message-templates'] })
  await queryClient.invalidateQueries({ queryKey: ['setting-changes'] })
}

type Holes = Parameters<typeof HoleButtons>[0]['holes']

function MessageForm({
  template,
  holes,
  onClose,
}: {
  readonly template: TemplateView
  readonly holes: Holes
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const words = useWords(template.text)
  const { area, zh, en } = words
  const [active, setActive] = useState(template.active)
  const saving = useCarefulSave({
    // Nothing else follows from a message's words: they are saved at once.
    save: async (dryRun) => {
      if (!dryRun) await call(putTemplate, { params: { kind: template.kind }, body: { zh, en, active } })
      return { consequences: [] }
    },
    onSaved: async () => {
      await changed()
      void message.success(t('texts.saved'))
      onClose()
    },
  })
  const { write, insert } = afterForgetting(saving.forget, words)
  const reset = useMutation({
    mutationFn: () => call(resetTemplate, { params: { kind: template.kind } }),
    onSuccess: async () => {
      await changed()
      onClose()
    },
  })
  return (
    <CarefulModal
      title={t(`texts.occasions.${template.kind}`)}
      width={720}
      saving={saving}
      ready={zh.trim() !== '' && en.trim() !== ''}
      onClose={onClose}
    >
      <Field label={t('texts.zh')} error={saving.error} pointer="/zh" help={t('texts.messageHelp')} required>
        <Input.TextArea
          ref={area}
          autoFocus
          autoSize={{ minRows: 3, maxRows: 8 }}
          value={zh}
          onChange={(event) => write({ zh: event.target.value })}
        />
      </Field>
      <HoleButtons holes={holes} onPick={insert} />
      <Field label={t('texts.en')} error={saving.error} pointer="/en" required>
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 8 }}
          value={en}
          onChange={(event) => write({ en: event.target.value })}
        />
      </Field>
      <label className="lc-inline">
        <Switch checked={active} onChange={setActive} /> {t('texts.send')}
      </label>
      <section className="lc-text-preview">
        <h3>{t('texts.now')}</h3>
        <p>{template.example.zh}</p>
        <p lang="en">{template.example.en}</p>
        <small className="lc-soft">{t('texts.smsParts', { count: template.smsParts.zh })}</small>
      </section>
      {template.changedAt !== null && (
        <Button type="link" size="small" className="lc-start" loading={reset.isPending} onClick={() => reset.mutate()}>
          {t('texts.toUsual')}
        </Button>
      )}
      <Refused error={reset.error} />
    </CarefulModal>
  )
}

interface MessagesProps {
  readonly items: readonly TemplateView[]
  readonly holes: readonly string[]
  readonly q: string
}

/** What residents and units are told on each occasion, with an example. */
export function Messages({ items, holes, q }: MessagesProps) {
  const { t } = useTranslation()
  const mayWrite = useMay('catalogue.write')
  const [editing, setEditing] = useState<TemplateView | null>(null)
  const named: Holes = holes.map((name) => {
    const word = t(`texts.holeWords.${name}`)
    return { name, meaning: { zh: word, en: word }, example: { zh: '', en: '' } }
  })
  const rows = items.filter((one) => `${t(`texts.occasions.${one.kind}`)} ${one.text.zh}`.includes(q))
  return (
    <>
      <Table
        size="small"
        tableLayout="fixed"
        rowKey="kind"
        dataSource={rows}
        pagination={false}
        columns={[
          {
            title: t('texts.occasion'),
            width: 220,
            render: (_, row) => (
              <>
                {t(`texts.occasions.${row.kind}`)}{' '}
                {!row.active && <span className="lx-tag lx-tag-warn">{t('texts.silent')}</span>}
                {row.changedAt !== null && <span className="lx-tag lx-tag-info">{t('texts.own')}</span>}
              </>
            ),
          },
          { title: t('texts.audience'), width: 110, render: (_, row) => t(`texts.audiences.${row.audience}`) },
          { title: t('texts.example'), render: (_, row) => row.example.zh },
          ...(mayWrite
            ? [
                {
                  title: t('action.column'),
                  width: 90,
                  render: (_: unknown, row: TemplateView) => (
                    <Button type="link" size="small" onClick={() => setEditing(row)}>
                      {t('action.edit')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {editing && <MessageForm template={editing} holes={named} onClose={() => setEditing(null)} />}
    </>
  )
}
