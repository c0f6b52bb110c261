import { newId } from '@lianxin/client'
import {
  beginSheetImport,
  confirmSheetImport,
  readSheetImport,
  SHEET_NAMES,
  type SheetImportView,
  type SheetName,
} from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { InboxOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Modal, Progress, Table, Upload } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { FieldChanges } from './history.tsx'
import { base64Of } from './save-file.ts'

const ASK_EVERY_ms = 400

interface SheetImportProps {
  readonly sheet: SheetName
  readonly onTemplate: () => void
  readonly onClose: () => void
  readonly onImported: (version: number | null) => void
}

const works = (view: SheetImportView | undefined): boolean => view?.state === 'reading' || view?.state === 'writing'

/** How far it is, in the words of the step. */
function Working({ view }: { readonly view: SheetImportView }) {
  const { t } = useTranslation()
  const percent = view.total > 0 ? Math.round((view.done / view.total) * 100) : 0
  return (
    <div className="lc-stack" aria-live="polite">
      <p>{t(`xlsx.state.${view.state}`)}</p>
      <Progress percent={percent} status="active" showInfo={view.total > 0} aria-label={t('import.progress')} />
    </div>
  )
}

function Faults({ view }: { readonly view: SheetImportView }) {
  const { t } = useTranslation()
  // A file that could not be read has no rows to correct.
  const [first] = view.faults
  if (first && view.faults.every(({ row, column }) => row === 0 && column === ''))
    return (
      <Alert
        type="error"
        showIcon
        title={t('xlsx.unread')}
        description={view.faults.map(({ detail }) => detail).join(' ')}
      />
    )
  return (
    <>
      <Alert
        type="error"
        showIcon
        title={t('xlsx.refused', { count: view.faultCount })}
        description={t('xlsx.refusedHint')}
      />
      <Table
        size="small"
        rowKey={(fault) => `${fault.row} ${fault.column} ${fault.detail}`}
        dataSource={[...view.faults]}
        pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          { title: t('import.row'), width: 80, render: (_, fault) => (fault.row === 0 ? '—' : fault.row) },
          { title: t('xlsx.column'), width: 150, render: (_, fault) => fault.column || '—' },
          { title: t('import.fault'), dataIndex: 'detail' },
        ]}
      />
    </>
  )
}

const TONES = { created: 'good', changed: 'info', removed: 'warn' } as const

function Preview({ view }: { readonly view: SheetImportView }) {
  const { t } = useTranslation()
  const { created, changed, removed, unchanged } = view
  const nothing = created + changed + removed === 0
  return (
    <>
      <Alert
        type={nothing ? 'info' : 'success'}
        showIcon
        title={t(nothing ? 'xlsx.nothingNew' : 'xlsx.checked', { created, changed, removed, unchanged })}
        description={nothing ? t('xlsx.nothingNewHint') : t('xlsx.checkedHint')}
      />
      {removed > 0 && <Alert type="warning" showIcon title={t('xlsx.removed', { count: removed })} />}
      {!nothing && (
        <Table
          size="small"
          rowKey={(row) => `${row.row} ${row.name} ${row.action}`}
          dataSource={[...view.rows]}
          pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            { title: t('import.row'), width: 70, render: (_, row) => (row.row === 0 ? '—' : row.row) },
            {
              title: t('xlsx.action'),
              width: 90,
              render: (_, row) => (
                <span className={`lx-tag lx-tag-${TONES[row.action]}`}>{t(`xlsx.actions.${row.action}`)}</span>
              ),
            },
            { title: t('xlsx.name'), width: 160, dataIndex: 'name' },
            { title: t('xlsx.changes'), render: (_, row) => <FieldChanges fields={row.fields} /> },
          ]}
        />
      )}
    </>
  )
}

/** A table comes in: choose the file, see what it would change, confirm. Nothing is written before. */
export function SheetImport({ sheet, onTemplate, onClose, onImported }: SheetImportProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [importId, setImportId] = useState(newId)
  const begin = useMutation({
    mutationFn: async (file: File) =>
      call(beginSheetImport, {
        body: { id: importId, sheet, filename: file.name, contentBase64: await base64Of(file) },
      }),
  })
  const progress = useQuery({
    queryKey: ['sheet-import', importId],
    queryFn: ({ signal }) => call(readSheetImport, { params: { importId }, signal }),
    enabled: begin.isSuccess,
    refetchInterval: (query) => (works(query.state.data) || !query.state.data ? ASK_EVERY_ms : false),
  })
  const confirm = useMutation({
    mutationFn: () => call(confirmSheetImport, { params: { importId } }),
    onSuccess: () => progress.refetch(),
  })
  const view = begin.isSuccess ? (progress.data ?? begin.data) : undefined
  const state = view?.state
  const version = view?.version ?? null
  useEffect(() => {
    if (state !== 'imported') return
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'sheet-import' })
    onImported(version)
    // Once, when the import has ended.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [state])
  const again = () => {
    setImportId(newId())
    begin.reset()
    confirm.reset()
  }
  const changes = view ? view.created + view.changed + view.removed : 0
  const ready = state === 'checked' && changes > 0
  const over = state === 'imported' || (state === 'checked' && changes === 0)
  return (
    <Modal
      open
      width={880}
      title={t('xlsx.importOf', { name: SHEET_NAMES[sheet][language === 'zh' ? 0 : 1] })}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          {(state === 'refused' || state === 'failed' || ready) && <Button onClick={again}>{t('xlsx.again')}</Button>}
          {!over && <Button onClick={onClose}>{t('action.cancel')}</Button>}
          {ready && (
            <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate()}>
              {t('xlsx.confirm', { count: changes })}
            </Button>
          )}
          {over && (
            <Button type="primary" onClick={onClose}>
              {t('action.close')}
            </Button>
          )}
        </>
      }
    >
      <div className="lc-stack">
        {!view && (
          <>
            <p>
              {t(`xlsx.about.${sheet}`)}{' '}
              <Button type="link" size="small" onClick={onTemplate}>
                {t('xlsx.template')}
              </Button>
            </p>
            <Upload.Dragger
              accept=".xlsx"
              maxCount={1}
              showUploadList={false}
              disabled={begin.isPending}
              beforeUpload={(file) => {
                begin.mutate(file)
                return false
              }}
            >
              <InboxOutlined className="lc-drop-icon" aria-hidden />
              <p>{t(begin.isPending ? 'xlsx.sending' : 'import.drop')}</p>
              <p className="lc-soft">{t('xlsx.dropHint')}</p>
            </Upload.Dragger>
          </>
        )}
        {view && works(view) && <Working view={view} />}
        {view && (state === 'refused' || state === 'failed') && <Faults view={view} />}
        {view && state === 'checked' && <Preview view={view} />}
        {view && state === 'imported' && (
          <Alert
            type="success"
            showIcon
            title={t('xlsx.imported', { created: view.created, changed: view.changed, removed: view.removed })}
            description={t(version === null ? 'xlsx.importedHint' : 'xlsx.draftHint', { n: version ?? 0 })}
          />
        )}
        <Refused error={begin.error ?? confirm.error ?? progress.error} />
      </div>
    </Modal>
  )
}
