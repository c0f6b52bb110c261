import { listTraces } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'

const PAGE = 100

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
          className="lc-search"
          aria-label={t('audit.subject')}
          placeholder={t('audit.subject')}
          onSearch={(text) => setSubject(text.trim())}
        />
        <Input.Search
          allowClear
          className="lc-search"
          aria-label={t('audit.kind')}
          placeholder={t('audit.kind')}
          onSearch={(text) => setKind(text.trim())}
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
                  { title: t('audit.subject'), width: 260, dataIndex: 'subject' },
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
