import '../styles/figures.css'
import '../styles/brief.css'

import type { BriefHead, listBriefs, ReplyOf } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded, Nothing } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'
import { Files } from './files.tsx'
import { ProduceForm } from './produce-form.tsx'
import { listQuery } from './queries.ts'

interface Search {
  readonly month?: string
  readonly unit?: string
}

function Filters({ months, units }: { readonly months: readonly string[]; readonly units: Listed['units'] }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const search = useSearch({ from: '/inside/briefs' })
  const navigate = useNavigate({ from: '/briefs' })
  const change = (part: { readonly month?: string | undefined; readonly unit?: string | undefined }): void =>
    void navigate({
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined)) as Search,
    })
  return (
    <>
      <Select
        allowClear
        className="lc-unit"
        aria-label={t('brief.month')}
        placeholder={t('brief.anyMonth')}
        value={search.month ?? null}
        onChange={(month: string | null) => change({ month: month ?? undefined })}
        options={months.map((month) => ({ value: month, label: month }))}
      />
      {units.length > 1 && (
        <Select
          allowClear
          className="lc-search"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('brief.unit')}
          placeholder={t('brief.anyUnit')}
          value={search.unit ?? null}
          onChange={(unit: string | null) => change({ unit: unit ?? undefined })}
          options={units.map((unit) => ({ value: unit.id, label: unitName(unit, language) }))}
        />
      )}
    </>
  )
}

type Listed = ReplyOf<typeof listBriefs>

function Versions({ items }: { readonly items: readonly BriefHead[] }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const nameOf = (one: BriefHead): string =>
    `${unitName(one.unit, language)} ${one.month} ${t('brief.version', { n: one.version })}`
  return (
    <Table<BriefHead>
      size="small"
      rowKey="id"
      dataSource={[...items]}
      pagination={items.length > 30 ? { pageSize: 30, showSizeChanger: false } : false}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('brief.month'), key: 'month', render: (_, { month }) => month },
        {
          title: t('brief.unit'),
          key: 'unit',
          render: (_, one) =>
            one.producedAt === null ? (
              unitName(one.unit, language)
            ) : (
              <Link
                to="/briefs/$briefId"
                params={{ briefId: one.id }}
                className="lc-figure-link"
                aria-label={nameOf(one)}
              >
                {unitName(one.unit, language)}
              </Link>
            ),
        },
        {
          title: t('brief.versionColumn'),
          key: 'version',
          render: (_, { version, preliminary }) => (
            <span className="lc-inline">
              {version}
              {preliminary && <span className="lx-tag lx-tag-warn">{t('brief.preliminary')}</span>}
            </span>
          ),
        },
        {
          title: t('brief.producedAt'),
          key: 'producedAt',
          render: (_, { producedAt }) =>
            producedAt === null ? <span role="status">{t('brief.waiting')}</span> : formatInstant(producedAt, language),
        },
        { title: t('brief.by'), key: 'by', render: (_, { byName }) => byName ?? t('brief.byItself') },
        {
          title: t('brief.files'),
          key: 'files',
          render: (_, one) => one.producedAt !== null && <Files briefId={one.id} name={nameOf(one)} />,
        },
      ]}
    />
  )
}

function Whole({ items, units, present, months, truncated }: Listed) {
  const { t } = useTranslation()
  const mayWrite = useMay('brief.write')
  const { month, unit } = useSearch({ from: '/inside/briefs' })
  const [asks, setAsks] = useState(false)
  const first = { month: month ?? present, unitId: unit ?? units[0]?.id ?? '' }
  if (units.length === 0) return <Nothing text={t('brief.noneFor')} hint={t('brief.noneForHint')} />
  return (
    <div className="lc-stack">
      <p className="lc-soft">{t('brief.about')}</p>
      <div className="lc-inline">
        <Filters months={months} units={units} />
        {mayWrite && (
          <Button type="primary" onClick={() => setAsks(true)}>
            {t('brief.produce')}
          </Button>
        )}
      </div>
      {truncated && (
        <p className="lx-notice" role="status">
          {t('brief.truncated', { n: items.length })}
        </p>
      )}
      {items.length === 0 ? <Nothing text={t('brief.none')} hint={t('brief.noneHint')} /> : <Versions items={items} />}
      {asks && (
        <ProduceForm
          units={units}
          first={first}
          present={present}
          onAsked={() => setAsks(false)}
          onClose={() => setAsks(false)}
        />
      )}
    </div>
  )
}

/** Monthly briefs (每月简报): each unit and month with its versions and files. */
export function BriefsPage() {
  const { t } = useTranslation()
  const { month, unit } = useSearch({ from: '/inside/briefs' })
  const answer = useQuery(
    listQuery({ ...(month === undefined ? {} : { month }), ...(unit === undefined ? {} : { unitId: unit }) }),
  )
  return (
    <div className="lc-page">
      <h1>{t('brief.list')}</h1>
      <Loaded answer={answer}>{(listed) => <Whole {...listed} />}</Loaded>
    </div>
  )
}
