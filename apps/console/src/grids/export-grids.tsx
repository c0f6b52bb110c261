import { exportGrids } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { DownloadOutlined } from '@ant-design/icons'
import { Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { urlOf } from '../app/api.ts'
import { useSession } from '../app/session.tsx'

/** The grids in force as a file for other programs. */
export function ExportGrids() {
  const { t } = useTranslation()
  const id = useId()
  const [language] = useLang()
  const { district } = useSession()
  const [format, setFormat] = useState<'geojson' | 'csv' | 'xlsx'>('xlsx')
  const [level, setLevel] = useState(-1)
  return (
    <div className="lc-form">
      <span className="lc-label" id={`${id}-format`}>
        {t('import.format')}
      </span>
      <Radio.Group
        aria-labelledby={`${id}-format`}
        value={format}
        onChange={(event) => setFormat(event.target.value as typeof format)}
        options={(['xlsx', 'csv', 'geojson'] as const).map((one) => ({
          value: one,
          label: t(`import.formats.${one}`),
        }))}
      />
      <label htmlFor={`${id}-level`}>{t('mapPage.level')}</label>
      <Select
        id={`${id}-level`}
        value={level}
        onChange={setLevel}
        options={[
          { value: -1, label: t('export.all') },
          ...district.levelNames.map((name, index) => ({ value: index, label: name[language] })),
        ]}
      />
      <p className="lc-soft">{t('export.hint')}</p>
      <div className="lc-form-buttons">
        <a
          className="lc-link-button"
          download
          href={urlOf(exportGrids, { query: { format, level: level < 0 ? undefined : level } })}
        >
          <DownloadOutlined aria-hidden /> {t('export.download')}
        </a>
      </div>
    </div>
  )
}
