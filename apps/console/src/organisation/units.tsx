import type { UnitView } from '@lianxin/contract'
import { UNIT_KINDS } from '@lianxin/domain'
import { useLang } from '@lianxin/ui'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Segmented, Switch, Table } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded, Nothing } from '../app/problem.tsx'
import { matches, useSpell } from '../app/pinyin.ts'
import { unitsQuery } from '../app/queries.ts'
import { useMay, useSession } from '../app/session.tsx'
import { useScale } from '../app/shown-look.ts'
import { SheetBar } from '../settings/sheet-bar.tsx'
import { unitName } from '../ticket/words.ts'
import { UnitForm } from './unit-form.tsx'

interface Branch extends UnitView {
  readonly children?: Branch[]
}

/** The units below each other; without a search as a tree, with one as a list. */
function branchesOf(units: readonly UnitView[]): Branch[] {
  const known = new Set(units.map((unit) => unit.id))
  const below = new Map<string | null, UnitView[]>()
  for (const unit of units) {
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), unit])
  }
  const grow = (parent: string | null): Branch[] =>
    (below.get(parent) ?? []).map((unit) => {
      const children = grow(unit.id)
      return children.length > 0 ? { ...unit, children } : unit
    })
  return grow(null)
}

interface UnitsProps {
  /** The unit somebody came for; it is searched for until they search for something else. */
  readonly unitId: string | null
  readonly onPersons: (unitId: string) => void
}

/** Units as a tree with their kind, level, code and telephone; created and changed in a form. */
export function Units({ unitId, onPersons }: UnitsProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { district } = useSession()
  const mayWrite = useMay('organisation.write')
  const units = useQuery(unitsQuery)
  const spell = useSpell()
  const scale = useScale()
  const [typed, setTyped] = useState<string | null>(null)
  const words = typed ?? units.data?.items.find(({ id }) => id === unitId)?.name ?? ''
  const q = words.trim()
  const [kind, setKind] = useState<'any' | UnitView['kind']>('any')
  const [closed, setClosed] = useState(false)
  const [editing, setEditing] = useState<UnitView | 'new' | null>(null)
  const rows = useMemo<Branch[]>(() => {
    const all = (units.data?.items ?? []).filter(
      (unit) => (kind === 'any' || unit.kind === kind) && (closed || unit.active),
    )
    if (q === '') return branchesOf(all)
    return all.filter((unit) => matches(`${spell(unit.name)} ${unit.nameEn.toLowerCase()} ${unit.code}`, q))
  }, [units.data, kind, closed, q, spell])
  return (
    <Loaded answer={units}>
      {({ items }) => (
        <>
          <div className="lc-bar">
            <Input.Search
              allowClear
              className="lc-search"
              aria-label={t('org.searchUnit')}
              placeholder={t('org.searchUnit')}
              value={words}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Segmented
              aria-label={t('org.kind')}
              value={kind}
              onChange={setKind}
              options={(['any', ...UNIT_KINDS] as const).map((one) => ({
                value: one,
                label: t(`unit.kind.${one}`),
              }))}
            />
            <label className="lc-inline">
              <Switch size="small" checked={closed} onChange={setClosed} /> {t('org.showClosed')}
            </label>
            <span className="lc-grow" />
            <SheetBar sheet="units" kinds={['unit']} />
            {mayWrite && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
                {t('org.newUnit')}
              </Button>
            )}
          </div>
          <Table<Branch>
            key={`${kind}-${q === ''}-${closed}`}
            size="small"
            rowKey="id"
            virtual
            scroll={{ y: 'calc(100vh - 290px)', x: 900 * scale }}
            pagination={false}
            dataSource={rows}
            locale={{ emptyText: <Nothing text={t('org.noUnit')} hint={t('org.noUnitHint')} /> }}
            expandable={{ defaultExpandedRowKeys: items.filter((unit) => unit.level === 0).map((unit) => unit.id) }}
            columns={[
              {
                title: t('org.unit'),
                render: (_, row) => (
                  <span className={row.active ? '' : 'lc-soft'}>
                    {unitName(row, language)} {!row.active && <span className="lx-tag">{t('org.closed')}</span>}
                  </span>
                ),
              },
              { title: t('org.kind'), width: 130 * scale, render: (_, row) => t(`unit.kind.${row.kind}`) },
              {
                title: t('org.level'),
                width: 130 * scale,
                render: (_, row) =>
                  row.kind === 'superior' ? t('org.city') : district.levelNames[row.level]?.[language],
              },
              { title: t('org.code'), width: 170 * scale, dataIndex: 'code' },
              { title: t('org.telephone'), width: 140 * scale, dataIndex: 'telephone' },
              {
                title: t('action.column'),
                width: 190 * scale,
                render: (_, row) => (
                  <>
                    <Button type="link" size="small" onClick={() => onPersons(row.id)}>
                      {t('org.persons')}
                    </Button>
                    {mayWrite && (
                      <Button type="link" size="small" onClick={() => setEditing(row)}>
                        {t('action.edit')}
                      </Button>
                    )}
                  </>
                ),
              },
            ]}
          />
          {editing && <UnitForm unit={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
        </>
      )}
    </Loaded>
  )
}
