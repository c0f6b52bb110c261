import { findPosition, ProblemView, useTranslation, type PositionFailure } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { listGrids, locateGrid } from '../app/operations.ts'
import { useActing } from '../app/session.ts'
import type { Draft } from './draft.ts'

/** Most grids offered for choosing; a community has fewer than twenty. */
const MOST = 60

/** Where: one's own grid unless said otherwise, the position on a tap, and words. */
export function PlaceField({
  draft,
  onChange,
}: {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}): ReactElement {
  const { t } = useTranslation()
  const { post } = useActing()
  const [finding, setFinding] = useState(false)
  const [failure, setFailure] = useState<PositionFailure | null>(null)
  const { position } = draft
  const under = post.grid?.path ?? ''
  const grids = useQuery({
    queryKey: ['grids', under],
    queryFn: ({ signal }) => call(listGrids, { query: { ...(under === '' ? {} : { under }), limit: MOST }, signal }),
    staleTime: 10 * 60_000,
  })
  const located = useQuery({
    queryKey: ['grid-at', position],
    queryFn: ({ signal }) => call(locateGrid, { query: { lon: position?.lon ?? 0, lat: position?.lat ?? 0 }, signal }),
    enabled: position !== null,
  })
  const here = async (): Promise<void> => {
    setFinding(true)
    setFailure(null)
    const found = await findPosition()
    setFinding(false)
    if (typeof found === 'string') setFailure(found)
    else onChange({ position: found })
  }
  return (
    <>
      <label>
        {t('report.address')}
        <input
          value={draft.address}
          maxLength={300}
          placeholder={t('report.addressExample')}
          onChange={(event) => onChange({ address: event.target.value })}
        />
      </label>
      {position ? (
        <div className="chosen">
          <span>
            <small>{t('report.located')}</small>
            {located.data ? (located.data.grid?.name ?? t('report.outside')) : '…'}
          </span>
          <button type="button" className="lx-button" onClick={() => onChange({ position: null })}>
            {t('report.forget')}
          </button>
        </div>
      ) : (
        <>
          <button type="button" className="lx-button" disabled={finding} onClick={() => void here()}>
            {t(finding ? 'report.finding' : 'report.here')}
          </button>
          {failure && (
            <p className="lx-hint" role="alert">
              {t(`position.${failure}`)}
            </p>
          )}
          {grids.data && grids.data.items.length > 0 && (
            <label>
              {t('report.grid')}
              <select
                value={draft.gridId ?? ''}
                onChange={(event) => onChange({ gridId: event.target.value === '' ? null : event.target.value })}
              >
                <option value="">{t('report.noGrid')}</option>
                {grids.data.items.map((grid) => (
                  <option key={grid.id} value={grid.id}>
                    {grid.name}
                  </option>
                ))}
              </select>
            </label>
          )}
        </>
      )}
      {located.isError && <ProblemView error={located.error} onRetry={() => void located.refetch()} />}
    </>
  )
}
