import { newId } from '@lianxin/client'
import type { GridEdit } from '@lianxin/contract'
import type { LonLat } from '@lianxin/domain'
import { Button, Input, Popconfirm, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { mergeable, type Cell, type Corner } from './shapes.ts'

interface SplitToolProps {
  readonly cell: Cell
  readonly corners: readonly Corner[]
  /** Drawn on the map, not yet sent. */
  readonly line: readonly LonLat[] | null
  readonly drawing: boolean
  readonly onDraw: (on: boolean) => void
  readonly onEdit: (edit: GridEdit) => void
}

/** Splits the grid: by a line drawn on the map, or straight from one corner to another. */
export function SplitTool({ cell, corners, line, drawing, onDraw, onEdit }: SplitToolProps) {
  const { t } = useTranslation()
  const id = useId()
  const [name, setName] = useState(() => t('gridEdit.newName', { name: cell.grid.name }))
  const [from, setFrom] = useState<number>()
  const [to, setTo] = useState<number>()
  const options = corners.map((_corner, index) => ({
    value: index,
    label: t('gridEdit.cornerNo', { number: index + 1 }),
  }))
  const ends = [corners[from ?? -1]?.at, corners[to ?? -1]?.at]
  const straight = ends[0] && ends[1] && from !== to ? [ends[0], ends[1]] : null
  const chosen = line ?? straight
  return (
    <form
      className="lc-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!chosen) return
        const points = chosen.map(([lon, lat]): [number, number] => [lon, lat])
        onEdit({ kind: 'split', gridId: cell.gridId, newGridId: newId(), newName: name, line: points })
      }}
    >
      <p className="lc-soft">{t('gridEdit.splitHint')}</p>
      <Button type={drawing ? 'primary' : 'default'} aria-pressed={drawing} onClick={() => onDraw(!drawing)}>
        {t(drawing ? 'gridEdit.drawing' : 'gridEdit.draw')}
      </Button>
      {line && <output>{t('gridEdit.lineReady', { count: line.length })}</output>}
      <span className="lc-inline">
        <label htmlFor={`${id}-from`}>{t('gridEdit.from')}</label>
        <Select
          id={`${id}-from`}
          showSearch
          value={from ?? null}
          onChange={(value) => setFrom(value ?? undefined)}
          options={options}
          className="lc-unit"
        />
      </span>
      <span className="lc-inline">
        <label htmlFor={`${id}-to`}>{t('gridEdit.to')}</label>
        <Select
          id={`${id}-to`}
          showSearch
          value={to ?? null}
          onChange={(value) => setTo(value ?? undefined)}
          options={options}
          className="lc-unit"
        />
      </span>
      <label htmlFor={`${id}-name`}>{t('gridEdit.nameOfNew')}</label>
      <Input id={`${id}-name`} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      <div className="lc-form-buttons">
        <Button type="primary" htmlType="submit" disabled={!chosen || name.trim() === ''}>
          {t('gridEdit.split')}
        </Button>
      </div>
    </form>
  )
}

interface MergeToolProps {
  readonly cell: Cell
  readonly cells: readonly Cell[]
  readonly onEdit: (edit: GridEdit) => void
}

/** Joins the grid with a neighbour in the same grid above. */
export function MergeTool({ cell, cells, onEdit }: MergeToolProps) {
  const { t } = useTranslation()
  const others = mergeable(cells, cell.gridId)
  if (others.length === 0) return <p className="lc-soft">{t('gridEdit.nobodyToMerge')}</p>
  return (
    <>
      <p className="lc-soft">{t('gridEdit.mergeHint', { name: cell.grid.name })}</p>
      <ul className="lc-merge">
        {others.map((other) => (
          <li key={other.gridId}>
            <span>
              {other.grid.name} <small className="lc-soft">{other.grid.code}</small>
            </span>
            <Popconfirm
              title={t('gridEdit.mergeAsk', { name: other.grid.name })}
              onConfirm={() => onEdit({ kind: 'merge', gridId: cell.gridId, otherId: other.gridId })}
              okText={t('gridEdit.merge')}
              cancelText={t('action.cancel')}
            >
              <Button size="small">{t('gridEdit.merge')}</Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
    </>
  )
}
