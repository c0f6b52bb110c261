import { findPosition, LoadingView, problemIn, ProblemView, useTranslation, type PositionFailure } from '@lianxin/ui'
import { useState, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { useKnownGrid } from '../app/grid.tsx'
import { locateGrid } from '../app/operations.ts'
import { callable, useGridCard, type GridCard } from '../app/worker.ts'
import { PlaceSearch } from '../report/place-search.tsx'
import { Clinics } from './clinics.tsx'

const SIDES = ['north', 'east', 'south', 'west'] as const

/** 网格明白卡: who looks after the place where one lives, with a button to call each of them. */
export default function GridPage(): ReactElement {
  const { t } = useTranslation()
  const { gridId, setGridId } = useKnownGrid()
  const card = useGridCard(gridId)
  const [another, setAnother] = useState(false)
  const gone = problemIn(card.error)?.status === 404
  if (gridId === null || another || gone)
    return (
      <FindGrid
        onFound={(id) => {
          setAnother(false)
          setGridId(id)
        }}
      />
    )
  return (
    <div className="page">
      <h1>{t('grid.title')}</h1>
      {card.error !== undefined && <ProblemView error={card.error} onRetry={card.again} />}
      {card.value ? <Card card={card.value} /> : card.error === undefined && <LoadingView />}
      <button type="button" className="lx-button" onClick={() => setAnother(true)}>
        {t('grid.another')}
      </button>
    </div>
  )
}

function Card({ card }: { readonly card: GridCard }): ReactElement {
  const { t } = useTranslation()
  const staff = callable(card)
  const sides = SIDES.filter((side) => card.fourBoundaries[side] !== '')
  return (
    <>
      <section className="field">
        <h2>{card.grid.name}</h2>
        <p className="hint">{[...card.names].slice(-4).join(' · ')}</p>
        {sides.length > 0 && (
          <dl className="sides">
            {sides.map((side) => (
              <div key={side}>
                <dt>{t(`grid.${side}`)}</dt>
                <dd>{card.fourBoundaries[side]}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
      <section className="field">
        <h2>{t('grid.staff')}</h2>
        {staff.length === 0 && <p>{t('grid.nobody')}</p>}
        <ul className="staff">
          {staff.map(({ name, duty, telephone }) => (
            <li key={telephone + duty}>
              <span>
                <strong>{name}</strong> {t(`duty.${duty}`)}
              </span>
              <a className="lx-button" href={`tel:${telephone}`} aria-label={t('grid.callWho', { name, telephone })}>
                {telephone}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <Clinics gridId={card.grid.id} />
    </>
  )
}

function FindGrid({ onFound }: { readonly onFound: (gridId: string) => void }): ReactElement {
  const { t } = useTranslation()
  const [address, setAddress] = useState('')
  const [finding, setFinding] = useState(false)
  const [failure, setFailure] = useState<PositionFailure | 'outside' | null>(null)
  const [error, setError] = useState<unknown>(undefined)

  const locate = async (): Promise<void> => {
    setFinding(true)
    setFailure(null)
    setError(undefined)
    try {
      const found = await findPosition()
      if (typeof found === 'string') return setFailure(found)
      const { grid } = await call(locateGrid, { query: found })
      if (grid) onFound(grid.id)
      else setFailure('outside')
    } catch (cause) {
      setError(cause)
    } finally {
      setFinding(false)
    }
  }
  return (
    <div className="page">
      <h1>{t('grid.find')}</h1>
      <p>{t('grid.findText')}</p>
      <section className="field">
        <button type="button" className="lx-button lx-button-primary" disabled={finding} onClick={() => void locate()}>
          {t(finding ? 'place.finding' : 'place.here')}
        </button>
        {failure && (
          <p className="hint" role="alert">
            {t(failure === 'outside' ? 'grid.outside' : `position.${failure}`)}
          </p>
        )}
        {error !== undefined && <ProblemView error={error} />}
        <PlaceSearch address={address} onAddress={setAddress} onPlace={({ gridId }) => onFound(gridId)} />
      </section>
    </div>
  )
}
