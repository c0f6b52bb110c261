import type { TicketDetail } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useTranslation } from 'react-i18next'

import { unitName } from './words.ts'

/** One sentence: who has to do what now. */
export function WhatNext({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const desk = unitName(ticket.desk, language)
  if (ticket.pending) return t('next.pending', { request: t(`pending.${ticket.pending}`) })
  if (ticket.state === 'reported' || ticket.state === 'accepted') {
    const missing = [
      ticket.classCode === null ? t('next.missingClass') : null,
      ticket.gridId === null ? t('next.missingGrid') : null,
    ].filter((word) => word !== null)
    if (missing.length > 0) return t('next.missing', { desk, what: missing.join(t('next.and')) })
  }
  return t(`next.${ticket.state}`, {
    holder: unitName(ticket.holder, language),
    desk,
  })
}
