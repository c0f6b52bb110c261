import { similarTickets, type TicketDetail } from '@lianxin/contract'
import { formatInstant, StateTag, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'

interface MergeTargetProps {
  readonly id: string
  readonly ticket: TicketDetail
  readonly value: string | null
  readonly onChange: (ticketId: string) => void
}

/** The ticket to merge into, chosen from those near in place and alike in words. */
export function MergeTarget({ id, ticket, value, onChange }: MergeTargetProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const answer = useQuery({
    queryKey: ['similar', ticket.id],
    queryFn: ({ signal }) =>
      call(similarTickets, {
        query: {
          text: `${ticket.title} ${ticket.description}`.slice(0, 500),
          lon: ticket.position?.lon,
          lat: ticket.position?.lat,
          excludeId: ticket.id,
        },
        signal,
      }),
  })
  return (
    <Loaded answer={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing text={t('similar.none')} />
        ) : (
          <Radio.Group
            id={id}
            className="lc-radio-list"
            value={value}
            onChange={(event) => onChange(event.target.value as string)}
          >
            {items.map((item) => (
              <Radio key={item.id} value={item.id}>
                <strong>{item.number}</strong> {item.title} <StateTag state={item.state} />
                <small>
                  {item.address} · {formatInstant(item.reportedAt, language)}
                  {item.distance_m !== null && ` · ${t('similar.distance', { n: Math.round(item.distance_m) })}`}
                </small>
              </Radio>
            ))}
          </Radio.Group>
        )
      }
    </Loaded>
  )
}
