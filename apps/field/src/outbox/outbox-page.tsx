import { EmptyView, useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

import { TopLine } from '../app/top-line.tsx'
import { ActRow } from './act-row.tsx'
import { useActs } from './outbox.ts'

/** Everything done on this telephone: what the server does not have yet on top, then what it has. */
export function OutboxPage(): ReactElement {
  const { t } = useTranslation()
  const acts = useActs()
  const open = acts.filter(({ state }) => state !== 'delivered')
  const delivered = acts.filter(({ state }) => state === 'delivered').toReversed()
  return (
    <>
      <TopLine title={t('outbox.title')} />
      <main className="page">
        <p className="lx-hint">{t('outbox.text')}</p>
        {acts.length === 0 && <EmptyView title={t('outbox.none')} text={t('outbox.noneText')} />}
        {open.length > 0 && (
          <section className="box">
            <h2>{t('outbox.open', { n: open.length })}</h2>
            <ul className="acts">
              {open.map((act) => (
                <ActRow key={act.id} act={act} />
              ))}
            </ul>
          </section>
        )}
        {delivered.length > 0 && (
          <section className="box">
            <h2>{t('outbox.done')}</h2>
            <ul className="acts">
              {delivered.map((act) => (
                <ActRow key={act.id} act={act} />
              ))}
            </ul>
          </section>
        )}
      </main>
    </>
  )
}
