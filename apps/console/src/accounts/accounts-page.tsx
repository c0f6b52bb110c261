import { changeAccount, listAccounts, type AccountView } from '@lianxin/contract'
import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Dropdown, Input, Table } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing, Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { Invite } from './invite.tsx'
import { OneTimeLink, type Invitation } from './one-time-link.tsx'

type Action = 'unlock' | 'reset' | 'disable' | 'enable' | 'revokeSessions'
const TONES = { invited: 'info', active: 'good', locked: 'bad', disabled: 'plain' } as const
const ACTIONS: Readonly<Record<AccountView['state'], readonly Action[]>> = {
  invited: ['reset', 'disable'],
  active: ['reset', 'revokeSessions', 'disable'],
  locked: ['unlock', 'reset', 'disable'],
  disabled: ['enable'],
}
const TYPING_PAUSE_ms = 250
const DANGEROUS: readonly Action[] = ['disable', 'reset', 'revokeSessions']

/** Accounts of staff: invited by a one-time link, unlocked, reset, disabled. */
export function AccountsPage() {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [typed])
  const [inviting, setInviting] = useState(false)
  const [link, setLink] = useState<Invitation | null>(null)
  const accounts = useQuery({
    queryKey: ['accounts', q],
    queryFn: ({ signal }) => call(listAccounts, { query: { q: q || undefined, limit: 200 }, signal }),
    placeholderData: keepPreviousData,
  })
  const change = useMutation({
    mutationFn: ({ account, action }: { readonly account: AccountView; readonly action: Action }) =>
      call(changeAccount, { params: { accountId: account.id }, body: { action } }),
    onSuccess: (reply, { account, action }) => {
      setLink(reply.invitation)
      void message.success(t('account.done', { name: account.personName, action: t(`account.action.${action}`) }))
      void queryClient.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
  const act = (account: AccountView, action: Action) => {
    if (!DANGEROUS.includes(action)) return change.mutate({ account, action })
    void modal.confirm({
      title: t('account.confirm', { name: account.personName, action: t(`account.action.${action}`) }),
      content: t(`account.hint.${action}`),
      okText: t(`account.action.${action}`),
      cancelText: t('action.cancel'),
      okButtonProps: { danger: true },
      onOk: () => change.mutateAsync({ account, action }),
    })
  }
  return (
    <div className="lc-page">
      <h1>{t('nav.accounts')}</h1>
      <div className="lc-bar">
        <Input.Search
          allowClear
          className="lc-search"
          aria-label={t('account.search')}
          placeholder={t('account.search')}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => setQ(text.trim())}
        />
        <span className="lc-grow" />
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setInviting(true)}>
          {t('account.invite')}
        </Button>
      </div>
      <Refused error={change.error} />
      <Loaded answer={accounts}>
        {({ items }) => (
          <Table
            size="small"
            rowKey="id"
            dataSource={[...items]}
            locale={{ emptyText: <Nothing text={t('account.none')} hint={t('account.noneHint')} /> }}
            pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
            columns={[
              { title: t('account.person'), dataIndex: 'personName' },
              { title: t('account.login'), dataIndex: 'loginName' },
              {
                title: t('account.stateLabel'),
                render: (_, row) => (
                  <span className={`lx-tag lx-tag-${TONES[row.state]}`}>{t(`account.state.${row.state}`)}</span>
                ),
              },
              {
                title: t('account.factor'),
                render: (_, row) => t(row.secondFactor ? 'account.factorOn' : 'account.factorOff'),
              },
              {
                title: t('action.column'),
                render: (_, row) => (
                  <Dropdown
                    trigger={['click']}
                    menu={{
                      items: ACTIONS[row.state].map((action) => ({
                        key: action,
                        label: t(`account.action.${action}`),
                      })),
                      onClick: ({ key }) => act(row, key as Action),
                    }}
                  >
                    <Button size="small" aria-label={t('account.actionsFor', { name: row.personName })}>
                      {t('action.more')}
                    </Button>
                  </Dropdown>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {inviting && (
        <Invite
          onClose={() => setInviting(false)}
          onInvited={(invitation) => {
            setInviting(false)
            setLink(invitation)
          }}
        />
      )}
      {link && <OneTimeLink invitation={link} onClose={() => setLink(null)} />}
    </div>
  )
}
