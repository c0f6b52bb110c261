import type { TicketRow } from '@lianxin/contract'
import { StateTag, useWords } from '@lianxin/ui'

/** Where a ticket stands, and whether a request waits for somebody's decision. */
export function StateMark({ state, pending }: Pick<TicketRow, 'state' | 'pending'>) {
  const t = useWords()
  return (
    <>
      <StateTag state={state} />
      {pending && <span className="lx-tag lx-tag-warn">{t(`pending.${pending}`)}</span>}
    </>
  )
}
