import { problemIn, ProblemView, useTranslation } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { openSession } from '../app/operations.ts'
import { putSession } from '../app/session.ts'
import { DemoPeople } from './demo-people.tsx'
import { LookBar } from './look-bar.tsx'

/** Name and password; the six digits are asked for only where the account has a second factor. */
export function SignIn(): ReactElement {
  const { t } = useTranslation()
  const [loginName, setLoginName] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [asksTotp, setAsksTotp] = useState(false)
  const enter = useMutation({
    mutationFn: () =>
      call(openSession, { body: { loginName: loginName.trim(), password, ...(asksTotp ? { totp } : {}) } }),
    onSuccess: putSession,
    onError: (error) => {
      if (problemIn(error)?.code === 'session.totp_required') setAsksTotp(true)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    enter.mutate()
  }
  const asked = problemIn(enter.error)?.code === 'session.totp_required'
  return (
    <main className="page sign-in">
      <LookBar />
      <h1>
        {t('signIn.title')}
        <small>{t('signIn.motto')}</small>
      </h1>
      <form className="box" onSubmit={submit}>
        <label>
          {t('signIn.name')}
          <input
            value={loginName}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setLoginName(event.target.value)}
          />
        </label>
        <label>
          {t('signIn.password')}
          <input
            type="password"
            value={password}
            autoComplete="current-password"
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        {asksTotp && (
          <label>
            {t('signIn.totp')}
            <input
              value={totp}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              onChange={(event) => setTotp(event.target.value.replaceAll(/\D/g, ''))}
            />
          </label>
        )}
        {enter.isError && !asked && <ProblemView error={enter.error} />}
        <button
          type="submit"
          className="lx-button lx-button-primary"
          disabled={enter.isPending || loginName.trim() === '' || password === '' || (asksTotp && totp.length !== 6)}
        >
          {t(enter.isPending ? 'signIn.entering' : 'signIn.enter')}
        </button>
      </form>
      <DemoPeople />
    </main>
  )
}
