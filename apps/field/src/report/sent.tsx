import type { ReportReceipt } from '@lianxin/contract'
import { formatInstant, useLang, useTranslation } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'

import { ActRow } from '../outbox/act-row.tsx'
import { useActing } from '../app/session.ts'
import { useActs } from '../outbox/outbox.ts'
import { useGrids } from './use-place.ts'

/** What became of a report: on this telephone only, on its way, or with the server, which gave it a number. */
export function Sent({
  id,
  onAnother,
  onHome,
}: {
  readonly id: string
  readonly onAnother: () => void
  readonly onHome: () => void
}): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const act = useActs().find((one) => one.id === id)
  const receipt = act?.receipt as ReportReceipt | null | undefined
  const { post } = useActing()
  const grids = useGrids()
  // What lies outside of one's area is for others to see.
  const isOwn = receipt?.holder.unitId === post.unit.id || grids.data?.some(({ id }) => id === receipt?.gridId) === true
  return (
    <>
      <main className="page sent">
        <h1>{t(receipt ? 'received.title' : act?.state === 'refused' ? 'received.refused' : 'received.kept')}</h1>
        {receipt ? (
          <section className="box received" role="status">
            <p className="number">{receipt.number}</p>
            <p>{t('received.holder', { name: receipt.holder.name })}</p>
            {receipt.dueAt !== null && <p>{t('received.due', { time: formatInstant(receipt.dueAt, lang) })}</p>}
          </section>
        ) : (
          <p className="lx-hint">{t('received.keptText')}</p>
        )}
        {act && !receipt && (
          <section className="box">
            <ul className="acts">
              <ActRow act={act} />
            </ul>
          </section>
        )}
      </main>
      <footer className="actions">
        <div className="actions-row">
          <button type="button" className="lx-button" onClick={onHome}>
            {t('ticket.back')}
          </button>
          {receipt && isOwn && (
            <Link to="/t/$ticketId" params={{ ticketId: receipt.id }} className="lx-button">
              {t('received.open')}
            </Link>
          )}
          <button type="button" className="lx-button lx-button-primary" onClick={onAnother}>
            {t('received.another')}
          </button>
        </div>
      </footer>
    </>
  )
}
