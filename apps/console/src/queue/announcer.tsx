import type { TicketChanged } from '@lianxin/contract'
import { useTranslation } from 'react-i18next'

/** Says to a screen reader what came in, once, without moving anything. */
export function Announcer({ fresh }: { readonly fresh: ReadonlyMap<string, TicketChanged> }) {
  const { t } = useTranslation()
  const latest = [...fresh.values()].findLast((change) => change.step === 'reported')
  return (
    <div className="lc-hidden" role="status" aria-live="polite">
      {latest && t('queue.arrived', { number: latest.number, title: latest.title })}
    </div>
  )
}
