import { newId } from '@lianxin/client'
import { importGrids, readGridImport, type GridImportView } from '@lianxin/contract'
import { InboxOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Progress, Radio, Steps, Table, Upload } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useSession } from '../app/session.tsx'
import { dayText } from '../app/time.ts'
import { Findings } from './findings.tsx'

type Format = 'geojson' | 'csv' | 'xlsx'
type Crs = 'WGS84' | 'GCJ02' | 'CGCS2000'
const FORMATS: Readonly<Record<string, Format>> = { geojson: 'geojson', json: 'geojson', csv: 'csv', xlsx: 'xlsx' }
const STAGES = ['read', 'convert', 'validate', 'repair', 'coverage', 'write', 'done'] as const
const ASK_EVERY_ms = 500

/** A file as base64, in pieces so that a hundred megabytes do not overflow the argument list. */
async function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve((typeof reader.result === 'string' ? reader.result : '').replace(/^data:[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable file'))
    reader.readAsDataURL(file)
  })
}

function Result({ view, onCheck }: { readonly view: GridImportView; readonly onCheck: () => void }) {
  const { t } = useTranslation()
  const { district } = useSession()
  const stage = STAGES.indexOf(view.step)
  const percent = view.state === 'running' ? Math.round((view.done / Math.max(1, view.total)) * 100) : 100
  const bad = view.state === 'refused' || view.state === 'failed'
  const state = t(`import.state.${view.state}`, { created: view.created, changed: view.changed })
  return (
    <div className="lc-stack" aria-live="polite">
      {bad ? (
        // No ticks at steps such as “written” above a file of which nothing was.
        <Alert type="error" showIcon title={state} />
      ) : (
        <>
          <Steps
            size="small"
            current={stage}
            status={view.state === 'imported' ? 'finish' : 'process'}
            items={STAGES.map((one) => ({ title: t(`import.stage.${one}`) }))}
          />
          <Progress
            percent={percent}
            status={view.state === 'imported' ? 'success' : 'active'}
            aria-label={t('import.progress')}
          />
          <h3>{state}</h3>
        </>
      )}
      {view.faults.length > 0 && (
        <Table
          size="small"
          rowKey={(row) => `${row.row}${row.field}${row.code}`}
          dataSource={[...view.faults]}
          pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            { title: t('import.row'), dataIndex: 'row', width: 80 },
            {
              title: t('import.field'),
              width: 160,
              render: (_, row) => t(`import.columnNames.${row.field}`, row.field),
            },
            { title: t('import.fault'), dataIndex: 'detail' },
          ]}
        />
      )}
      {view.state === 'imported' && (
        <>
          <p>{t('import.look')}</p>
          <Findings findings={view.findings} status="draft" level={district.levelNames.length - 1} />
          <div className="lc-inline">
            <Button type="primary" onClick={onCheck}>
              {t('import.toCheck')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

/** Boundaries come in as drafts: choose a file, say what it is, watch it being checked, look at it on the map. */
export function ImportGrids({ onCheck }: { readonly onCheck: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [file, setFile] = useState<File | null>(null)
  const [format, setFormat] = useState<Format>('geojson')
  const [crs, setCrs] = useState<Crs>('CGCS2000')
  const [from, setFrom] = useState(() => dayText(Date.now()))
  const start = useMutation({
    mutationFn: async (given: File) =>
      call(importGrids, {
        body: {
          id: newId(),
          filename: given.name,
          format,
          crs,
          validFrom: from,
          contentBase64: await base64Of(given),
        },
      }),
  })
  const importId = start.data?.id ?? ''
  const progress = useQuery({
    queryKey: ['grid-import', importId],
    queryFn: async ({ signal }) => {
      const view = await call(readGridImport, { params: { importId }, signal })
      if (view.state !== 'running') void queryClient.invalidateQueries({ queryKey: ['grids'] })
      return view
    },
    enabled: importId !== '',
    refetchInterval: (query) => (query.state.data && query.state.data.state !== 'running' ? false : ASK_EVERY_ms),
  })
  const view = progress.data ?? start.data
  return (
    <div className="lc-stack">
      <form
        className="lc-form lc-import"
        onSubmit={(event) => {
          event.preventDefault()
          if (file) start.mutate(file)
        }}
      >
        <Upload.Dragger
          accept=".geojson,.json,.csv,.xlsx"
          maxCount={1}
          fileList={file ? [{ uid: '1', name: file.name, status: 'done' }] : []}
          onRemove={() => setFile(null)}
          beforeUpload={(chosen) => {
            setFile(chosen)
            const guess = FORMATS[chosen.name.split('.').at(-1)?.toLowerCase() ?? '']
            if (guess) setFormat(guess)
            return false
          }}
        >
          <p>
            <InboxOutlined className="lc-drop-icon" aria-hidden />
          </p>
          <p>{t('import.drop')}</p>
          <p className="lc-soft">{t('import.dropHint')}</p>
        </Upload.Dragger>
        <span className="lc-label" id={`${id}-format`}>
          {t('import.format')}
        </span>
        <Radio.Group
          aria-labelledby={`${id}-format`}
          value={format}
          onChange={(event) => setFormat(event.target.value as Format)}
          options={(['geojson', 'csv', 'xlsx'] as const).map((one) => ({
            value: one,
            label: t(`import.formats.${one}`),
          }))}
        />
        <span className="lc-label" id={`${id}-crs`}>
          {t('import.crs')}
        </span>
        <Radio.Group
          aria-labelledby={`${id}-crs`}
          value={crs}
          onChange={(event) => setCrs(event.target.value as Crs)}
          options={(['CGCS2000', 'WGS84', 'GCJ02'] as const).map((one) => ({
            value: one,
            label: t(`import.crss.${one}`),
          }))}
        />
        <p className="lc-soft">{t('import.crsHint')}</p>
        <label htmlFor={`${id}-from`}>{t('grid.version.from')}</label>
        <Input
          id={`${id}-from`}
          type="date"
          className="lc-date"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Refused error={start.error ?? progress.error} />
        <div className="lc-form-buttons">
          <Button
            type="primary"
            htmlType="submit"
            disabled={!file}
            loading={start.isPending || view?.state === 'running'}
          >
            {t('import.start')}
          </Button>
        </div>
      </form>
      {view && <Result view={view} onCheck={onCheck} />}
    </div>
  )
}
