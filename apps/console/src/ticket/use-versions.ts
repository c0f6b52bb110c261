import type { TicketDetail, WireCommandKind } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { catalogueQuery, unitsQuery } from '../app/queries.ts'
import type { Values } from './action-inputs.tsx'
import type { InputName } from './action-fields.ts'
import type { ComparedField, Version } from './compare.ts'
import { className, unitName } from './words.ts'

/** Puts a ticket, and what a form would make of it, into words that can be held side by side. */
export function useVersions() {
  const { t } = useTranslation()
  const [language] = useLang()
  const units = useQuery(unitsQuery)
  const catalogue = useQuery(catalogueQuery)

  const versionOf = (ticket: TicketDetail): Version => ({
    state: [t(`state.${ticket.state}`), ticket.pending ? t(`pending.${ticket.pending}`) : '']
      .filter(Boolean)
      .join(' · '),
    holder: [unitName(ticket.holder, language), ticket.holderPersonName ?? ''].filter(Boolean).join(' · '),
    class: className(ticket.className, language) ?? '',
    place: [ticket.address, ticket.gridName ?? ''].filter(Boolean).join(' · '),
    due: ticket.clock.dueAt === null ? '' : formatInstant(ticket.clock.dueAt, language),
    reply: ticket.publicReply ?? '',
  })

  const unit = (id: string): string => {
    const found = units.data?.items.find((one) => one.id === id)
    return found ? unitName(found, language) : ''
  }
  const classOf = (code: string): string => {
    const found = catalogue.data?.classes.find((one) => one.code === code)
    return found ? (className({ zh: found.minor, en: found.minorEn }, language) ?? code) : code
  }
  const mineOf = (
    kind: WireCommandKind,
    inputs: readonly InputName[],
    values: Values,
  ): Partial<Record<ComparedField, string>> => {
    const has = (name: InputName): boolean => inputs.includes(name)
    const due = [
      has('until') && values.until ? t('ticket.until', { time: formatInstant(values.until, language) }) : '',
      has('extra') && values.extra
        ? `+${t(`limit.${values.extra.unit}`, { n: values.extra.amount, count: values.extra.amount })}`
        : '',
      has('limit') && values.limit
        ? t(`limit.${values.limit.unit}`, { n: values.limit.amount, count: values.limit.amount })
        : '',
    ].filter(Boolean)
    return {
      state: t(`command.${kind}`),
      ...(has('unit') && values.unit ? { holder: unit(values.unit) } : {}),
      ...(has('class') && values.class ? { class: classOf(values.class) } : {}),
      ...(has('place') && values.place?.address ? { place: values.place.address } : {}),
      ...(due.length > 0 ? { due: due.join(' ') } : {}),
      ...(has('publicReply') && values.publicReply ? { reply: values.publicReply } : {}),
    }
  }
  return { versionOf, mineOf }
}
