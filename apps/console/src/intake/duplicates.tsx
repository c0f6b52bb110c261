import { newId } from '@lianxin/client'
import { commandTicket, similarTickets } from '@lianxin/contract'
import { formatInstant, ProblemView, StateTag, useLang } from '@lianxin/ui'
import { CopyOutlined } from '@ant-design/icons'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import type { ReportDraft } from './draft.ts'

/** Long enough to be about something. */
const MIN_LETTERS = 4
const TYPING_PAUSE_ms = 400

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** Matters that may be the same, found while the call-taker types; the caller can be added to one of them. */
export function Duplicates({ draft, onJoined }: { readonly draft: ReportDraft; readonly onJoined: () => void }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { message } = App.useApp()
  const text = useSettled(`${draft.description} ${draft.place.address}`.trim().slice(0, 500))
  const { position } = draft.place
  const answer = useQuery({
    queryKey: ['similar', 'typing', text, position],
    queryFn: ({ signal }) => call(similarTickets, { query: { text, lon: position?.lon, lat: position?.lat }, signal }),
    enabled: text.length >= MIN_LETTERS,
    placeholderData: keepPreviousData,
  })
  const join = useMutation({
    mutationFn: (ticket: { readonly id: string; readonly number: string }) =>
      call(commandTicket, {
        params: { ticketId: ticket.id },
        body: {
          kind: 'supplement',
          commandId: newId(),
          text: draft.description.trim() || t('similar.sameMatter'),
        },
      }),
    onSuccess: (_receipt, ticket) => {
      void message.success(t('similar.joined', { number: ticket.number }))
      onJoined()
    },
  })
  const items = text.length >= MIN_LETTERS ? (answer.data?.items ?? []) : []
  return (
    <section className="lc-similar" aria-live="polite">
      <h2>
        <CopyOutlined aria-hidden /> {t('similar.title')}
      </h2>
      {items.length === 0 && (
        <p className="lc-soft">{t(text.length < MIN_LETTERS ? 'similar.waiting' : 'similar.none')}</p>
      )}
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <p>
              <Link to="/queue" search={{ list: 'all', ticket: item.id }}>
                {item.number}
              </Link>{' '}
              <StateTag state={item.state} />
            </p>
            <p>
              <strong>{item.title}</strong>
            </p>
            <p className="lc-soft">
              {item.address} · {formatInstant(item.reportedAt, language)}
              {item.distance_m !== null && ` · ${t('similar.distance', { n: Math.round(item.distance_m) })}`}
            </p>
            <Button
              size="small"
              loading={join.isPending && join.variables.id === item.id}
              onClick={() => join.mutate({ id: item.id, number: item.number })}
            >
              {t('similar.join')}
            </Button>
          </li>
        ))}
      </ul>
      {join.error && <ProblemView error={join.error} />}
    </section>
  )
}
