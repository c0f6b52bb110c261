import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { COLUMNS, type Column } from './columns.ts'
import { DENSITIES, useTableLook } from './table-look.ts'

/** Moves one entry by one place; at the ends it stays. */
function moved(columns: readonly Column[], from: number, by: 1 | -1): readonly Column[] {
  const after = [...columns]
  const [one] = after.splice(from, 1)
  if (one) after.splice(Math.max(0, from + by), 0, one)
  return after
}

/** Which columns, in which order, how close together. Kept in this browser for each person. */
function Settings() {
  const { t } = useTranslation()
  const { look, columns, change } = useTableLook()
  const off = COLUMNS.filter((column) => !columns.includes(column))
  return (
    <div className="lc-table-settings">
      <Segmented
        block
        aria-label={t('queue.look.density')}
        value={look.density}
        onChange={(density) => change({ density })}
        options={DENSITIES.map((density) => ({ value: density, label: t(`queue.look.${density}`) }))}
      />
      <ul aria-label={t('queue.look.columns')}>
        {columns.map((column, index) => (
          <li key={column}>
            <Checkbox
              checked
              disabled={column === 'title'}
              onChange={() => change({ columns: columns.filter((one) => one !== column) })}
            >
              {t(`queue.column.${column}`)}
            </Checkbox>
            <span className="lc-grow" />
            <Button
              type="text"
              size="small"
              disabled={index === 0}
              icon={<ArrowUpOutlined />}
              aria-label={t('queue.look.earlier', { column: t(`queue.column.${column}`) })}
              onClick={() => change({ columns: moved(columns, index, -1) })}
            />
            <Button
              type="text"
              size="small"
              disabled={index === columns.length - 1}
              icon={<ArrowDownOutlined />}
              aria-label={t('queue.look.later', { column: t(`queue.column.${column}`) })}
              onClick={() => change({ columns: moved(columns, index, 1) })}
            />
          </li>
        ))}
        {off.map((column) => (
          <li key={column}>
            <Checkbox checked={false} onChange={() => change({ columns: [...columns, column] })}>
              {t(`queue.column.${column}`)}
            </Checkbox>
          </li>
        ))}
      </ul>
      <Button block disabled={look.columns === null} onClick={() => change({ columns: null })}>
        {t('queue.look.reset')}
      </Button>
    </div>
  )
}

export function TableSettings() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover trigger="click" placement="bottomRight" open={isOpen} onOpenChange={setOpen} content={<Settings />}>
      <Button
        size="small"
        type="text"
        icon={<TableOutlined />}
        aria-label={t('queue.look.columns')}
        aria-expanded={isOpen}
      >
        <span className="lc-bar-text">{t('queue.look.columns')}</span>
      </Button>
    </Popover>
  )
}
