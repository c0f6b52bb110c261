import { useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

import { useNewVersion } from './install.ts'

/** A newer page waits; it is put in when one says so, never under one's hands. */
export function UpdateBar(): ReactElement | null {
  const { t } = useTranslation()
  const take = useNewVersion()
  if (!take) return null
  return (
    <div className="update-bar" role="status">
      <span>{t('update.text')}</span>
      <button type="button" className="lx-button" onClick={take}>
        {t('update.now')}
      </button>
    </div>
  )
}
