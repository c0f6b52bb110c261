import { useTranslation } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'

import { useUnsent } from './outbox.ts'

/** On every page, as long as the server does not have everything that was done here. */
export function OutboxBar(): ReactElement | null {
  const { t } = useTranslation()
  const open = useUnsent()
  if (open.length === 0) return null
  const refused = open.filter(({ state }) => state === 'refused').length
  return (
    <Link to="/outbox" className={`outbox-bar${refused > 0 ? ' outbox-bar-bad' : ''}`}>
      {refused > 0 ? t('outbox.barRefused', { n: refused }) : t('outbox.bar', { n: open.length })}
      <span aria-hidden="true"> ›</span>
    </Link>
  )
}
