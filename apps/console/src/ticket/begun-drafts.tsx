import type { TicketDetail, WireCommandKind } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { Button } from 'antd'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

import { draftsStore, keepDraft } from '../app/drafts.ts'
import { begunOn, draftKey } from './draft-key.ts'

interface BegunProps {
  readonly ticket: Pick<TicketDetail, 'id'>
  readonly onOpen: (kind: WireCommandKind) => void
}

/** What was begun on this ticket and never sent: to go on with, or to throw away. */
export function BegunDrafts({ ticket, onOpen }: BegunProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const drafts = useSyncExternalStore(draftsStore.subscribe, draftsStore.get)
  const begun = begunOn(ticket.id, drafts)
  if (begun.length === 0) return null
  return (
    <ul className="lc-begun" aria-label={t('draft.begun')}>
      {begun.map(({ kind, at }) => (
        <li key={kind}>
          <span>{t('draft.begunOn', { command: t(`command.${kind}`), time: formatInstant(at, language) })}</span>
          <Button size="small" type="primary" ghost onClick={() => onOpen(kind)}>
            {t('draft.goOn')}
          </Button>
          <Button size="small" type="text" onClick={() => keepDraft(draftKey(ticket.id, kind), '')}>
            {t('draft.throwAway')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
