import { live, type LiveState } from '@lianxin/client'
import type { LiveMessage, TicketChanged } from '@lianxin/contract'
import { Shape, useTranslation } from '@lianxin/ui'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type ReactElement } from 'react'

import { sound } from './alarm.ts'
import { queries } from './api.ts'
import { arrivesAt } from './arrivals.ts'
import { useActing } from './session.ts'
import { useOnline } from './use-online.ts'

/** A break shorter than this is not worth a word. */
const LOST_AFTER_MS = 4_000

function renew(message: LiveMessage): void {
  if (message.topic === 'inquiry.changed') {
    void queries.invalidateQueries({ queryKey: ['inquiries', message.payload.ticketId] })
    return
  }
  // Shown on the desk only.
  if (message.topic === 'ticket.alarm' || message.topic === 'order.changed') return
  if (message.topic !== 'ticket.changed') {
    void queries.invalidateQueries()
    return
  }
  void queries.invalidateQueries({ queryKey: ['tickets'] })
  void queries.invalidateQueries({ queryKey: ['counts'] })
  void queries.invalidateQueries({ queryKey: ['ticket', message.payload.ticketId] })
}

/** Keeps the screens current and shows what has just come in. */
export function LiveBanner(): ReactElement | null {
  const { t } = useTranslation()
  const { post } = useActing()
  const navigate = useNavigate()
  const [news, setNews] = useState<TicketChanged | null>(null)
  const [lost, setLost] = useState(false)
  const online = useOnline()
  const unitId = post.unit.id

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onState = (state: LiveState): void => {
      clearTimeout(timer)
      if (state === 'open') setLost(false)
      else timer = setTimeout(() => setLost(true), LOST_AFTER_MS)
    }
    const end = live({
      onState,
      onMessage: (message) => {
        renew(message)
        if (message.topic !== 'ticket.changed' || !arrivesAt(message.payload, unitId)) return
        setNews((before) =>
          before?.urgency === 'urgent' && message.payload.urgency !== 'urgent' ? before : message.payload,
        )
        sound(message.payload.urgency === 'urgent')
      },
    })
    return () => {
      clearTimeout(timer)
      end()
    }
  }, [unitId])

  return (
    <div aria-live="assertive">
      {(lost || !online) && <p className="lost">{t(online ? 'live.lost' : 'live.offline')}</p>}
      {news && (
        <div className={`news${news.urgency === 'urgent' ? ' news-urgent' : ''}`}>
          <button
            type="button"
            className="news-open"
            onClick={() => {
              setNews(null)
              void navigate({ to: '/t/$ticketId', params: { ticketId: news.ticketId } })
            }}
          >
            <strong>
              {news.urgency === 'urgent' && <Shape name="urgent" />}
              {t(news.step === 'reminded' ? 'live.reminded' : news.urgency === 'urgent' ? 'live.urgent' : 'live.new')}
            </strong>
            <span>{news.title}</span>
          </button>
          <button type="button" className="news-close" aria-label={t('live.close')} onClick={() => setNews(null)}>
            ×
          </button>
        </div>
      )}
    </div>
  )
}
