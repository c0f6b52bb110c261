import { listTraces } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'

/** What leaves a trace, the ones asked for most first; the dots of the codes are underscores in the words. */
const KINDS = [
  'reporter_read',
  'reporter_tickets_listed',
  'session_opened',
  'session_refused',
  'session_closed',
  'session_post_chosen',
  'session_demo_entered',
  'account_invited',
  'account_password_set',
  'account_reset',
  'account_locked',
  'account_unlocked',
  'account_disabled',
  'account_enabled',
  'account_sessions_revoked',
  'account_totp_started',
  'account_totp_enrolled',
  'post_given',
  'post_changed',
  'person_created',
  'person_changed',
  'unit_created',
  'unit_changed',
  'unit_imported',
  'duty_put',
  'duty_removed',
  'sheet_imported',
  'sheet_exported',
  'messageText_changed',
  'messageText_restored',
  'unitChannel_changed',
  'wall_opened',
  'wall_closed',
] as const

const PAGE = 100

/** What has no name any more, such as a shift that was taken off: its kind in words, its id for who must find it. */
function Unnamed({ subject }: { readonly subject: string }) {
  const { t } = useTranslation()
  const [kind = '', ...rest] = subject.split(':')
  const id = rest.join(':')
  return (
    <span title={subject}>
      {t(`audit.subjects.${kind}`, kind)}{' '}
      {kind === 'sheet' ? t(`xlsx.names.${id}`, id) : <small>…{id.slice(-6)}</small>}
    </span>
  )
}

/** Who looked at what and why, who signed in, who changed rights: newest first. */
export function AuditPage() {
  const { t } = useTranslation()
  const [language] = useLang()
  const [subject, setSubject] = useState('')
  const [kind, setKind] = useState('')
  const traces = useInfiniteQuery({
    queryKey: ['traces', subject, kind],
    queryFn: ({ pageParam, signal }) =>
      call(listTraces, {
        query: { subject: subject || undefined, kind: kind || undefined, before: pageParam, limit: PAGE },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.items.length === PAGE ? page.items.at(-1)?.at : undefined),
  })
  return (
    <div className="lc-page">
      <h1>{t('nav.audit')}</h1>
      <p className="lc-soft">{t('audit.about')}</p>
      <div className="lc-bar">
        <Input.Search
          allowClear
          className="lc-search-wide"
          aria-label={t('audit.subject')}
          placeholder={t('audit.subject')}
          onSearch={(text) => setSubject(text.trim())}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className="lc-search"
          aria-label={t('audit.kind')}
          placeholder={t('audit.kind')}
          options={KINDS.map((one) => ({ value: one, label: t(`trace.${one}`) }))}
          onChange={(one?: string) => setKind(one?.replace('_', '.') ?? '')}
        />
      </div>
      <Loaded answer={traces}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <Nothing text={t('audit.none')} />
          return (
            <>
              <Table
                size="small"
                rowKey="id"
                pagination={false}
                dataSource={items}
                columns={[
                  { title: t('audit.at'), width: 170, render: (_, row) => formatInstant(row.at, language) },
                  { title: t('audit.person'), width: 110, dataIndex: 'personName' },
                  {
                    title: t('audit.kind'),
                    width: 170,
                    render: (_, row) => t(`trace.${row.kind.replaceAll('.', '_')}`, row.kind),
                  },
                  {
                    title: t('audit.subject'),
                    width: 260,
                    render: (_, row) => row.subjectName ?? <Unnamed subject={row.subject} />,
                  },
                  { title: t('audit.purpose'), dataIndex: 'purpose' },
                  {
                    title: t('audit.result'),
                    width: 130,
                    render: (_, row) => t(`audit.results.${row.result}`, row.result),
                  },
                ]}
              />
              {traces.hasNextPage && (
                <Button
                  className="lc-more"
                  loading={traces.isFetchingNextPage}
                  onClick={() => void traces.fetchNextPage()}
                >
                  {t('audit.more')}
                </Button>
              )}
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
