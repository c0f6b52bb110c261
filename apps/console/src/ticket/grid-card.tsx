import type { GridDetail, TicketDetail, UnitBrief } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { PhoneOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { Loaded } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { gridQuery } from './grid-query.ts'
import { unitName } from './words.ts'

function Telephone({ number }: { readonly number: string }) {
  return number === '' ? null : (
    <a className="lc-tel" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
      <PhoneOutlined aria-hidden /> {number}
    </a>
  )
}

function Staff({ detail }: { readonly detail: GridDetail }) {
  const { t } = useTranslation()
  if (detail.staff.length === 0) return <p className="lc-warn">{t('grid.noStaff')}</p>
  return (
    <ul className="lc-people">
      {detail.staff.map((one) => (
        <li key={one.id}>
          <span>
            <strong>{one.personName}</strong> <small>{t(`duty.${one.duty}`)}</small>
          </span>
          <Telephone number={one.telephone} />
        </li>
      ))}
    </ul>
  )
}

/** Who looks after the place, and who answers for the matter now, each with a telephone to press. */
export function GridCard({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const may = useMay('grid.read')
  const answer = useQuery({ ...gridQuery(ticket.grid?.id ?? ''), enabled: may && ticket.grid !== null })
  const units: readonly (readonly [string, UnitBrief])[] = [
    ['ticket.holder', ticket.holder],
    ...(ticket.desk.id === ticket.holder.id ? [] : [['ticket.desk', ticket.desk] as const]),
    ...(ticket.upperUnit ? [['around.upper', ticket.upperUnit] as const] : []),
  ]
  return (
    <section className="lc-section lc-card-people">
      <h3>
        {ticket.grid ? (
          <Link to="/grids" search={{ grid: ticket.grid.id }}>
            {ticket.grid.name}
          </Link>
        ) : (
          t('around.people')
        )}
      </h3>
      {ticket.grid && may && <Loaded answer={answer}>{(detail) => <Staff detail={detail} />}</Loaded>}
      <ul className="lc-people">
        {units.map(([label, unit]) => (
          <li key={label}>
            <span>
              {unitName(unit, language)} <small>{t(label)}</small>
            </span>
            <Telephone number={unit.telephone} />
          </li>
        ))}
      </ul>
    </section>
  )
}
