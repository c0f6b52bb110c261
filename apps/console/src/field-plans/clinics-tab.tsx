import type { ClinicView } from '@lianxin/contract'
import { formatDay, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded, Nothing } from '../app/problem.tsx'
import { useMay, useSession } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'
import { GridPicker } from '../grids/grid-picker.tsx'
import { ClinicEnd } from './clinic-end.tsx'
import { ClinicForm } from './clinic-form.tsx'
import { ClinicRecord } from './clinic-record.tsx'
import { clockOf } from './hours.ts'
import { clinicsQuery } from './queries.ts'

type Day = ClinicView['days'][number]

const TONE = { coming: 'info', held: 'good', notHeld: 'warn', unrecorded: 'bad' } as const
const SHOWN = 5

function DayLine({
  day,
  clinic,
  onRecord,
}: {
  readonly day: Day
  readonly clinic: ClinicView
  readonly onRecord: () => void
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [openedAt] = useState(() => new Date().toLocaleDateString('sv'))
  const isDue = day.stand === 'unrecorded' || (day.stand === 'coming' && day.day <= openedAt)
  return (
    <li className="lc-inline lc-clinic-day">
      <span className={`lx-tag lx-tag-${TONE[day.stand]}`}>{t(`fieldPlans.stand.${day.stand}`)}</span>
      <span>{formatDay(day.day, language)}</span>
      {day.reason !== '' && <span className="lc-soft">{day.reason}</span>}
      {day.tickets.map(({ id, number }) => (
        <Link key={id} to="/tickets/$ticketId" params={{ ticketId: id }}>
          {number}
        </Link>
      ))}
      {day.ticketCount > day.tickets.length && (
        <span className="lc-soft">{t('fieldPlans.matterCount', { n: day.ticketCount })}</span>
      )}
      {clinic.mine && isDue && (
        <Button size="small" onClick={onRecord}>
          {t('fieldPlans.record')}
        </Button>
      )}
    </li>
  )
}

function ClinicCard({ clinic }: { readonly clinic: ClinicView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [day, setDay] = useState<string | null>(null)
  const [ends, setEnds] = useState(false)
  return (
    <li className="lc-clinic">
      <h2>{unitName(clinic.unit, language)}</h2>
      <p>
        {clinic.grid?.name} ·{' '}
        {t('fieldPlans.weekly', {
          weekday: t(`fieldPlans.weekday.${clinic.weekday}`),
          from: clockOf(clinic.fromMinute),
          to: clockOf(clinic.toMinute),
        })}
      </p>
      <p className="lc-soft">
        {clinic.place}
        {clinic.matters !== '' && ` · ${clinic.matters}`}
        {clinic.to !== null && ` · ${t('fieldPlans.until', { day: formatDay(clinic.to, language) })}`}
      </p>
      <p>
        {clinic.held_percent === null
          ? t('fieldPlans.notYet')
          : t('fieldPlans.kept', { held: clinic.held, due: clinic.due, percent: clinic.held_percent })}
      </p>
      <ul className="lc-clinic-days">
        {clinic.days.slice(0, SHOWN).map((one) => (
          <DayLine key={one.day} day={one} clinic={clinic} onRecord={() => setDay(one.day)} />
        ))}
      </ul>
      {clinic.mayEnd && (
        <Button size="small" type="link" className="lc-clinic-end" onClick={() => setEnds(true)}>
          {t('fieldPlans.end')}
        </Button>
      )}
      {ends && <ClinicEnd clinic={clinic} onClose={() => setEnds(false)} />}
      {day !== null && <ClinicRecord clinic={clinic} day={day} onClose={() => setDay(null)} />}
    </li>
  )
}

/** Clinics of departments: when and where, and whether they were held. */
export function ClinicsTab() {
  const { t } = useTranslation()
  const { post } = useSession()
  const isDepartment = post.unit.kind === 'department'
  const mayWrite = useMay('fieldPlan.write') && isDepartment
  const [gridId, setGridId] = useState<string | null>(null)
  const [ownOnly, setOwnOnly] = useState(false)
  const [plans, setPlans] = useState(false)
  const answer = useQuery(clinicsQuery({ gridId, unitId: ownOnly ? post.unit.id : null }))
  return (
    <div className="lc-stack">
      <div className="lc-bar">
        <p className="lc-soft lc-grow">{t('fieldPlans.aboutClinics')}</p>
        {mayWrite && (
          <Button type="primary" onClick={() => setPlans(true)}>
            {t('fieldPlans.planClinic')}
          </Button>
        )}
      </div>
      <div className="lc-bar">
        <span className="lc-clinic-grid">
          <GridPicker value={gridId} onChange={setGridId} />
        </span>
        {isDepartment && (
          <span className="lc-inline">
            <Switch size="small" checked={ownOnly} onChange={setOwnOnly} aria-label={t('fieldPlans.ownOnly')} />
            {t('fieldPlans.ownOnly')}
          </span>
        )}
      </div>
      <Loaded answer={answer}>
        {({ items, truncated }) =>
          items.length === 0 ? (
            <Nothing text={t('fieldPlans.noClinics')} hint={t('fieldPlans.noClinicsHint')} />
          ) : (
            <>
              {truncated && <p className="lc-warn">{t('fieldPlans.truncated')}</p>}
              <ul className="lc-clinics">
                {items.map((clinic) => (
                  <ClinicCard key={clinic.id} clinic={clinic} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {plans && <ClinicForm onClose={() => setPlans(false)} />}
    </div>
  )
}
