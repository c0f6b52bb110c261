import { readReporter, type TicketDetail } from '@lianxin/contract'
import { EyeOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'

const MIN_PURPOSE = 4

/** The reporter, masked. Who needs the telephone says what for; the read leaves a trace. */
export function Reporter({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const may = useMay('reporter.read')
  const id = useId()
  const [asking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState('')
  const reveal = useMutation({
    mutationFn: () => call(readReporter, { params: { ticketId: ticket.id }, body: { purpose: purpose.trim() } }),
    onSuccess: () => setAsking(false),
    // Clear text is not kept longer than it is looked at.
    gcTime: 0,
  })
  if (reveal.data)
    return (
      <>
        <strong>{reveal.data.name || t('reporter.noName')}</strong>{' '}
        {reveal.data.telephone && <a href={`tel:${reveal.data.telephone}`}>{reveal.data.telephone}</a>}
        {reveal.data.onBehalf && <small>{t('reporter.onBehalf', { name: reveal.data.onBehalf })}</small>}
        <small>{t('reporter.traced')}</small>
      </>
    )
  return (
    <>
      {ticket.reporterLabel || t('reporter.noName')}{' '}
      {may && !asking && (
        <Button size="small" type="link" icon={<EyeOutlined />} onClick={() => setAsking(true)}>
          {t('reporter.reveal')}
        </Button>
      )}
      {asking && (
        <form
          className="lc-reveal"
          onSubmit={(event) => {
            event.preventDefault()
            if (purpose.trim().length >= MIN_PURPOSE) reveal.mutate()
          }}
        >
          <label htmlFor={id}>{t('reporter.purpose')}</label>
          <span className="lc-inline">
            <Input
              id={id}
              autoFocus
              maxLength={200}
              value={purpose}
              placeholder={t('reporter.purposeExample')}
              onChange={(event) => setPurpose(event.target.value)}
            />
            <Button
              htmlType="submit"
              type="primary"
              loading={reveal.isPending}
              disabled={purpose.trim().length < MIN_PURPOSE}
            >
              {t('reporter.show')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
          </span>
          <small>{t('reporter.purposeHint')}</small>
          <Refused error={reveal.error} />
        </form>
      )}
    </>
  )
}
