import { figureRowName, figureWord, type FigureGroup, type FigureRow } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useTranslation } from 'react-i18next'

import { keysBetween } from './search.ts'

const [WIDTH, HEIGHT, FOOT] = [1000, 180, 22]
/** At most so many names below the bars. */
const MOST_NAMES = 12
const SHOWN = ['received', 'settled'] as const

/** Received and settled one after the other in time. The table below says the same in numbers. */
export function Trend({ rows, groupBy }: { readonly rows: readonly FigureRow[]; readonly groupBy: FigureGroup }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const keys = keysBetween(rows[0]?.key ?? '', rows.at(-1)?.key ?? '', groupBy)
  const countOf = new Map(rows.map(({ key, counts }) => [key, counts]))
  const nameOf = (key: string): string => figureRowName({ key, name: '', nameEn: '' }, groupBy, language)
  const most = Math.max(1, ...rows.flatMap(({ counts }) => SHOWN.map((figure) => counts[figure])))
  const step = WIDTH / keys.length
  const bar = Math.min(28, step * 0.38)
  const every = Math.ceil(keys.length / MOST_NAMES)
  const heightOf = (count: number): number => (count / most) * (HEIGHT - FOOT - 16)
  return (
    <figure className="lc-trend">
      <figcaption>
        {SHOWN.map((figure) => (
          <span key={figure} className="lc-inline">
            <span className={`lc-trend-key lc-trend-${figure}`} aria-hidden />
            {figureWord(figure, language)}
          </span>
        ))}
        <span className="lc-soft">{t('figures.most', { n: most })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('figures.trend')} preserveAspectRatio="none">
        <line className="lc-trend-ground" x1="0" x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
        {keys.map((key, place) =>
          SHOWN.map((figure, nth) => {
            const count = countOf.get(key)?.[figure] ?? 0
            return (
              <rect
                key={`${key} ${figure}`}
                className={`lc-trend-${figure}`}
                x={place * step + step / 2 + (nth - 1) * bar}
                y={HEIGHT - FOOT - heightOf(count)}
                width={bar}
                height={heightOf(count)}
              >
                <title>{`${nameOf(key)} ${figureWord(figure, language)} ${count}`}</title>
              </rect>
            )
          }),
        )}
      </svg>
      <ol aria-hidden>
        {keys.map((key, place) => (
          <li key={key}>{place % every === 0 ? nameOf(key).slice(2) : ''}</li>
        ))}
      </ol>
    </figure>
  )
}
