import type { TicketDetail, WireCommandKind } from '@lianxin/contract'

import { offered } from './action-fields.ts'
import { ComparePanel } from './compare-panel.tsx'
import { compareVersions } from './compare.ts'
import { useVersions } from './use-versions.ts'

interface StaleProps {
  readonly kind: WireCommandKind
  /** The ticket as it stood when the command was given. */
  readonly before: TicketDetail
  readonly ticket: TicketDetail
  readonly onSend: () => void
  readonly onDrop: () => void
}

/** A command without a form met a changed ticket: what changed, and whether it is still meant. */
export function StaleCommand({ kind, before, ticket, onSend, onDrop }: StaleProps) {
  const { versionOf, mineOf } = useVersions()
  return (
    <ComparePanel
      kind={kind}
      ticket={ticket}
      rows={compareVersions(versionOf(before), versionOf(ticket), mineOf(kind, [], {}))}
      allowed={offered(ticket).includes(kind)}
      busy={false}
      onSend={onSend}
      onDrop={onDrop}
    />
  )
}
