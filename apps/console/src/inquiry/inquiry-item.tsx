import { answerInquiry, judgeInquiry, type InquiryView } from '@lianxin/contract'
import { formatInstant, ProblemView, useLang } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { unitName } from '../ticket/words.ts'
import { InquiryRound } from './inquiry-round.tsx'
import { InquiryTag } from './inquiry-tag.tsx'
import { renewInquiries } from './queries.ts'
import { TextForm } from './text-form.tsx'
import { useIdFor } from './use-id-for.ts'

interface ItemProps {
  readonly inquiry: InquiryView
}

/** The level asked answers, in place. */
function Answer({ inquiry }: ItemProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  if (!isOpen)
    return (
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('inquiry.answer')}
      </Button>
    )
  return (
    <TextForm
      draft={`inquiry.${inquiry.id}.answer.${inquiry.rounds.length}`}
      title={t('inquiry.answer')}
      hint={t('inquiry.answerHint', { unit: unitName(inquiry.asker, language) })}
      label={t('inquiry.answerText')}
      submit={t('inquiry.sendAnswer')}
      onSend={(text, commandId) =>
        call(answerInquiry, { params: { inquiryId: inquiry.id }, body: { commandId, text } })
      }
      onDone={() => {
        close()
        void renewInquiries(inquiry.ticketId)
      }}
      onCancel={close}
    />
  )
}

/** The asker takes the answer, or says why not. */
function Verdict({ inquiry }: ItemProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const idFor = useIdFor()
  const judge = (content: boolean, reason: string, commandId: string) =>
    call(judgeInquiry, { params: { inquiryId: inquiry.id }, body: { commandId, content, reason } })
  const done = () => {
    setOpen(false)
    void renewInquiries(inquiry.ticketId)
  }
  const take = useMutation({ mutationFn: () => judge(true, '', idFor('content')), onSuccess: done })
  if (isOpen)
    return (
      <TextForm
        draft={`inquiry.${inquiry.id}.verdict.${inquiry.rounds.length}`}
        title={t('inquiry.notContent')}
        hint={t('inquiry.notContentHint')}
        label={t('inquiry.reason')}
        submit={t('inquiry.sendNotContent')}
        onSend={(reason, commandId) => judge(false, reason, commandId)}
        onDone={done}
        onCancel={() => setOpen(false)}
      />
    )
  return (
    <>
      {take.error !== null && <ProblemView error={take.error} onRetry={() => take.mutate()} />}
      <div className="lc-form-buttons">
        <Button type="primary" loading={take.isPending} onClick={() => take.mutate()}>
          {t('inquiry.take')}
        </Button>
        <Button onClick={() => setOpen(true)}>{t('inquiry.notContent')}…</Button>
      </div>
    </>
  )
}

/** One inquiry whole: the question, every level asked, and what this post may do about it. */
export function InquiryItem({ inquiry }: ItemProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { asker, question, state, askedAt, rounds, may } = inquiry
  return (
    <article className="lc-inquiry">
      <p className="lc-inline">
        <InquiryTag state={state} />
        <span className="lc-soft lc-grow">
          {t('inquiry.askedBy', {
            unit: unitName(asker, language),
            time: formatInstant(askedAt, language),
          })}
        </span>
      </p>
      <p className="lc-inquiry-question">{question}</p>
      <ol className="lc-inquiry-rounds" aria-label={t('inquiry.rounds')}>
        {rounds.map((round, nth) => (
          <InquiryRound key={`${round.asked.id} ${round.clock.startedAt}`} round={round} nth={nth} />
        ))}
      </ol>
      {state === 'unheard' && <p className="lc-soft">{t('inquiry.unheardHint')}</p>}
      {state === 'settled' && <p className="lc-soft">{t('inquiry.settledHint')}</p>}
      {may.includes('answer') && <Answer key={rounds.length} inquiry={inquiry} />}
      {may.includes('judge') && <Verdict key={rounds.length} inquiry={inquiry} />}
    </article>
  )
}
