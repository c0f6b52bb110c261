import { listPersons, type PersonView } from '@lianxin/contract'
import { formatDay, useLang } from '@lianxin/ui'
import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Table } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'
import { useScale } from '../app/shown-look.ts'
import { useMay } from '../app/session.tsx'
import { dayText } from '../app/time.ts'
import { SheetBar } from '../settings/sheet-bar.tsx'
import { UnitPicker } from '../ticket/unit-picker.tsx'
import { PersonForm } from './person-form.tsx'
import { EndPost, PostForm } from './post-form.tsx'

type Post = PersonView['posts'][number]
/** As many as one screen can be searched by eye; more are found by name. */
const MOST = 500
const TYPING_PAUSE_ms = 250

interface PostsProps {
  readonly person: PersonView
  /** Asks for the end of a post; null for who may not. */
  readonly onEnd: ((post: Post) => void) | null
}

function Posts({ person, onEnd }: PostsProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [today] = useState(() => dayText(Date.now()))
  const held = person.posts.filter((post) => post.validTo === null || post.validTo > today)
  const [past, setPast] = useState(false)
  const shown = past ? person.posts : held
  const more = person.posts.length - held.length
  return (
    <ul className="lc-plain-list">
      {shown.map((post) => (
        <li key={post.id} className={held.includes(post) ? '' : 'lc-soft'}>
          {post.unitName} · <strong>{t(`role.${post.role}`)}</strong>{' '}
          <small>
            {formatDay(post.validFrom, language)} – {post.validTo ? formatDay(post.validTo, language) : t('org.now')}
          </small>
          {onEnd && held.includes(post) && (
            <Button type="link" size="small" onClick={() => onEnd(post)}>
              {t('org.endPost')}
            </Button>
          )}
        </li>
      ))}
      {shown.length === 0 && <li className="lc-soft">{t('org.noPost')}</li>}
      {more > 0 && !past && (
        <li>
          <Button type="link" size="small" onClick={() => setPast(true)}>
            {t('org.pastPosts', { count: more })}
          </Button>
        </li>
      )}
    </ul>
  )
}

/** Members of staff with their posts; posts are given and ended, never deleted. */
export function Persons({ unitId }: { readonly unitId: string | null }) {
  const { t } = useTranslation()
  const mayWrite = useMay('organisation.write')
  const scale = useScale()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [typed])
  const [unit, setUnit] = useState(unitId)
  const [editing, setEditing] = useState<PersonView | 'new' | null>(null)
  const [posting, setPosting] = useState<PersonView | null>(null)
  const [ending, setEnding] = useState<{ readonly person: PersonView; readonly post: Post } | null>(null)
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
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => setQ(text.trim())}
        />
        <UnitPicker className="lc-search" value={unit} onChange={setUnit} />
        <span className="lc-grow" />
        <SheetBar sheet="staff" kinds={['person', 'post']} />
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
            locale={{ emptyText: <Nothing text={t('org.noPerson')} hint={t('org.noPersonHint')} /> }}
            dataSource={[...items]}
            pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
            columns={[
              {
                title: t('org.person'),
                width: 140 * scale,
                render: (_, row) => (
                  <>
                    {row.name}
                    {!row.active && <span className="lx-tag">{t('org.left')}</span>}
                  </>
                ),
              },
              { title: t('org.telephone'), width: 140 * scale, dataIndex: 'telephone' },
              { title: t('org.source'), width: 130 * scale, render: (_, row) => t(`source.${row.source}`) },
              {
                title: t('org.posts'),
                render: (_, row) => (
                  <Posts person={row} onEnd={mayWrite ? (post) => setEnding({ person: row, post }) : null} />
                ),
              },
              ...(mayWrite
                ? [
                    {
                      title: t('action.column'),
                      width: 180 * scale,
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
      {ending && <EndPost {...ending} onClose={() => setEnding(null)} />}
      {posting && <PostForm person={posting} onClose={() => setPosting(null)} />}
    </>
  )
}
