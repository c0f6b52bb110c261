import { readGridCard, readGridCardQr } from '@lianxin/contract'
import { formatDay, useLang } from '@lianxin/ui'
import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call, urlOf } from '../app/api.ts'
import { Loaded } from '../app/problem.tsx'
import { dayText } from '../app/time.ts'
import { CardClinics } from '../field-plans/card-clinics.tsx'

const SIZES = ['A5', 'A4'] as const
type Size = (typeof SIZES)[number]
const SIDES = ['east', 'south', 'west', 'north'] as const

/** 网格明白卡 for the wall of a building: who looks after the grid, their telephones, its area, and a code to report. */
export function GridCardPage() {
  const { t } = useTranslation()
  const [language] = useLang()
  const { gridId } = useParams({ from: '/inside/grid-card/$gridId' })
  const [size, setSize] = useState<Size>('A5')
  const [today] = useState(() => dayText(Date.now()))
  const card = useQuery({
    queryKey: ['grid-card', gridId],
    queryFn: ({ signal }) => call(readGridCard, { params: { gridId }, signal }),
  })
  return (
    <div className="lc-page lc-card-page">
      <style>{`@page { size: ${size}; margin: 10mm }`}</style>
      <div className="lc-bar lc-no-print">
        <Segmented
          aria-label={t('gridCard.size')}
          value={size}
          onChange={setSize}
          options={SIZES.map((value) => ({ value, label: t(`gridCard.sizes.${value}`) }))}
        />
        <Button
          type="primary"
          icon={<PrinterOutlined aria-hidden />}
          disabled={!card.data}
          onClick={() => window.print()}
        >
          {t('gridCard.send')}
        </Button>
        <Link to="/map" search={{ grid: gridId }}>
          {t('gridCard.back')}
        </Link>
      </div>
      <Loaded answer={card}>
        {({ grid, names, fourBoundaries, staff }) => (
          <article className="lc-paper-card" data-size={size}>
            <header>
              <p>{names.slice(0, -1).join(' · ')}</p>
              <h1>{grid.name}</h1>
              <p>
                {t('gridCard.title')} · {t('gridCard.code', { code: grid.code })}
              </p>
            </header>
            <section>
              <h2>{t('gridCard.people')}</h2>
              {staff.length === 0 ? (
                <p>{t('gridCard.nobody')}</p>
              ) : (
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t('gridCard.duty')}</th>
                      <th scope="col">{t('gridCard.name')}</th>
                      <th scope="col">{t('gridCard.telephone')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {staff.map(({ duty, name, telephone }) => (
                      <tr key={`${duty} ${name} ${telephone}`}>
                        <td>{t(`duty.${duty}`)}</td>
                        <td>{name}</td>
                        <td className="lc-paper-telephone">{telephone || '—'}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </section>
            {SIDES.some((side) => fourBoundaries[side] !== '') && (
              <section>
                <h2>{t('gridCard.area')}</h2>
                <dl className="lc-paper-sides">
                  {SIDES.map((side) => (
                    <div key={side}>
                      <dt>{t(`grid.side.${side}`)}</dt>
                      <dd>{fourBoundaries[side] || '—'}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            )}
            <CardClinics gridId={gridId} />
            <footer>
              <img src={urlOf(readGridCardQr, { params: { gridId } })} alt={t('gridCard.qr')} />
              <div>
                <h2>{t('gridCard.scan')}</h2>
                <p>{t('gridCard.scanHint')}</p>
                <small>{t('gridCard.printed', { day: formatDay(today, language) })}</small>
              </div>
            </footer>
          </article>
        )}
      </Loaded>
    </div>
  )
}
