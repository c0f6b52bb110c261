import { SORTS } from '@lianxin/contract'
import { EnvironmentOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { useIsPhone } from '../app/shown-look.ts'
import { TableSettings } from './table-settings.tsx'
import type { QueueSearch, SearchPart, WorkList } from './search.ts'
import { useTableLook } from './table-look.ts'
import type { Queue } from './use-queue.ts'

interface BarProps {
  readonly queue: Queue
  readonly search: QueueSearch
  readonly current: WorkList
  readonly title: string
  /** Further buttons. */
  readonly children: ReactNode
  readonly onPrint: () => void
  readonly onChange: (part: SearchPart) => void
  readonly onHelp: () => void
}

/** Name of the list, how many it holds, and how it is shown. */
export function QueueBar({ queue, search, current, title, children, onChange, onPrint, onHelp }: BarProps) {
  const { t } = useTranslation()
  const { found, rows } = queue
  const { look, change } = useTableLook()
  const isPhone = useIsPhone()
  return (
    <div className="lc-queue-bar">
      <strong>{title}</strong>
      <span className="lc-soft lc-grow" role="status">
        {!queue.isPending &&
          (queue.error === null || rows.loaded.length > 0) &&
          (found === null
            ? t('queue.shown', { count: rows.loaded.length })
            : t('queue.found', { count: found }) + (rows.isExact ? '' : '+'))}
      </span>
      <Select
        size="small"
        variant="borderless"
        popupMatchSelectWidth={false}
        aria-label={t('queue.sort.label')}
        value={search.sort ?? (current === 'all' ? 'changed' : 'due')}
        onChange={(sort) => onChange({ sort })}
        options={SORTS.map((sort) => ({ value: sort, label: t(`queue.sort.${sort}`) }))}
      />
      {children}
      <Button
        size="small"
        type="text"
        icon={<EnvironmentOutlined />}
        aria-label={t('queue.map.toggle')}
        aria-pressed={look.withMap}
        aria-keyshortcuts="m"
        onClick={() => change({ withMap: !look.withMap })}
      >
        <span className="lc-bar-text">{t('queue.map.short')}</span>
      </Button>
      {/* A telephone shows no columns and has its own way to print. */}
      {!isPhone && (
        <>
          <TableSettings />
          <Button size="small" type="text" icon={<PrinterOutlined />} aria-label={t('print.open')} onClick={onPrint} />
        </>
      )}
      <Button size="small" type="text" className="lc-keys-open" aria-label={t('keys.open')} onClick={onHelp}>
        <span className="lc-bar-text">{t('keys.open')}</span> <kbd>?</kbd>
      </Button>
    </div>
  )
}
