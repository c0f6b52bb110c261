import { listPersons, putPost, type PersonView } from '@lianxin/contract'
import { formatDay, useLang } from '@lianxin/ui'
import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useMay } from '../app/session.tsx'
import { dayText } from '../app/time.ts'
import { UnitPicker } from '../ticket/unit-picker.tsx'
import { PersonForm } from './person-form.tsx'
import { PostForm } from './post-form.tsx'

type Post = PersonView['posts'][number]
/** As many as one screen can be searched by eye; more are found by name. */
const MOST = 500

function Posts({ person, mayWrite }: { readonly person: PersonView; readonly mayWrite: boolean }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const end = useMutation({
    mutationFn: (post: Post) =>
      call(putPost, {
        params: { postId: post.id },
        body: {
          personId: person.id,
          unitId: post.unitId,
          role: post.role,
          validFrom: post.validFrom,
          validTo: dayText(Date.now()),
        },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['persons'] }),
  })
  return (
    <ul className="lc-plain-list">
      {person.posts.map((post) => (
        <li key={post.id} className={post.validTo === null ? '' : 'lc-soft'}>
          {post.unitName} · <strong>{t(`role.${post.role}`)}</strong>{' '}
          <small>
            {formatDay(post.validFrom, language)} – {post.validTo ? formatDay(post.validTo, language) : t('org.now')}
          </small>
          {mayWrite && post.validTo === null && (
            <Button type="link" size="small" danger loading={end.isPending} onClick={() => end.mutate(post)}>
              {t('org.endPost')}
            </Button>
          )}
        </li>
      ))}
      <Refused error={end.error} />
    </ul>
  )
}

/** Members of staff with their posts; posts are given and ended, never deleted. */
export function Persons({ unitId }: { readonly unitId: string | null }) {
  const { t } = useTranslation()
  const mayWrite = useMay('organisation.write')
  const [q, setQ] = useState('')
  const [unit, setUnit] = useState(unitId)
  const [editing, setEditing] = useState<PersonView | 'new' | null>(null)
  const [posting, setPosting] = useState<PersonView | null>(null)
  const persons = useQuery({
    queryKey: ['persons', q, unit],
    queryFn: ({ signal }) =>
      call(listPersons, { query: { q: q || undefined, unitId: unit ?? undefined, limit: MOST }, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <div className="lc-bar">
        <Input.Search
          allowClear
          className="lc-search"
          aria-label={t('org.searchPerson')}
          placeholder={t('org.searchPerson')}
          onSearch={(text) => setQ(text.trim())}
        />
        <UnitPicker className="lc-search" value={unit} onChange={setUnit} />
        <span className="lc-grow" />
        {mayWrite && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('org.newPerson')}
          </Button>
        )}
      </div>
      <Loaded answer={persons}>
        {({ items }) => (
          <Table
            size="small"
            rowKey="id"
            dataSource={[...items]}
            pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
            columns={[
              { title: t('org.person'), width: 120, dataIndex: 'name' },
              { title: t('org.telephone'), width: 140, dataIndex: 'telephone' },
              { title: t('org.source'), width: 130, render: (_, row) => t(`source.${row.source}`) },
              { title: t('org.posts'), render: (_, row) => <Posts person={row} mayWrite={mayWrite} /> },
              ...(mayWrite
                ? [
                    {
                      title: t('action.column'),
                      width: 180,
                      render: (_: unknown, row: PersonView) => (
                        <>
                          <Button type="link" size="small" onClick={() => setEditing(row)}>
                            {t('action.edit')}
                          </Button>
                          <Button type="link" size="small" onClick={() => setPosting(row)}>
                            {t('org.givePost')}
                          </Button>
                        </>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
      {editing && <PersonForm person={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {posting && <PostForm person={posting} onClose={() => setPosting(null)} />}
    </>
  )
}
