import { listTemplates, listTexts, type TextView } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Table, Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { matches, useSpell } from '../app/pinyin.ts'
import { Loaded, Nothing } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { SheetBar } from '../settings/sheet-bar.tsx'
import { Messages } from './messages.tsx'
import { TextForm } from './text-form.tsx'

const GROUPS = ['district', 'resident', 'replies'] as const

/** What stands now, on one line. */
function Words({ text }: { readonly text: TextView }) {
  const { t } = useTranslation()
  const words = text.zh ?? text.usual.zh
  return (
    <>
      <span className="lc-text-words">{words === '' ? t('texts.none') : words.replaceAll('\n', ' ／ ')}</span>{' '}
      {text.zh !== null && text.usual.zh !== '' && text.zh !== text.usual.zh && (
        <span className="lx-tag lx-tag-info">{t('texts.own')}</span>
      )}
      {text.translated && text.zh !== null && text.en === null && (
        <span className="lx-tag lx-tag-warn">{t('texts.noEnglish')}</span>
      )}
    </>
  )
}

/** Texts people read: name, hotline and notice of the district, standard replies, messages to residents. */
export function TextsPage() {
  const { t } = useTranslation()
  const [language] = useLang()
  const search = useSearch({ from: '/inside/texts' })
  const navigate = useNavigate({ from: '/texts' })
  const mayWrite = useMay('setting.write')
  const mayMessages = useMay('catalogue.write')
  const spell = useSpell()
  const [q, setQ] = useState('')
  const [editing, setEditing] = useState<TextView | null>(null)
  const texts = useQuery({ queryKey: ['texts'], queryFn: ({ signal }) => call(listTexts, { signal }) })
  const items = texts.data?.items
  const rows = useMemo(
    () =>
      (items ?? []).filter((one) =>
        matches(`${spell(one.label.zh)} ${one.label.en} ${one.zh ?? one.usual.zh}`.toLowerCase(), q),
      ),
    [items, q, spell],
  )
  const templates = useQuery({
    queryKey: ['message-templates'],
    queryFn: ({ signal }) => call(listTemplates, { signal }),
    enabled: mayMessages,
  })
  const table = (group: TextView['group']) => (
    <Table
      size="small"
      tableLayout="fixed"
      rowKey="key"
      dataSource={rows.filter((one) => one.group === group)}
      locale={{ emptyText: <Nothing text={t('texts.nothing')} hint={t('texts.nothingHint')} /> }}
      pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      columns={[
        { title: t('texts.where'), width: 320, render: (_, row) => row.label[language] },
        { title: t('texts.words'), render: (_, row) => <Words text={row} /> },
        ...(mayWrite
          ? [
              {
                title: t('action.column'),
                width: 90,
                render: (_: unknown, row: TextView) => (
                  <Button type="link" size="small" onClick={() => setEditing(row)}>
                    {t('action.edit')}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  )
  return (
    <div className="lc-page">
      <h1>{t('texts.nav')}</h1>
      <p className="lc-soft">{t('texts.about')}</p>
      <div className="lc-bar">
        <Input.Search
          allowClear
          className="lc-search"
          aria-label={t('texts.search')}
          placeholder={t('texts.search')}
          onChange={(event) => setQ(event.target.value.trim())}
        />
        <span className="lc-grow" />
        <SheetBar sheet="texts" kinds={['text', 'message']} />
      </div>
      <Loaded answer={texts}>
        {() => (
          <Tabs
            activeKey={search.tab ?? 'district'}
            onChange={(tab) => void navigate({ search: { tab } })}
            items={[
              ...GROUPS.map((group) => ({ key: group, label: t(`texts.groups.${group}`), children: table(group) })),
              ...(mayMessages
                ? [
                    {
                      key: 'messages',
                      label: t('texts.groups.messages'),
                      children: (
                        <Loaded answer={templates}>
                          {(reply) => <Messages items={reply.items} holes={reply.holes} q={q} />}
                        </Loaded>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
      {editing && <TextForm text={editing} onClose={() => setEditing(null)} />}
    </div>
  )
}
