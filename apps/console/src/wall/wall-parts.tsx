import type { WallPicture } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface BarRow {
  readonly key: string
  readonly name: string
  readonly open: number
  readonly overdue: number
}

/** Names with a bar for what is open, the overdue part of it marked and counted in words. */
export function Bars({ rows }: { readonly rows: readonly BarRow[] }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...rows.map(({ open }) => open))
  if (rows.length === 0) return <p className="lw-calm">{t('wall.calm')}</p>
  return (
    <ol className="lw-bars">
      {rows.map(({ key, name, open, overdue }) => (
        <li key={key}>
          <span className="lw-bar-name">{name}</span>
          <span className="lw-bar" aria-hidden>
            <i style={{ width: `${(100 * open) / most}%` }} />
            <i className="lw-late" style={{ width: `${(100 * overdue) / most}%` }} />
          </span>
          <b>{open}</b>
          <span className="lw-bar-late">{overdue > 0 ? t('wall.ofThemLate', { count: overdue }) : ''}</span>
        </li>
      ))}
    </ol>
  )
}

function Figure({ name, value, tone }: { readonly name: string; readonly value: ReactNode; readonly tone?: string }) {
  return (
    <div className="lw-figure" data-tone={tone}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Fewer settled matters than this make no rate (one ticket is not a trend). */
const LEAST_FOR_RATE = 20

/** One matter in an hour is no column over the whole screen. */
const LEAST_SCALE = 5

/** The large figures, and what came in during the last 24 hours. */
export function Figures({ picture: { figures, hours } }: { readonly picture: WallPicture }) {
  const { t } = useTranslation()
  const { onTime, of, days } = figures.lastDays
  const most = Math.max(LEAST_SCALE, ...hours)
  return (
    <>
      <dl className="lw-figures">
        <Figure name={t('wall.receivedToday')} value={figures.receivedToday} />
        <Figure name={t('wall.settledToday')} value={figures.settledToday} tone="good" />
        <Figure name={t('wall.open')} value={figures.open} />
        <Figure name={t('wall.overdue')} value={figures.overdue} tone={figures.overdue > 0 ? 'bad' : 'good'} />
        <Figure name={t('wall.nearDue')} value={figures.nearDue} tone={figures.nearDue > 0 ? 'warn' : 'good'} />
        <Figure name={t('wall.urgent')} value={figures.urgent} tone={figures.urgent > 0 ? 'bad' : 'good'} />
        <Figure name={t('wall.unlocated')} value={figures.unlocated} tone={figures.unlocated > 0 ? 'warn' : 'good'} />
        <Figure
          name={t('wall.onTime', { days })}
          value={of < LEAST_FOR_RATE ? t('wall.tooFew') : `${((100 * onTime) / of).toFixed(1)}%`}
        />
      </dl>
      <figure className="lw-hours">
        <figcaption>{t('wall.hours')}</figcaption>
        <ol>
          {hours.map((count, hour) => (
            // oxlint-disable-next-line react/no-array-index-key -- the hour is what it is
            <li key={hour} aria-label={t('wall.hoursAgo', { hours: hours.length - 1 - hour, count })}>
              <b>{count > 0 ? count : ''}</b>
              <i style={{ height: `${(100 * count) / most}%` }} />
            </li>
          ))}
        </ol>
        <p className="lw-hours-ends" aria-hidden>
          <span>{t('wall.hoursFrom', { hours: hours.length - 1 })}</span>
          <span>{t('wall.hoursTo')}</span>
        </p>
      </figure>
    </>
  )
}

/** Units by what they hold: overdue first. Units only, never persons. */
export function UnitBars({ picture }: { readonly picture: WallPicture }) {
  const [lang] = useLang()
  return (
    <Bars
      rows={picture.units.map((unit) => ({
        key: unit.id,
        name: (lang === 'en' && unit.nameEn) || unit.name,
        open: unit.open,
        overdue: unit.overdue,
      }))}
    />
  )
}

/** What kind of matters are open, and how many of each came today. */
export function ClassTable({ picture }: { readonly picture: WallPicture }) {
  const { t } = useTranslation()
  const [lang] = useLang()
  return (
    <table className="lw-classes">
      <thead>
        <tr>
          <th scope="col">{t('wall.class')}</th>
          <th scope="col">{t('wall.open')}</th>
          <th scope="col">{t('wall.receivedToday')}</th>
        </tr>
      </thead>
      <tbody>
        {picture.classes.map(({ className, open, today }) => (
          <tr key={className?.zh ?? ''}>
            <th scope="row">{className?.[lang] ?? t('wall.unclassified')}</th>
            <td>{open}</td>
            <td>{today}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
