import { exportSheet, SHEET_NAMES, type SettingKind, type SheetName } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { useMay } from '../app/session.tsx'
import { dayText } from '../app/time.ts'
import { History } from './history.tsx'
import { saveFile } from './save-file.ts'
import { SheetImport } from './sheet-import.tsx'

interface SheetBarProps {
  readonly sheet: SheetName
  readonly kinds: readonly SettingKind[]
  /** After an import was written. */
  readonly onImported?: (version: number | null) => void
}

/** What every list of the administration offers: the table as XLSX, out and in, and its history. */
export function SheetBar({ sheet, kinds, onImported }: SheetBarProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { message } = App.useApp()
  const mayWrite = useMay('setting.write')
  const [importing, setImporting] = useState(false)
  const name = SHEET_NAMES[sheet][language === 'zh' ? 0 : 1]
  const take = useMutation({
    mutationFn: (template: boolean) => call(exportSheet, { params: { sheet }, query: { template } }),
    onSuccess: (file, template) => {
      const suffix = template ? t('xlsx.templateName') : dayText(Date.now())
      saveFile(file, `${name}-${suffix}.xlsx`)
    },
    onError: () => void message.error(t('xlsx.exportFailed')),
  })
  return (
    <>
      <History kinds={kinds} />
      {mayWrite && (
        <>
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'export', label: t('xlsx.export') },
                { key: 'template', label: t('xlsx.template') },
              ],
              onClick: ({ key }) => take.mutate(key === 'template'),
            }}
          >
            <Button icon={<DownloadOutlined />} loading={take.isPending}>
              {t('xlsx.exportMenu')}
            </Button>
          </Dropdown>
          <Button icon={<UploadOutlined />} onClick={() => setImporting(true)}>
            {t('xlsx.import')}
          </Button>
        </>
      )}
      {importing && (
        <SheetImport
          sheet={sheet}
          onTemplate={() => take.mutate(true)}
          onClose={() => setImporting(false)}
          onImported={onImported ?? (() => undefined)}
        />
      )}
    </>
  )
}
