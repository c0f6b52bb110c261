import { BRIEF_FORMATS, readBriefFile } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { urlOf } from '../app/api.ts'

/** A brief as files, in the language of the page. @param name  of the brief, read out with each */
export function Files({ briefId, name }: { readonly briefId: string; readonly name: string }) {
  const { t } = useTranslation()
  const [lang] = useLang()
  return (
    <span className="lc-inline lc-no-print">
      {BRIEF_FORMATS.map((format) => (
        <Button
          key={format}
          icon={<DownloadOutlined />}
          download
          aria-label={t('brief.file', { format: t(`brief.formats.${format}`), name })}
          href={urlOf(readBriefFile, { params: { briefId }, query: { format, lang } })}
        >
          {t(`brief.formats.${format}`)}
        </Button>
      ))}
    </span>
  )
}
