import { newId } from '@lianxin/client'
import { inviteAccount } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { PersonPicker } from '../organisation/person-picker.tsx'
import type { Invitation } from './one-time-link.tsx'

interface InviteProps {
  readonly onInvited: (invitation: Invitation) => void
  readonly onClose: () => void
}

const LOGIN = /^[a-zA-Z0-9._-]{2,60}$/

/** Opens an account for a member of staff. */
export function Invite({ onInvited, onClose }: InviteProps) {
  const { t } = useTranslation()
  const id = useId()
  const [accountId] = useState(newId)
  const [personId, setPersonId] = useState<string | null>(null)
  const [loginName, setLoginName] = useState('')
  const invite = useMutation({
    mutationFn: () => call(inviteAccount, { params: { accountId }, body: { personId: personId ?? '', loginName } }),
    onSuccess: (invitation) => {
      void queryClient.invalidateQueries({ queryKey: ['accounts'] })
      onInvited(invitation)
    },
  })
  const ready = personId !== null && LOGIN.test(loginName)
  return (
    <Modal
      open
      title={t('account.invite')}
      okText={t('account.invite')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !ready, loading: invite.isPending }}
      onOk={() => invite.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        <label htmlFor={`${id}-person`}>{t('account.person')}</label>
        <PersonPicker id={`${id}-person`} value={personId} onChange={setPersonId} />
        <label htmlFor={`${id}-login`}>{t('account.login')}</label>
        <Input
          id={`${id}-login`}
          maxLength={60}
          autoComplete="off"
          value={loginName}
          onPressEnter={() => ready && !invite.isPending && invite.mutate()}
          onChange={(event) => setLoginName(event.target.value)}
        />
        <p className="lc-soft">{t('account.loginRule')}</p>
        <Refused error={invite.error} />
      </div>
    </Modal>
  )
}
