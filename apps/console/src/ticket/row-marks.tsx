import type { TicketRow } from '@lianxin/contract'
import { useWords } from '@lianxin/ui'
import { useSyncExternalStore } from 'react'

import { draftsStore } from '../app/drafts.ts'
import { useLastSeen } from '../app/last-seen.ts'
import { begunOn } from './draft-key.ts'

/** In a row of the queue: changed since this person last looked, and work begun on it that was not sent. */
export function RowMarks({ row }: { readonly row: Pick<TicketRow, 'id' | 'revision'> }) {
  const t = useWords()
  const { seen } = useLastSeen()
  const drafts = useSyncExternalStore(draftsStore.subscribe, draftsStore.get)
  const before = seen.get(row.id)
  const changed = before !== undefined && row.revision > before
  const begun = drafts.size > 0 && begunOn(row.id, drafts).length > 0
  return (
    <>
      {changed && <span className="lc-dot" role="img" aria-label={t('seen.dot')} title={t('seen.dot')} />}
      {begun && <span className="lx-tag lx-tag-info">{t('draft.mark')}</span>}
    </>
  )
}
