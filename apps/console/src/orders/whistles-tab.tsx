import { actOnWhistle, listWhistles, type WhistleView } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Popconfirm, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing, Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { unitName } from '../ticket/words.ts'
import { WhistleTag } from './tags.tsx'
import { WhistleButton } from './whistle-button.tsx'
import { WhistleUnit } from './whistle-unit.tsx'

/** One whistle with the departments that were called. */
function WhistleCard({ whistle }: { readonly whistle: WhistleView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const withdraw = useMutation({
    mutationFn: () => call(actOnWhistle, { params: { whistleId: whistle.id }, body: { kind: 'withdraw' } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['orders'] }),
  })
  return (
    <li className="lc-whistle">
      <span className="lc-inline">
        <WhistleTag state={whistle.state} />
        <strong className="lc-grow">{whistle.text}</strong>
        {whistle.isCaller && whistle.state === 'open' && (
          <Popconfirm
            title={t('orders.withdrawAsk')}
            okText={t('orders.withdraw')}
            cancelText={t('action.cancel')}
            onConfirm={() => withdraw.mutate()}
          >
            <Button size="small" type="link" danger loading={withdraw.isPending}>
              {t('orders.withdraw')}
            </Button>
          </Popconfirm>
        )}
      </span>
      <p className="lc-soft">
        {unitName(whistle.caller, language)} · {formatInstant(whistle.calledAt, language)}
        {whistle.place !== '' && ` · ${whistle.place}`}
        {whistle.ticket && (
          <>
            {' · '}
            <Link to="/tickets/$ticketId" params={{ ticketId: whistle.ticket.id }}>
              {whistle.ticket.number}
            </Link>
          </>
        )}
      </p>
      <Refused error={withdraw.error} />
      <ul className="lc-whistle-units">
        {whistle.units.map((unit) => (
          <WhistleUnit key={unit.unit.id} unit={unit} whistle={whistle} />
        ))}
      </ul>
    </li>
  )
}

/** Departments called together: who signed, who made contact, what came of it, how the caller rates it. */
export function WhistlesTab() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const answer = useQuery({
    queryKey: ['orders', 'whistles', open],
    queryFn: ({ signal }) => call(listWhistles, { query: open ? { open } : {}, signal }),
  })
  return (
    <>
      <div className="lc-bar">
        <span className="lc-inline">
          <Switch size="small" checked={open} onChange={setOpen} aria-label={t('orders.unansweredOnly')} />
          {t('orders.unansweredOnly')}
        </span>
        <span className="lc-grow" />
        <WhistleButton main />
      </div>
      <Loaded answer={answer}>
        {({ items, truncated }) =>
          items.length === 0 ? (
            <Nothing text={t('orders.noWhistles')} hint={t('orders.noWhistlesHint')} />
          ) : (
            <>
              <ul className="lc-whistles">
                {items.map((whistle) => (
                  <WhistleCard key={whistle.id} whistle={whistle} />
                ))}
              </ul>
              {truncated && <p className="lc-soft">{t('orders.truncated')}</p>}
            </>
          )
        }
      </Loaded>
    </>
  )
}
