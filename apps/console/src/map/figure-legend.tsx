import type { GridFigures } from '@lianxin/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { classify, FEWEST, FIGURES, type FigureClass, type FigureKey } from './figures.ts'

/** `3`, `3–7`, `8+`; rates as `80% – 90%`. */
function rangeOf({ from, to }: FigureClass, percent: boolean): string {
  const unit = percent ? '%' : ''
  if (to === null) return percent ? `≥ ${from}${unit}` : `${from}+`
  if (percent) return from === 0 ? `< ${to}${unit}` : `${from}${unit} – ${to}${unit}`
  return to - from <= 1 ? String(from) : `${from}–${to - 1}`
}

/** What the colours of the grids mean, and how many grids have each. */
export function FigureLegend({
  figure,
  grids,
}: {
  readonly figure: FigureKey
  readonly grids: readonly GridFigures[]
}) {
  const { t } = useTranslation()
  const { classes, few } = useMemo(() => classify(grids, figure), [grids, figure])
  const { percent } = FIGURES[figure]
  return (
    <ul className="lc-figure-legend" aria-label={t('mapPage.figureLegend')}>
      <li>
        <strong>{t(`mapPage.figures.${figure}`)}</strong>
      </li>
      {classes.map((one) => (
        <li key={one.from}>
          <span className="lc-swatch" style={{ background: `var(${one.colour})` }} aria-hidden />
          <span>{rangeOf(one, percent)}</span>
          <small>{t('mapPage.gridCount', { count: one.grids })}</small>
        </li>
      ))}
      {percent && (
        <li>
          <span className="lc-swatch lc-swatch-few" aria-hidden />
          <span>{t('mapPage.few', { count: FEWEST })}</span>
          <small>{t('mapPage.gridCount', { count: few })}</small>
        </li>
      )}
    </ul>
  )
}
