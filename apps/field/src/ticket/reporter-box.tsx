import type { TicketDetail } from '@lianxin/contract'
import { ProblemView, useTranslation } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { readReporter } from '../app/operations.ts'
import { useRight } from '../app/session.ts'
import { Sheet } from '../app/sheet.tsx'

const PURPOSES = ['callBack', 'visit', 'inform'] as const
const SHORTEST_PURPOSE = 4

/** The reporter, masked. In clear only for a purpose that is written down and that the reporter can see. */
export function ReporterBox({
  ticket,
  isKept,
}: {
  readonly ticket: TicketDetail
  /** False for a ticket as it was last seen: whether somebody left a name is then not known here. */
  readonly isKept: boolean
}): ReactElement {
  const { t } = useTranslation()
  const mayReveal = useRight('reporter.read')
  const [asking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState('')
  const reveal = useMutation({
    mutationFn: (why: string) => call(readReporter, { params: { ticketId: ticket.id }, body: { purpose: why } }),
    onSuccess: () => setAsking(false),
  })
  return (
    <section className="box">
      <h2>{t('reporter.title')}</h2>
      {reveal.data ? (
        <p>
          {reveal.data.name || t('reporter.nameless')}{' '}
          {reveal.data.onBehalf !== '' && t('reporter.onBehalf', { name: reveal.data.onBehalf })}
          {reveal.data.telephone !== '' && (
            <a className="lx-button" href={`tel:${reveal.data.telephone}`}>
              {t('reporter.call', { telephone: reveal.data.telephone })}
            </a>
          )}
        </p>
      ) : (
        <p>{ticket.reporterLabel || t(isKept ? 'reporter.nameless' : 'reporter.notHere')}</p>
      )}
      {mayReveal && !reveal.data && ticket.reporterLabel !== '' && (
        <button type="button" className="lx-button" onClick={() => setAsking(true)}>
          {t('reporter.reveal')}
        </button>
      )}
      <Sheet open={asking} title={t('reporter.why')} onClose={() => setAsking(false)}>
        <p className="lx-hint">{t('reporter.traced')}</p>
        <div className="chips">
          {PURPOSES.map((name) => (
            <button
              key={name}
              type="button"
              disabled={reveal.isPending}
              onClick={() => reveal.mutate(t(`reporter.purpose.${name}`))}
            >
              {t(`reporter.purpose.${name}`)}
            </button>
          ))}
        </div>
        <label>
          {t('reporter.purposeLabel')}
          <input value={purpose} maxLength={200} onChange={(event) => setPurpose(event.target.value)} />
        </label>
        {reveal.isError && <ProblemView error={reveal.error} />}
        <button
          type="button"
          className="lx-button lx-button-primary"
          disabled={reveal.isPending || purpose.trim().length < SHORTEST_PURPOSE}
          onClick={() => reveal.mutate(purpose.trim())}
        >
          {t('reporter.show')}
        </button>
      </Sheet>
    </section>
  )
}
