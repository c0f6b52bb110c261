import { listSettingChanges, restoreSetting, type SettingChangeView, type SettingKind } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { HistoryOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing, Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useMay } from '../app/session.tsx'
import { UnitPicker } from '../ticket/unit-picker.tsx'
import { Consequences } from './consequences.tsx'
import { Field } from './field.tsx'
import { useCarefulSave } from './use-careful-save.ts'

const PAGE = 50
const FIELDS_SHOWN = 6

/** Field by field what it was and what it is, in words. */
export function FieldChanges({ fields }: { readonly fields: SettingChangeView['fields'] }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const shown = all ? fields : fields.slice(0, FIELDS_SHOWN)
  return (
    <>
      <dl className="lc-changes">
        {shown.map(({ label, before, after }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {before !== null && <del>{before}</del>}
              {before !== null && after !== null && <span aria-label={t('settings.becomes')}> → </span>}
              {after === null ? <span className="lc-soft"> → {t('settings.empty')}</span> : <ins>{after}</ins>}
            </dd>
          </div>
        ))}
      </dl>
      {fields.length > shown.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('settings.moreFields', { count: fields.length - shown.length })}
        </Button>
      )}
    </>
  )
}

/** What was changed: a message by its occasion, all else by the name it had then. */
function useLabelOf(): (change: SettingChangeView) => string {
  const { t } = useTranslation()
  return ({ kind, key, label }) => (kind === 'message' ? t(`texts.occasions.${key}`, label) : label)
}

/** Asks what restoring would bring, then does it. */
function Restore({ change, onClose }: { readonly change: SettingChangeView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const labelOf = useLabelOf()
  const [heirId, setHeirId] = useState<string | null>(null)
  const saving = useCarefulSave({
    save: (dryRun) =>
      call(restoreSetting, {
        params: { changeId: change.id },
        query: { dryRun },
        body: heirId === null ? {} : { heirId },
      }),
    onSaved: async () => {
      await queryClient.invalidateQueries()
      void message.success(t('settings.restored', { name: labelOf(change) }))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('settings.restoreAsk', { name: labelOf(change) })}
      okText={t(saving.follows && !saving.must ? 'settings.confirmRestore' : 'settings.restore')}
      cancelText={t('action.cancel')}
      okButtonProps={{ loading: saving.isPending }}
      onOk={saving.submit}
      onCancel={onClose}
    >
      <p>{t('settings.restoreHint')}</p>
      <FieldChanges
        fields={change.fields.map(({ label, before, after }) => ({ label, before: after, after: before }))}
      />
      {saving.must && (
        <Field label={t('settings.heir')} error={saving.error} pointer="/heirId" required>
          <UnitPicker placeholder={t('settings.heir')} value={heirId} onChange={setHeirId} />
        </Field>
      )}
      {saving.follows && <Consequences items={saving.follows} />}
      <Refused error={saving.error} />
    </Modal>
  )
}

function Change({
  change,
  onRestore,
}: {
  readonly change: SettingChangeView
  readonly onRestore: (() => void) | null
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  const labelOf = useLabelOf()
  const who = change.personName ?? t('settings.system')
  return (
    <li className="lc-change">
      <p className="lc-inline">
        <strong>{t(`settings.kinds.${change.kind}`)}</strong>
        <span>{labelOf(change)}</span>
        <span className="lx-tag">{t(`settings.actions.${change.action}`)}</span>
        {change.imported && <span className="lx-tag lx-tag-info">{t('settings.imported')}</span>}
      </p>
      <p className="lc-soft">
        {who} · <time dateTime={change.at}>{formatInstant(change.at, language)}</time>
      </p>
      <FieldChanges fields={change.fields} />
      {onRestore && change.restorable === 'yes' && (
        <Button size="small" onClick={onRestore}>
          {t('settings.restore')}
        </Button>
      )}
      {onRestore && change.restorable === 'later' && <small className="lc-soft">{t('settings.changedSince')}</small>}
    </li>
  )
}

/** The button and panel “变更记录”: who changed what when, newest first, and the way back. */
export function History({ kinds, subject }: { readonly kinds: readonly SettingKind[]; readonly subject?: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const mayRead = useMay('setting.read')
  if (!mayRead) return null
  return (
    <>
      <Button icon={<HistoryOutlined />} onClick={() => setOpen(true)}>
        {t('settings.history')}
      </Button>
      <Drawer open={open} size={560} title={t('settings.history')} onClose={() => setOpen(false)} destroyOnHidden>
        <Changes kinds={kinds} {...(subject === undefined ? {} : { subject })} />
      </Drawer>
    </>
  )
}

function Changes({ kinds, subject }: { readonly kinds: readonly SettingKind[]; readonly subject?: string }) {
  const { t } = useTranslation()
  const mayWrite = useMay('setting.write')
  const [restoring, setRestoring] = useState<SettingChangeView | null>(null)
  const changes = useInfiniteQuery({
    queryKey: ['setting-changes', ...kinds, subject],
    queryFn: ({ pageParam, signal }) =>
      call(listSettingChanges, {
        query: { kinds: kinds.join(','), key: subject, before: pageParam, limit: PAGE },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.items.length === PAGE ? page.items.at(-1)?.id : undefined),
    staleTime: 0,
  })
  return (
    <Loaded answer={changes}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        if (items.length === 0) return <Nothing text={t('settings.noHistory')} hint={t('settings.noHistoryHint')} />
        return (
          <>
            <ul className="lc-plain-list">
              {items.map((change) => (
                <Change key={change.id} change={change} onRestore={mayWrite ? () => setRestoring(change) : null} />
              ))}
            </ul>
            {changes.hasNextPage && (
              <Button loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
                {t('audit.more')}
              </Button>
            )}
            {restoring && <Restore change={restoring} onClose={() => setRestoring(null)} />}
          </>
        )
      }}
    </Loaded>
  )
}
