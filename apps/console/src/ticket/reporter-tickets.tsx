import { listReporterTickets, type TicketDetail } from '@lianxin/contract'
import { formatInstant, StateTag, useLang } from '@lianxin/ui'
import { HistoryOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { keepDraft } from '../app/drafts.ts'
import { useMay } from '../app/session.tsx'
import { PurposeForm } from './purpose-form.tsx'
import { className } from './words.ts'

interface ReporterTicketsProps {
  readonly ticket: TicketDetail
  readonly onOpen: (ticketId: string) => void
}

/** Other matters of the same reporter, for who may read reporters: with a purpose, traced, within one's territory. */
export function ReporterTickets({ ticket, onOpen }: ReporterTicketsProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const may = useMay('reporter.read')
  const [asking, setAsking] = useState(false)
  const list = useMutation({
    mutationFn: (purpose: string) => call(listReporterTickets, { params: { ticketId: ticket.id }, body: { purpose } }),
    onSuccess: () => {
      keepDraft(`ticket.${ticket.id}.purpose`, '')
      setAsking(false)
    },
    gcTime: 0,
  })
  if (!may) return null
  return (
    <section className="lc-section">
      <h3>{t('around.ofReporter')}</h3>
      {!list.data && !asking && (
        <Button size="small" icon={<HistoryOutlined />} onClick={() => setAsking(true)}>
          {t('around.showOfReporter')}
        </Button>
      )}
      {asking && (
        <PurposeForm
          ticketId={ticket.id}
          busy={list.isPending}
          error={list.error}
          onGive={(purpose) => list.mutate(purpose)}
          onCancel={() => setAsking(false)}
        />
      )}
      {list.data && (
        <>
          {list.data.items.length === 0 && (
            <p className="lc-soft">{t(list.data.known ? 'around.noneOfReporter' : 'around.noTelephone')}</p>
          )}
          <ul className="lc-neighbours">
            {list.data.items.map((item) => (
              <li key={item.id}>
                <button type="button" onClick={() => onOpen(item.id)}>
                  <span className="lc-inline">
                    <strong className="lc-ellipsis lc-grow">{item.title}</strong>
                    <StateTag state={item.state} />
                  </span>
                  <span className="lc-inline lc-soft">
                    <span className="lc-ellipsis lc-grow">
                      {className(item.className, language) ?? t('ticket.noClass')} · {item.address}
                    </span>
                    <span>{formatInstant(item.reportedAt, language)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <p className="lc-soft">{t('around.ofReporterTraced')}</p>
        </>
      )}
    </section>
  )
}
