import type { Act } from '@lianxin/client/offline'
import { useTranslation } from '@lianxin/ui'
import { useState, type ReactElement } from 'react'

import { ActRow } from '../outbox/act-row.tsx'
import { ActStateTag, useActWord } from '../outbox/act-state.tsx'
import { useActs } from '../outbox/outbox.ts'

function useActsHere(ticketId: string): readonly Act[] {
  const [opened_ms] = useState(() => Date.now())
  return useActs().filter(
    (act) => act.lane === ticketId && (act.state !== 'delivered' || (act.settled_ms ?? 0) >= opened_ms),
  )
}

/** Where the last act is, beside the thumb that did it. */
export function LastAct({ ticketId }: { readonly ticketId: string }): ReactElement | null {
  const wordOf = useActWord()
  const act = useActsHere(ticketId).at(-1)
  if (!act) return null
  return (
    <p className="card-tags last-act" role="status">
      {wordOf(act)} <ActStateTag act={act} />
    </p>
  )
}

/** What was done to this ticket from here: until it is delivered, and what was delivered since the page was opened. */
export function TicketActs({ ticketId }: { readonly ticketId: string }): ReactElement | null {
  const { t } = useTranslation()
  const acts = useActsHere(ticketId)
  if (acts.length === 0) return null
  return (
    <section className="box">
      <h2>{t('outbox.here')}</h2>
      <ul className="acts">
        {acts.map((act) => (
          <ActRow key={act.id} act={act} here />
        ))}
      </ul>
    </section>
  )
}
