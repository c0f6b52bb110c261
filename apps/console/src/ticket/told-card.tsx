import { listDeliveries, type DeliveryView, type TicketDetail } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded } from '../app/problem.tsx'

const SHOWN = 3
/** Messages are written and sent a moment after the step they tell of. */
const SOON_ms = 2_500
const WAITING_ms = 5_000

const TONE = { waiting: 'info', sent: 'good', failed: 'bad', dropped: 'warn' } as const satisfies Record<
  DeliveryView['state'],
  string
>

function Told({ item }: { readonly item: DeliveryView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const at = item.sentAt ?? (item.state === 'waiting' ? item.nextAt : null) ?? item.createdAt
  return (
    <li>
      <span className="lc-inline">
        <span className={`lx-tag lx-tag-${TONE[item.state]}`}>{t(`told.state.${item.state}`)}</span>
        <span className="lc-ellipsis lc-grow">
          {t(`preview.adapter.${item.adapter}`)} · {item.unitName ?? t('told.reporter')}
        </span>
        <time className="lc-soft" dateTime={at}>
          {formatInstant(at, language)}
        </time>
      </span>
      <span>{item.text}</span>
      {item.failure !== '' && (
        <span className="lc-soft">
          {t('told.failure', { why: item.failure })} {item.state === 'waiting' && t('told.again')}
        </span>
      )}
    </li>
  )
}

/** What the reporter and the groups of units were told of this ticket, and when; newest first. */
export function ToldCard({ ticket }: { readonly ticket: Pick<TicketDetail, 'id' | 'revision'> }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const answer = useQuery({
    queryKey: ['ticket', ticket.id, 'deliveries', ticket.revision],
    queryFn: ({ signal }) => call(listDeliveries, { params: { ticketId: ticket.id }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      if (state.dataUpdateCount < 2) return SOON_ms
      return state.data?.items.some((one) => one.state === 'waiting') ? WAITING_ms : false
    },
  })
  return (
    <section className="lc-section">
      <h3>{t('told.title')}</h3>
      <Loaded answer={answer}>
        {({ items, reporterWishes }) => (
          <>
            <p className="lc-soft">
              {reporterWishes.length === 0
                ? t('told.pageOnly')
                : t('told.wishes', { ways: reporterWishes.map((way) => t(`preview.adapter.${way}`)).join(' · ') })}
            </p>
            <ul className="lc-told">
              {items
                .toReversed()
                .slice(0, all ? undefined : SHOWN)
                .map((item) => (
                  <Told key={item.id} item={item} />
                ))}
            </ul>
            {items.length > SHOWN && !all && (
              <Button size="small" type="link" onClick={() => setAll(true)}>
                {t('told.all', { count: items.length })}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}
