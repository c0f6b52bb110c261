import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'

import { queryClient, sessionQuery } from '../app/queries.ts'
import { SignInForm } from './sign-in-form.tsx'

interface ExpiredProps {
  readonly personName: string
  readonly onSignedIn: () => void
}

/** The session ended while somebody worked: ask for the password above the page and go on where they were. */
export function ExpiredDialog({ personName, onSignedIn }: ExpiredProps) {
  const { t } = useTranslation()
  return (
    <Modal open closable={false} footer={null} mask={{ closable: false }} keyboard={false} title={t('signIn.expired')}>
      <p>{t('signIn.expiredHint', { name: personName })}</p>
      <SignInForm
        onSignedIn={(session) => {
          queryClient.setQueryData(sessionQuery.queryKey, session)
          void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
          onSignedIn()
        }}
      />
    </Modal>
  )
}
