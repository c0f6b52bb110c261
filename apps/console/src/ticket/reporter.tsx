import { readReporter, type TicketDetail } from '@lianxin/contract'
import { EyeOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { keepDraft } from '../app/drafts.ts'
import { useMay } from '../app/session.tsx'
import { PurposeForm } from './purpose-form.tsx'

/** The reporter, masked. Who needs the telephone says what for; the read leaves a trace. */
export function Reporter({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const may = useMay('reporter.read')
  const [asking, setAsking] = useState(false)
  const reveal = useMutation({
    mutationFn: (purpose: string) => call(readReporter, { params: { ticketId: ticket.id }, body: { purpose } }),
    onSuccess: () => {
      keepDraft(`ticket.${ticket.id}.purpose`, '')
      setAsking(false)
    },
    // Clear text is not kept longer than it is looked at.
    gcTime: 0,
  })
  if (reveal.data)
    return (
      <>
        <strong>{reveal.data.name || t('reporter.noName')}</strong>{' '}
        {reveal.data.telephone && <a href={`tel:${reveal.data.telephone}`}>{reveal.data.telephone}</a>}
        {reveal.data.others.map(({ name, telephone }, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- read once, never re-ordered; nameless ones look alike
          <div key={i}>
            <strong>{name || t('reporter.noName')}</strong> {telephone && <a href={`tel:${telephone}`}>{telephone}</a>}
          </div>
        ))}
        {reveal.data.onBehalf && <small>{t('reporter.onBehalf', { name: reveal.data.onBehalf })}</small>}
        <small>{t('reporter.traced')}</small>
      </>
    )
  return (
    <>
      {ticket.reporterLabel || t('reporter.noName')}{' '}
      {ticket.reporterCount > 1 && (
        <span className="lx-tag lx-tag-info">{t('reporter.andOthers', { n: ticket.reporterCount - 1 })}</span>
      )}{' '}
      {may && !asking && (
        <Button size="small" type="link" icon={<EyeOutlined />} onClick={() => setAsking(true)}>
          {t('reporter.reveal')}
        </Button>
      )}
      {asking && (
        <PurposeForm
          ticketId={ticket.id}
          busy={reveal.isPending}
          error={reveal.error}
          onGive={(purpose) => reveal.mutate(purpose)}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  )
}
