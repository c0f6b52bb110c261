import type { TicketDetail, WireCommandKind } from '@lianxin/contract'
import { useState } from 'react'

import { useSession } from '../app/session.tsx'
import type { Values } from './action-inputs.tsx'
import type { InputName } from './action-fields.ts'
import { compareVersions, matters } from './compare.ts'
import { useVersions } from './use-versions.ts'

/**
 * Keeps in mind which version of the ticket a form was opened on. The page shows the newest; a decision made on the old
 * one is not sent over it unseen. One's own steps and what no decision hangs on, such as a note, are passed over.
 */
export function useRebase(ticket: TicketDetail, kind: WireCommandKind, inputs: readonly InputName[], values: Values) {
  const [base, setBase] = useState(ticket)
  const { versionOf, mineOf } = useVersions()
  const { person } = useSession()
  const own = ticket.steps.every(({ seq, actor }) => seq <= base.revision || actor.personName === person.name)
  const rows = compareVersions(versionOf(base), versionOf(ticket), mineOf(kind, inputs, values))
  const conflict = ticket.revision > base.revision && !own && matters(rows)
  return {
    rows,
    /** Somebody else changed what this decision was made on. */
    conflict,
    /** The revision to send with: the one whose facts the person has seen. */
    revision: conflict ? base.revision : ticket.revision,
    /** The person has compared and wants it on top. @returns the revision to send with */
    accept: (): number => {
      setBase(ticket)
      return ticket.revision
    },
  }
}
