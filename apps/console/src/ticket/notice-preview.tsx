import { previewNotice, type ReplyOf, type TicketDetail, type WireCommandKind } from '@lianxin/contract'
import { isNetworkError, problemIn } from '@lianxin/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import type { Values } from './action-inputs.tsx'

const TYPING_PAUSE_ms = 350
/** Commands that stay among the offices: asking what a resident would be told answers nothing. */
const INTERNAL: readonly WireCommandKind[] = [
  'note',
  'classify',
  'locate',
  'coUnitResult',
  'remind',
  'rate',
  'supplement',
]

type Notice = ReplyOf<typeof previewNotice>['notices'][number]

function useSettled<T>(value: T): T {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [text])
  return JSON.parse(settled) as T
}

function NoticeList({ notices }: { readonly notices: readonly Notice[] }) {
  const { t } = useTranslation()
  return (
    <dl>
      {notices.map(({ adapter, to, text }) => (
        <div key={`${adapter} ${to} ${text}`}>
          <dt>
            {t(`preview.adapter.${adapter}`)}
            {to === 'unit' && <small> {t('preview.toUnit')}</small>}
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

interface PreviewProps {
  readonly kind: WireCommandKind
  readonly ticket: Pick<TicketDetail, 'id' | 'revision'>
  readonly values: Values
}

/**
 * What people will be told when this is sent: the line of the public timeline and each message, word for word. It never
 * stands in the way: sending works while it is being fetched and where it cannot be.
 */
export function NoticePreview({ kind, ticket, values }: PreviewProps) {
  const { t } = useTranslation()
  // Without a unit the answer would speak of the one that holds it now.
  const waitsForUnit = kind === 'reassign' && !values.unit
  const body = useSettled({
    kind,
    ...(values.publicReply?.trim() ? { publicReply: values.publicReply.trim() } : {}),
    ...(values.unit ? { unitId: values.unit } : {}),
    ...(values.reason?.trim() ? { reason: values.reason.trim() } : {}),
  })
  const answer = useQuery({
    queryKey: ['notice-preview', ticket.id, ticket.revision, body],
    queryFn: ({ signal }) => call(previewNotice, { params: { ticketId: ticket.id }, body, signal }),
    enabled: !INTERNAL.includes(kind) && !waitsForUnit,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  if (INTERNAL.includes(kind)) return null
  const { data, error } = answer
  return (
    <section className="lc-preview" aria-label={t('preview.title')} aria-busy={answer.isFetching}>
      <h4>{t('preview.title')}</h4>
      {waitsForUnit && <p className="lc-soft">{t('preview.unitFirst')}</p>}
      {error !== null && (
        <p className="lc-soft">
          {t(isNetworkError(error) ? 'preview.offline' : 'preview.failed')} {problemIn(error)?.title}{' '}
          <Button size="small" type="link" onClick={() => void answer.refetch()}>
            {t('view.retry')}
          </Button>
        </p>
      )}
      {answer.isPending && !waitsForUnit && <p className="lc-soft">{t('view.loading')}</p>}
      {data &&
        !waitsForUnit &&
        (data.toldNobody ? (
          <p className="lc-soft">{t(kind === 'requestAbnormalClose' ? 'preview.afterApproval' : 'preview.nobody')}</p>
        ) : (
          <NoticeList notices={data.notices} />
        ))}
    </section>
  )
}
