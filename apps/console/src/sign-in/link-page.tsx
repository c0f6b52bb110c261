import { readLink, useLink as useLinkOperation } from '@lianxin/contract'
import { problemIn } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Input, Result } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Refused } from '../app/problem.tsx'
import { Frame } from './frame.tsx'

/** A one-time link: who it is for, and the password they choose. */
export function LinkPage() {
  const { t } = useTranslation()
  const id = useId()
  const { token } = useParams({ from: '/link/$token' })
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: () => call(readLink, { params: { token } }),
    staleTime: Infinity,
  })
  const set = useMutation({ mutationFn: () => call(useLinkOperation, { params: { token }, body: { password } }) })
  // A link that was used or is over never opens again: trying once more helps nobody.
  const problem = problemIn(link.error ?? set.error)
  // Part of an address, as a message that was cut in two gives it, is no fault of what anybody typed.
  const isCut = problemIn(link.error)?.code === 'request.invalid'
  const gone = problem?.code === 'account.link_expired' || isCut ? problem : null
  const differ = again !== '' && again !== password
  return (
    <Frame title={t('link.title')}>
      <section className="lc-door-card">
        {set.isSuccess ? (
          <Result
            status="success"
            title={t('link.done')}
            extra={
              <Button type="primary" size="large" href="/console/">
                {t('link.toSignIn')}
              </Button>
            }
          />
        ) : gone ? (
          <Result
            status="warning"
            title={isCut ? t('link.cut') : gone.title}
            subTitle={t(isCut ? 'link.cutHint' : 'account.linkGoneHint')}
            extra={
              <Button type="primary" size="large" href="/console/">
                {t('link.toSignIn')}
              </Button>
            }
          />
        ) : (
          <Loaded answer={link}>
            {({ personName, loginName }) => (
              <form
                className="lc-sign-in"
                onSubmit={(event) => {
                  event.preventDefault()
                  if (password !== '' && password === again) set.mutate()
                }}
              >
                <p>{t('link.hello', { name: personName, login: loginName })}</p>
                <label htmlFor={`${id}-new`}>{t('link.password')}</label>
                <Input.Password
                  id={`${id}-new`}
                  size="large"
                  autoComplete="new-password"
                  autoFocus
                  required
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                />
                <small>{t('link.rule')}</small>
                <label htmlFor={`${id}-again`}>{t('link.again')}</label>
                <Input.Password
                  id={`${id}-again`}
                  size="large"
                  autoComplete="new-password"
                  required
                  status={differ ? 'error' : ''}
                  value={again}
                  onChange={(event) => setAgain(event.target.value)}
                />
                {differ && (
                  <p className="lc-bad" role="alert">
                    {t('link.differ')}
                  </p>
                )}
                <Refused error={set.error} />
                <Button type="primary" size="large" htmlType="submit" block loading={set.isPending} disabled={differ}>
                  {t('link.save')}
                </Button>
              </form>
            )}
          </Loaded>
        )}
      </section>
    </Frame>
  )
}
