import type { TicketRow } from '@lianxin/contract'
import { StateTag } from '@lianxin/ui'
import { useTranslation } from 'react-i18next'

/** Where a ticket stands, and whether a request waits for somebody's decision. */
export function StateMark({ state, pending }: Pick<TicketRow, 'state' | 'pending'>) {
  const { t } = useTranslation()
  return (
    <>
      <StateTag state={state} />
      {pending && <span className="lx-tag lx-tag-warn">{t(`pending.${pending}`)}</span>}
    </>
  )
}
