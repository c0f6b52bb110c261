import { useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

import { call } from './api.ts'
import { useAsked } from './asked.ts'
import { useKnownGrid } from './grid.tsx'
import { readGridCard } from './operations.ts'

const FIRST_TO_CALL = ['fullTimeGridWorker', 'gridLeader', 'partTimeGridWorker', 'liaisonOfficer']

/** Somebody to talk to, on every screen: the worker of the grid once it is known, and the hotline always. */
export function CallBar({ hotline }: { readonly hotline: string }): ReactElement {
  const { t } = useTranslation()
  const { gridId } = useKnownGrid()
  const card = useAsked(gridId, (signal) => call(readGridCard, { params: { gridId: gridId ?? '' }, signal }))
  const worker = FIRST_TO_CALL.flatMap((duty) => card.value?.staff.filter((one) => one.duty === duty) ?? []).find(
    (one) => one.telephone !== '',
  )
  return (
    <nav className="call-bar" aria-label={t('call.label')}>
      {worker && (
        <a className="lx-button" href={`tel:${worker.telephone}`}>
          <span>
            {t(`duty.${worker.duty}`)} {worker.name}
            <small>{worker.telephone}</small>
          </span>
        </a>
      )}
      <a className="lx-button" href={`tel:${hotline}`}>
        <span>
          {t('call.hotline')}
          <small>{hotline}</small>
        </span>
      </a>
    </nav>
  )
}
