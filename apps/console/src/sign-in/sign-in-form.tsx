import { openSession, type SessionView } from '@lianxin/contract'
import { problemIn } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'

const NEEDS_CODE = new Set(['session.totp_required', 'session.totp_refused'])

/** Name and password, then the code of the second factor where the account has one. What was typed stays. */
export function SignInForm({ onSignedIn }: { readonly onSignedIn: (session: SessionView) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [loginName, setLoginName] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const enter = useMutation({
    mutationFn: () => call(openSession, { body: { loginName: loginName.trim(), password, ...(totp ? { totp } : {}) } }),
    onSuccess: onSignedIn,
  })
  const code = problemIn(enter.error)?.code ?? ''
  const [needsCode, setNeedsCode] = useState(false)
  if (NEEDS_CODE.has(code) && !needsCode) setNeedsCode(true)
  return (
    <form
      className="lc-sign-in"
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate()
      }}
    >
      <label htmlFor={`${id}-name`}>{t('signIn.name')}</label>
      <Input
        id={`${id}-name`}
        size="large"
        autoComplete="username"
        autoFocus
        required
        value={loginName}
        onChange={(event) => setLoginName(event.target.value)}
      />
      <label htmlFor={`${id}-password`}>{t('signIn.password')}</label>
      <Input.Password
        id={`${id}-password`}
        size="large"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {needsCode && (
        <>
          <label htmlFor={`${id}-totp`}>{t('signIn.code')}</label>
          <Input
            id={`${id}-totp`}
            size="large"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]{6}"
            maxLength={6}
            autoFocus
            required
            value={totp}
            onChange={(event) => setTotp(event.target.value.replaceAll(/\D/g, ''))}
          />
          <small>{t('signIn.codeHint')}</small>
        </>
      )}
      {code !== 'session.totp_required' && <Refused error={enter.error} />}
      <Button type="primary" size="large" htmlType="submit" block loading={enter.isPending}>
        {t('signIn.enter')}
      </Button>
    </form>
  )
}
