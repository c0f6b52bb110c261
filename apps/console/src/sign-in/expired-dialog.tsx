import { enterDemo, listDemoPeople, type SessionView } from '@lianxin/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient, sessionQuery } from '../app/queries.ts'
import { SignInForm } from './sign-in-form.tsx'

interface ExpiredProps {
  readonly personName: string
  readonly onSignedIn: () => void
}

/** In the demo district nobody has a password; elsewhere the list is empty. */
function DemoAgain({ personName, onSignedIn }: { personName: string; onSignedIn: (session: SessionView) => void }) {
  const { t } = useTranslation()
  const people = useQuery({ queryKey: ['demo-people'], queryFn: () => call(listDemoPeople), staleTime: Infinity })
  const loginName = people.data?.items.find(({ name, page }) => name === personName && page === 'console')?.loginName
  const enter = useMutation({
    mutationFn: (name: string) => call(enterDemo, { body: { loginName: name } }),
    onSuccess: onSignedIn,
  })
  if (loginName === undefined) return null
  return (
    <>
      <Refused error={enter.error} />
      <Button block size="large" loading={enter.isPending} onClick={() => enter.mutate(loginName)}>
        {t('signIn.demoAgain', { name: personName })}
      </Button>
    </>
  )
}

/** The session ended while somebody worked: ask for the password above the page and go on where they were. */
export function ExpiredDialog({ personName, onSignedIn }: ExpiredProps) {
  const { t } = useTranslation()
  const goOn = (session: SessionView) => {
    queryClient.setQueryData(sessionQuery.queryKey, session)
    void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    onSignedIn()
  }
  return (
    <Modal open closable={false} footer={null} mask={{ closable: false }} keyboard={false} title={t('signIn.expired')}>
      <p>{t('signIn.expiredHint', { name: personName })}</p>
      <SignInForm onSignedIn={goOn} />
      <DemoAgain personName={personName} onSignedIn={goOn} />
    </Modal>
  )
}
