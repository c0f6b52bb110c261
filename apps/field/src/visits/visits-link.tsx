import { useTranslation } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'

import { useRight } from '../app/session.ts'
import { useVisits } from './queries.ts'

/** The way from the to-dos to the visits, with how many are due. Nothing where the post sees none. */
export function VisitsLink(): ReactElement | null {
  return useRight('visit.read') ? <Way /> : null
}

function Way(): ReactElement {
  const { t } = useTranslation()
  const found = useVisits(true).data?.value
  const n = found && `${found.items.length}${found.hasMore ? '+' : ''}`
  const hasNone = found?.items.length === 0
  return (
    <Link to="/visits" className="lx-button">
      {n === undefined || hasNone ? t('visits.title') : t('visits.link', { n })}
    </Link>
  )
}
