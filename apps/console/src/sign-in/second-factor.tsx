import { confirmTotp, enrolTotp } from '@lianxin/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Result } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Refused } from '../app/problem.tsx'
import { queryClient, sessionQuery } from '../app/queries.ts'

/** Enrols the second factor: scan, then prove it with one code. */
export function SecondFactor({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [code, setCode] = useState('')
  const enrolment = useQuery({
    queryKey: ['totp-enrolment'],
    queryFn: () => call(enrolTotp),
    staleTime: Infinity,
    gcTime: 0,
  })
  const confirm = useMutation({
    mutationFn: () => call(confirmTotp, { body: { code } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  })
  return (
    <Modal open footer={null} onCancel={onClose} title={t('factor.title')}>
      {confirm.isSuccess ? (
        <Result status="success" title={t('factor.done')} />
      ) : (
        <Loaded answer={enrolment}>
          {({ qrSvg, secret }) => (
            <form
              className="lc-sign-in"
              onSubmit={(event) => {
                event.preventDefault()
                confirm.mutate()
              }}
            >
              <p>{t('factor.scan')}</p>
              <img
                className="lc-qr"
                alt={t('factor.qr')}
                src={`data:image/svg+xml;utf8,${encodeURIComponent(qrSvg)}`}
              />
              <p>
                {t('factor.byHand')} <code>{secret}</code>
              </p>
              <label htmlFor={id}>{t('signIn.code')}</label>
              <Input
                id={id}
                inputMode="numeric"
                maxLength={6}
                value={code}
                onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, ''))}
              />
              <Refused error={confirm.error} />
              <Button type="primary" htmlType="submit" disabled={code.length !== 6} loading={confirm.isPending}>
                {t('factor.confirm')}
              </Button>
            </form>
          )}
        </Loaded>
      )}
    </Modal>
  )
}
