import type { TicketDetail } from '@lianxin/contract'
import { useLang, useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

type Unit = TicketDetail['holder']

/** The units of the ticket with their telephones: who has it, who helps, who is above, the desk. */
export function CallUnits({ ticket }: { readonly ticket: TicketDetail }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const nameOf = (unit: Unit): string => (lang === 'en' && unit.nameEn !== '' ? unit.nameEn : unit.name)
  const units: { key: string; part: string; unit: Unit; text: string | null }[] = [
    { key: 'holder', part: t('units.holder'), unit: ticket.holder, text: ticket.holderPersonName },
    ...ticket.coUnits.map(({ unit, result }) => ({ key: unit.id, part: t('units.co'), unit, text: result })),
    ...(ticket.upperUnit ? [{ key: 'upper', part: t('units.upper'), unit: ticket.upperUnit, text: null }] : []),
    { key: 'desk', part: t('units.desk'), unit: ticket.desk, text: null },
  ]
  return (
    <section className="box">
      <h2>{t('units.title')}</h2>
      <ul className="units">
        {units.map(({ key, part, unit, text }) => (
          <li key={key}>
            <span>
              <small>{part}</small>
              {nameOf(unit)}
              {text !== null && text !== '' && <small>{text}</small>}
            </span>
            {unit.telephone !== '' && (
              <a
                className="lx-button"
                href={`tel:${unit.telephone}`}
                aria-label={t('units.call', { name: nameOf(unit), telephone: unit.telephone })}
              >
                {unit.telephone}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
