import { enterDemo, listDemoPeople, type SessionView } from '@lianxin/contract'
import { RightOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient, sessionQuery } from '../app/queries.ts'
import { Frame } from './frame.tsx'
import { SignInForm } from './sign-in-form.tsx'

const keepSession = (session: SessionView): void => {
  queryClient.setQueryData(sessionQuery.queryKey, session)
}

/** People of the demo district: one click instead of a password. The list is empty everywhere else. */
function DemoPeople() {
  const { t } = useTranslation()
  const people = useQuery({ queryKey: ['demo-people'], queryFn: () => call(listDemoPeople), staleTime: Infinity })
  const enter = useMutation({
    mutationFn: (loginName: string) => call(enterDemo, { body: { loginName } }),
    onSuccess: keepSession,
  })
  const items = (people.data?.items ?? []).filter((one) => one.page === 'console')
  if (items.length === 0) return null
  return (
    <section className="lc-demo" aria-label={t('signIn.demo')}>
      <h2>{t('signIn.demo')}</h2>
      <p className="lc-soft">{t('signIn.demoHint')}</p>
      <ul>
        {items.map((person) => (
          <li key={person.loginName}>
            <button type="button" disabled={enter.isPending} onClick={() => enter.mutate(person.loginName)}>
              <span>
                <strong>{person.name}</strong>
                <small>
                  {t(`role.${person.role}`)} · {person.unitName}
                </small>
              </span>
              <RightOutlined aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <Refused error={enter.error} />
    </section>
  )
}

/** Sign-in with name, password and second factor. */
export function SignInPage() {
  const { t } = useTranslation()
  return (
    <Frame title={t('signIn.title')}>
      <div className="lc-door-cards">
        <section className="lc-door-card">
          <SignInForm onSignedIn={keepSession} />
          <p className="lc-soft">{t('signIn.forgot')}</p>
        </section>
        <DemoPeople />
      </div>
    </Frame>
  )
}
