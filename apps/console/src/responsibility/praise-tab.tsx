import { withdrawCommendation, type CommendationView } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useMay } from '../app/session.tsx'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { unitName } from '../ticket/words.ts'
import { CommendButton } from './commend-form.tsx'
import { praiseQuery } from './queries.ts'

function WithdrawForm({ one, onClose }: { readonly one: CommendationView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () =>
      call(withdrawCommendation, { params: { commendationId: one.id }, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: praiseQuery.queryKey })
      onClose()
    },
  })
  return (
    <CarefulModal
      title={t('responsibility.withdrawTitle', { unit: unitName(one.unit, language) })}
      saving={{ follows: null, must: false, error: send.error, isPending: send.isPending, submit: () => send.mutate() }}
      ready={reason.trim() !== ''}
      onClose={onClose}
    >
      <Field label={t('responsibility.withdrawReason')} error={send.error} pointer="/reason" required>
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </CarefulModal>
  )
}

/** Praise of units, newest first; what was taken back stays with its reason. */
export function PraiseTab() {
  const { t } = useTranslation()
  const [language] = useLang()
  const answer = useQuery(praiseQuery)
  const mayReadTickets = useMay('ticket.read')
  const [withdrawn, setWithdrawn] = useState<CommendationView | null>(null)
  return (
    <>
      <div className="lc-bar">
        <CommendButton main />
      </div>
      <Loaded answer={answer}>
        {({ items, truncated }) =>
          items.length === 0 ? (
            <Nothing text={t('responsibility.noPraise')} hint={t('responsibility.noPraiseHint')} />
          ) : (
            <ul className="lc-cases lc-plain">
              {items.map((one) => (
                <li key={one.id} className="lc-case">
                  <h2>{unitName(one.unit, language)}</h2>
                  <p className="lc-words">{one.reason}</p>
                  <p className="lc-soft">
                    {t('responsibility.praisedBy', {
                      unit: unitName(one.byUnit, language),
                      name: one.byName,
                      time: formatInstant(one.at, language),
                    })}
                  </p>
                  {one.ticketId !== null && (
                    <p className="lc-inline">
                      {mayReadTickets ? (
                        <Link to="/tickets/$ticketId" params={{ ticketId: one.ticketId }}>
                          {one.ticketNumber}
                        </Link>
                      ) : (
                        one.ticketNumber
                      )}
                    </p>
                  )}
                  {one.withdrawn && (
                    <p>
                      {t('responsibility.withdrawnFor', {
                        reason: one.withdrawn.reason,
                        name: one.withdrawn.byName,
                        time: formatInstant(one.withdrawn.at, language),
                      })}
                    </p>
                  )}
                  {one.mayWithdraw && (
                    <p>
                      <Button onClick={() => setWithdrawn(one)}>{t('responsibility.withdraw')}</Button>
                    </p>
                  )}
                </li>
              ))}
              {truncated && <li className="lc-soft">{t('responsibility.truncated')}</li>}
            </ul>
          )
        }
      </Loaded>
      {withdrawn && <WithdrawForm one={withdrawn} onClose={() => setWithdrawn(null)} />}
    </>
  )
}
