import type { WallPicture } from '@lianxin/contract'
import { LoadingView } from '@lianxin/ui'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { areaPaths, DRAWING_WIDTH } from './area-paths.ts'
import { Bars } from './wall-parts.tsx'

const LISTED = 10
/** Steps of open matters in one area, each with a ground of its own. */
const STEPS = [1, 3, 6, 11] as const
const stepOf = (open: number): number => STEPS.filter((from) => open >= from).length
/** Digits in a narrower area could not be read. */
const NARROWEST = 22

/** Areas by what is open in them: number and ground say the same; overdue ones have a thick edge and a mark. */
export function WallMap({
  picture,
  outlines,
}: {
  readonly picture: WallPicture
  readonly outlines: GeoJSON.FeatureCollection | null
}) {
  const { t } = useTranslation()
  const drawing = useMemo(() => outlines && areaPaths(outlines.features), [outlines])
  const counts = useMemo(() => new Map(picture.grids.map((grid) => [grid.id, grid])), [picture.grids])
  const first = picture.grids
    .filter(({ open }) => open > 0)
    .toSorted((a, b) => b.overdue - a.overdue || b.open - a.open)
    .slice(0, LISTED)
  if (!drawing) return <LoadingView />
  return (
    <div className="lw-map">
      <svg viewBox={`-4 -4 ${DRAWING_WIDTH + 8} ${drawing.height + 8}`} role="img" aria-label={t('wall.mapLabel')}>
        {drawing.areas.map(({ id, path }) => {
          const { open = 0, overdue = 0 } = counts.get(id) ?? {}
          return <path key={id} d={path} data-step={stepOf(open)} data-overdue={overdue > 0} />
        })}
        {drawing.areas.map(({ id, x, y, width }) => {
          const { open = 0, overdue = 0 } = counts.get(id) ?? {}
          return open > 0 && width > NARROWEST ? (
            <text key={id} x={x} y={y} data-step={stepOf(open)}>
              {overdue > 0 ? `${open}!` : open}
            </text>
          ) : null
        })}
      </svg>
      <div>
        <ul className="lw-legend" aria-label={t('wall.legend')}>
          {[0, ...STEPS].map((from, step) => (
            <li key={from}>
              <i data-step={step} />
              {step === 0 ? t('wall.none') : t('wall.from', { from })}
            </li>
          ))}
          <li>
            <i data-overdue />
            {t('wall.withOverdue')}
          </li>
        </ul>
        <Bars rows={first.map((grid) => ({ key: grid.id, name: grid.name, open: grid.open, overdue: grid.overdue }))} />
      </div>
    </div>
  )
}
