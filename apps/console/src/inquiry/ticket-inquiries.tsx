import { askInquiry, type InquiryRight } from '@lianxin/contract'
import { formatInstant, ProblemView, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { useMay } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'
import { InquiryItem } from './inquiry-item.tsx'
import { renewInquiries, ticketInquiriesQuery } from './queries.ts'
import { TextForm } from './text-form.tsx'

/** How the right stands, in one sentence that is true for both levels. */
function Right({ right }: { readonly right: InquiryRight }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const units = right.passedUpBy.map((unit) => unitName(unit, language)).join(language === 'zh' ? '、' : ', ')
  const time = right.opensAt === null ? '' : formatInstant(right.opensAt, language)
  return <p>{t(`inquiry.right.${right.standing}`, { units, holder: unitName(right.holder, language), time })}</p>
}

/** Puts the question to whoever holds the matter. */
function Ask({ ticketId, right }: { readonly ticketId: string; readonly right: InquiryRight }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  if (!isOpen)
    return (
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('inquiry.ask')}
      </Button>
    )
  const { holder, answerDueAt } = right
  const unit = unitName(holder, language)
  return (
    <TextForm
      draft={`inquiry.${ticketId}.ask`}
      title={t('inquiry.ask')}
      hint={
        answerDueAt === null
          ? t('inquiry.askHintNoDate', { unit })
          : t('inquiry.askHint', { unit, time: formatInstant(answerDueAt, language) })
      }
      label={t('inquiry.question')}
      submit={t('inquiry.sendQuestion')}
      onSend={(question, id) => call(askInquiry, { params: { ticketId }, body: { id, question } })}
      onDone={() => {
        close()
        void renewInquiries(ticketId)
      }}
      onCancel={close}
    />
  )
}

/** 质询 on the page of a ticket, the same for both levels; nothing where the matter was never passed up. */
export function TicketInquiries({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation()
  const mayRead = useMay('inquiry.read')
  const answer = useQuery({ ...ticketInquiriesQuery(ticketId), enabled: mayRead })
  const { data, error } = answer
  const isEmpty = data !== undefined && data.right === null && data.items.length === 0
  if (!mayRead || (data === undefined && error === null) || (isEmpty && error === null)) return null
  const isOpen = data?.items.some(({ endedAt }) => endedAt === null) ?? false
  return (
    <section className="lc-section lc-inquiries" aria-labelledby="inquiries-title">
      <h3 id="inquiries-title">{t('inquiry.title')}</h3>
      {error !== null && <ProblemView error={error} onRetry={() => void answer.refetch()} />}
      {data?.right && !isOpen && <Right right={data.right} />}
      {data?.right?.mayAsk && <Ask ticketId={ticketId} right={data.right} />}
      {data?.items.map((inquiry) => (
        <InquiryItem key={inquiry.id} inquiry={inquiry} />
      ))}
    </section>
  )
}
