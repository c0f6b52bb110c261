import { useTranslation } from '@lianxin/ui'
import type { MouseEvent, ReactElement } from 'react'

import { useKnownGrid } from './grid.tsx'
import { go } from './route.ts'
import { callable, useGridCard } from './worker.ts'

/** Somebody to talk to, on every screen: the worker of the grid, or the way to find them, and the hotline always. */
export function CallBar({ hotline }: { readonly hotline: string }): ReactElement {
  const { t } = useTranslation()
  const { gridId } = useKnownGrid()
  const card = useGridCard(gridId)
  const worker = card.value && callable(card.value)[0]
  const find = (event: MouseEvent): void => {
    event.preventDefault()
    go('/grid')
  }
  return (
    <nav className="call-bar" aria-label={t('call.label')}>
      {worker ? (
        <a className="lx-button" href={`tel:${worker.telephone}`}>
          <span>
            {t('call.worker', { duty: t(`duty.${worker.duty}`), name: worker.name })}
            <small>{worker.telephone}</small>
          </span>
        </a>
      ) : (
        <a className="lx-button" href="/r/grid" onClick={find}>
          <span>
            {t('call.find')}
            <small>{t('call.findHint')}</small>
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
