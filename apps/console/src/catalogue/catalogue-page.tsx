import { draftCatalogue, readCatalogue, type ClassView } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Select, Table } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { matches, useSpell } from '../app/pinyin.ts'
import { Loaded, Nothing, Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useMay } from '../app/session.tsx'
import { SheetBar } from '../settings/sheet-bar.tsx'
import { ClassForm } from './class-form.tsx'
import { ImportCatalogue } from './import-catalogue.tsx'
import { Activate, RemoveClass } from './version-acts.tsx'

const changed = async (): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: ['catalogue'] })
  await queryClient.invalidateQueries({ queryKey: ['setting-changes'] })
}

/** The catalogue of matters: versions, classes with their limits and conditions, drafts. */
export function CataloguePage() {
  const { t } = useTranslation()
  const [language] = useLang()
  const mayWrite = useMay('catalogue.write')
  const spell = useSpell()
  const [version, setVersion] = useState<number | null>(null)
  const [q, setQ] = useState('')
  const [editing, setEditing] = useState<ClassView | 'new' | null>(null)
  const [removing, setRemoving] = useState<ClassView | null>(null)
  const [activating, setActivating] = useState(false)
  const [importing, setImporting] = useState(false)
  const answer = useQuery({
    queryKey: ['catalogue', version ?? 'active'],
    queryFn: ({ signal }) => call(readCatalogue, { query: { version: version ?? undefined }, signal }),
  })
  /** A draft that was copied carries the number of what it was copied from. */
  const noteOf = (note: string): string => {
    const from = /^v(\d+)$/.exec(note)?.[1]
    return from === undefined ? note : t('catalogue.copyOf', { n: from })
  }
  const draft = useMutation({
    mutationFn: () => call(draftCatalogue),
    onSuccess: async (reply) => {
      setVersion(reply.version)
      await changed()
    },
  })
  const classes = answer.data?.classes
  const rows = useMemo(
    () =>
      (classes ?? []).filter((one) =>
        matches(`${spell(one.minor)} ${spell(one.major)} ${one.minorEn.toLowerCase()} ${one.code}`, q),
      ),
    [classes, q, spell],
  )
  return (
    <div className="lc-page">
      <h1>{t('nav.catalogue')}</h1>
      <Loaded answer={answer}>
        {(catalogue) => {
          const isDraft = catalogue.status === 'draft'
          return (
            <>
              <div className="lc-bar">
                <Select
                  aria-label={t('catalogue.version')}
                  className="lc-search"
                  value={catalogue.version}
                  onChange={setVersion}
                  options={catalogue.versions.map((one) => ({
                    value: one.version,
                    label: `${t('catalogue.versionName', { n: one.version })} · ${t(`catalogue.status.${one.status}`)}${one.note ? ` · ${noteOf(one.note)}` : ''}`,
                  }))}
                />
                <Input.Search
                  allowClear
                  className="lc-search"
                  aria-label={t('catalogue.search')}
                  placeholder={t('catalogue.search')}
                  onChange={(event) => setQ(event.target.value.trim())}
                />
                <span className="lc-soft lc-grow">{t('catalogue.count', { count: rows.length })}</span>
                <SheetBar
                  sheet="catalogue"
                  kinds={['class', 'catalogue']}
                  onImported={(imported) => {
                    if (imported !== null) setVersion(imported)
                  }}
                />
                {mayWrite && !isDraft && (
                  <>
                    <Button onClick={() => setImporting(true)}>{t('catalogue.import')}</Button>
                    <Button type="primary" loading={draft.isPending} onClick={() => draft.mutate()}>
                      {t('catalogue.draft')}
                    </Button>
                  </>
                )}
                {mayWrite && isDraft && (
                  <>
                    <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>
                      {t('catalogue.newClass')}
                    </Button>
                    <Button type="primary" onClick={() => setActivating(true)}>
                      {t('catalogue.activate')}
                    </Button>
                  </>
                )}
              </div>
              {isDraft && <p className="lx-notice lx-notice-warn">{t('catalogue.isDraft')}</p>}
              <Refused error={draft.error} />
              <Table
                size="small"
                rowKey="code"
                dataSource={rows}
                locale={{ emptyText: <Nothing text={t('catalogue.none')} hint={t('catalogue.noneHint')} /> }}
                pagination={{ pageSize: 25, showSizeChanger: false, hideOnSinglePage: true }}
                expandable={{
                  expandedRowRender: (row) => (
                    <dl>
                      {(['filingCondition', 'closingCondition', 'source'] as const).map((field) => (
                        <div className="lc-fact" key={field}>
                          <dt>{t(`catalogue.${field}`)}</dt>
                          <dd>{row[field] || '—'}</dd>
                        </div>
                      ))}
                    </dl>
                  ),
                }}
                columns={[
                  { title: t('catalogue.code'), width: 110, dataIndex: 'code' },
                  { title: t('catalogue.kind'), width: 100, render: (_, row) => t(`catalogue.kinds.${row.kind}`) },
                  {
                    title: t('catalogue.major'),
                    render: (_, row) => (language === 'en' && row.majorEn ? row.majorEn : row.major),
                  },
                  {
                    title: t('catalogue.minor'),
                    render: (_, row) => <strong>{language === 'en' && row.minorEn ? row.minorEn : row.minor}</strong>,
                  },
                  {
                    title: t('catalogue.limit'),
                    render: (_, row) =>
                      row.stages
                        .map((stage) =>
                          t(`limit.${stage.limit.unit}`, { n: stage.limit.amount, count: stage.limit.amount }),
                        )
                        .join(' + '),
                  },
                  {
                    title: t('catalogue.marks'),
                    render: (_, row) => (
                      <span className="lc-marks">
                        {(['evidenceRequired', 'urgent', 'confidential'] as const)
                          .filter((mark) => row[mark])
                          .map((mark) => (
                            <span key={mark} className="lx-tag">
                              {t(`catalogue.${mark}`)}
                            </span>
                          ))}
                      </span>
                    ),
                  },
                  ...(mayWrite && isDraft
                    ? [
                        {
                          title: t('action.column'),
                          render: (_: unknown, row: ClassView) => (
                            <>
                              <Button type="link" size="small" onClick={() => setEditing(row)}>
                                {t('action.edit')}
                              </Button>
                              <Button type="link" size="small" onClick={() => setRemoving(row)}>
                                {t('catalogue.remove')}
                              </Button>
                            </>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
              {editing && (
                <ClassForm
                  version={catalogue.version}
                  value={editing === 'new' ? null : editing}
                  majors={[...new Set(catalogue.classes.map(({ major }) => major))]}
                  onClose={() => setEditing(null)}
                  onSaved={changed}
                />
              )}
              {removing && (
                <RemoveClass
                  version={catalogue.version}
                  entry={removing}
                  onSaved={changed}
                  onClose={() => setRemoving(null)}
                />
              )}
              {activating && (
                <Activate
                  version={catalogue.version}
                  onSaved={async () => {
                    setVersion(null)
                    await changed()
                  }}
                  onClose={() => setActivating(false)}
                />
              )}
              {importing && (
                <ImportCatalogue
                  onClose={() => setImporting(false)}
                  onImported={(imported) => {
                    setVersion(imported)
                    void changed()
                  }}
                />
              )}
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
