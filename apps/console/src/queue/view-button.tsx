import { newId } from '@lianxin/client'
import type { SavedView } from '@lianxin/contract'
import { SaveOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { columnsToKeep, type Column } from './columns.ts'
import type { QueueSearch, SearchPart, WorkList } from './search.ts'
import { usePutView } from './use-views.ts'
import { ViewForm } from './view-form.tsx'
import { useCopyLink } from './view-list.tsx'
import { isUnchanged, viewQueryOf } from './view-search.ts'

interface ButtonProps {
  readonly view: SavedView | undefined
  readonly search: QueueSearch
  readonly first: WorkList
  /** Null: those that fit the screen. */
  readonly columns: readonly Column[] | null
  readonly onChange: (part: SearchPart) => void
}

/** Keeps what is shown under a name, or puts it into one's own view that was opened and changed. */
export function ViewButton({ view, search, first, columns, onChange }: ButtonProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const put = usePutView()
  const copy = useCopyLink()
  const [freshId, setFreshId] = useState<string | null>(null)
  const query = viewQueryOf(search, first)
  const isChanged = view !== undefined && !isUnchanged(view, search, first)
  const update = () =>
    view &&
    put.mutate(
      { viewId: view.id, body: { name: view.name, shared: view.shared, query, columns: columnsToKeep(columns) } },
      {
        onSuccess: () => message.success(t('view.updated', { name: view.name })),
        onError: () => message.error(t('view.notUpdated', { name: view.name })),
      },
    )
  return (
    <>
      {isChanged && <span className="lx-tag lx-tag-plain">{t('view.changed')}</span>}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...(view?.own && isChanged ? [{ key: 'update', label: t('view.update', { name: view.name }) }] : []),
            { key: 'new', label: t('view.saveAs') },
            { key: 'copy', label: t('view.copyThis') },
          ],
          onClick: ({ key }) => {
            if (key === 'update') update()
            else if (key === 'new') setFreshId(newId())
            else copy({ id: search.view ?? '', query })
          },
        }}
      >
        <Button size="small" type="text" icon={<SaveOutlined />} aria-label={t('view.button')} loading={put.isPending}>
          <span className="lc-bar-text">{t('view.button')}</span>
        </Button>
      </Dropdown>
      {freshId !== null && (
        <ViewForm
          viewId={freshId}
          name=""
          shared={false}
          query={query}
          columns={columnsToKeep(columns)}
          onClose={(saved) => {
            setFreshId(null)
            if (saved) onChange({ view: saved.id })
          }}
        />
      )}
    </>
  )
}
