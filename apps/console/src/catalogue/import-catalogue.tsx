import { importCatalogue } from '@lianxin/contract'
import { InboxOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Input, Modal, Table, Upload } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'

interface ImportCatalogueProps {
  readonly onClose: () => void
  readonly onImported: (version: number) => void
}

/** Reads a CSV into a new draft version; nothing is in force before it is activated. */
export function ImportCatalogue({ onClose, onImported }: ImportCatalogueProps) {
  const { t } = useTranslation()
  const id = useId()
  const [file, setFile] = useState<File | null>(null)
  const [note, setNote] = useState('')
  const read = useMutation({
    mutationFn: async (given: File) =>
      call(importCatalogue, { body: { csv: await given.text(), ...(note ? { note } : {}) } }),
    onSuccess: (reply) => onImported(reply.version),
  })
  return (
    <Modal
      open
      width={720}
      title={t('catalogue.import')}
      okText={t(read.data ? 'action.close' : 'catalogue.import')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !file, loading: read.isPending }}
      onOk={() => (read.data ? onClose() : file && read.mutate(file))}
      onCancel={onClose}
    >
      {read.data ? (
        <div className="lc-stack">
          <Alert
            showIcon
            type="success"
            title={t('catalogue.imported', { n: read.data.version, count: read.data.classes })}
          />
          {read.data.warnings.length > 0 && (
            <Table
              size="small"
              rowKey={(row) => `${row.row}${row.field}${row.code}`}
              dataSource={[...read.data.warnings]}
              columns={[
                { title: t('import.row'), dataIndex: 'row' },
                { title: t('import.field'), render: (_, row) => t(`catalogue.columnNames.${row.field}`, row.field) },
                { title: t('import.fault'), dataIndex: 'detail' },
              ]}
            />
          )}
        </div>
      ) : (
        <div className="lc-form">
          <Upload.Dragger
            accept=".csv"
            maxCount={1}
            fileList={file ? [{ uid: '1', name: file.name, status: 'done' }] : []}
            onRemove={() => setFile(null)}
            beforeUpload={(chosen) => {
              setFile(chosen)
              return false
            }}
          >
            <InboxOutlined className="lc-drop-icon" aria-hidden />
            <p>{t('import.drop')}</p>
            <p className="lc-soft">{t('catalogue.columns')}</p>
          </Upload.Dragger>
          <label htmlFor={id}>{t('catalogue.note')}</label>
          <Input id={id} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
          <Refused error={read.error} />
        </div>
      )}
    </Modal>
  )
}
