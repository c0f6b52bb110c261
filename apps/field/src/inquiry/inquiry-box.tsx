import { newId } from '@lianxin/client'
import type { InquiryView } from '@lianxin/contract'
import { ClockTag, formatInstant, ProblemView, useLang, useTranslation } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'

import { call, callOnce, queries } from '../app/api.ts'
import { askInquiry, judgeInquiry, readTicketInquiries } from '../app/operations.ts'
import { useRight } from '../app/session.ts'
import { WordsSheet } from './words-sheet.tsx'

const TONES = { asked: 'warn', answered: 'info', content: 'good', unheard: 'bad', settled: 'plain' } as const

const renew = (ticketId: string): void => void queries.invalidateQueries({ queryKey: ['inquiries', ticketId] })

/** The asker takes the answer, or says why not. */
function Verdict({ inquiry }: { readonly inquiry: InquiryView }): ReactElement {
  const { t } = useTranslation()
  const [id] = useState(newId)
  const judge = (content: boolean, reason: string, commandId: string) =>
    call(judgeInquiry, { params: { inquiryId: inquiry.id }, body: { commandId, content, reason } })
  const take = useMutation({ mutationFn: () => judge(true, '', id), onSuccess: () => renew(inquiry.ticketId) })
  return (
    <>
      {take.isError && <ProblemView error={take.error} onRetry={() => take.mutate()} />}
      <button
        type="button"
        className="lx-button lx-button-primary"
        disabled={take.isPending}
        onClick={() => take.mutate()}
      >
        {t('inquiry.take')}
      </button>
      <WordsSheet
        word={t('inquiry.notContent')}
        hint={t('inquiry.notContentHint')}
        label={t('inquiry.reason')}
        onSend={(reason, commandId) => judge(false, reason, commandId)}
        onSent={() => renew(inquiry.ticketId)}
      />
    </>
  )
}

/** One inquiry: the question, and what each level asked said. */
function Asked({ inquiry }: { readonly inquiry: InquiryView }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  return (
    <>
      <p className="card-tags">
        <span className={`lx-tag lx-tag-${TONES[inquiry.state]}`}>{t(`inquiry.state.${inquiry.state}`)}</span>
        <span className="lx-hint">{inquiry.asker.name}</span>
      </p>
      <p className="told">{inquiry.question}</p>
      {inquiry.rounds.map(({ asked, clock, answer }) => (
        <div key={`${asked.id} ${clock.startedAt}`}>
          <p className="card-tags">
            <strong>{asked.name}</strong> {clock.condition !== 'stopped' && <ClockTag clock={clock} />}
          </p>
          {answer && <p className="told">{answer.text}</p>}
          <p className="lx-hint">
            {answer
              ? t(answer.inTime ? 'inquiry.answeredAt' : 'inquiry.answeredLate', {
                  time: formatInstant(answer.at, lang),
                })
              : clock.condition === 'stopped'
                ? t('inquiry.noAnswer')
                : clock.dueAt !== null && t('inquiry.dueBy', { time: formatInstant(clock.dueAt, lang) })}
          </p>
        </div>
      ))}
      {inquiry.may.includes('judge') && <Verdict key={inquiry.rounds.length} inquiry={inquiry} />}
    </>
  )
}

/** 质询 of a matter that was passed up: when the right opens, asking, and what came of it. Needs the network. */
export function InquiryBox({ ticketId }: { readonly ticketId: string }): ReactElement | null {
  const { t } = useTranslation()
  const [lang] = useLang()
  const mayRead = useRight('inquiry.read')
  const { data } = useQuery({
    queryKey: ['inquiries', ticketId],
    queryFn: ({ signal }) => callOnce(readTicketInquiries, { params: { ticketId }, signal }),
    enabled: mayRead,
  })
  if (!data || (data.right === null && data.items.length === 0)) return null
  const { right, items } = data
  const holder = right?.holder.name ?? ''
  return (
    <section className="box" aria-label={t('inquiry.title')}>
      <h2>{t('inquiry.title')}</h2>
      {right && items.every(({ endedAt }) => endedAt !== null) && (
        <p>
          {t(`inquiry.right.${right.standing}`, {
            holder,
            time: right.opensAt === null ? '' : formatInstant(right.opensAt, lang),
          })}
        </p>
      )}
      {right?.mayAsk && (
        <WordsSheet
          primary
          word={t('inquiry.ask')}
          hint={t('inquiry.askHint', { holder })}
          label={t('inquiry.question')}
          onSend={(question, id) => call(askInquiry, { params: { ticketId }, body: { id, question } })}
          onSent={() => renew(ticketId)}
        />
      )}
      {items.map((inquiry) => (
        <Asked key={inquiry.id} inquiry={inquiry} />
      ))}
    </section>
  )
}
