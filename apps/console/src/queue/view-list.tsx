import type { SavedView } from '@lianxin/contract'
import { LinkOutlined, MoreOutlined, TeamOutlined } from '@ant-design/icons'
import { Link, useRouter } from '@tanstack/react-router'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Refused } from '../app/problem.tsx'
import { EXACT } from './search.ts'
import { searchOf } from './view-search.ts'
import { COUNTED, useRemoveView, useViewCounts, useViews } from './use-views.ts'
import { ViewForm } from './view-form.tsx'

/** Copies the address of a view: whoever opens it sees what their own rights show. */
export function useCopyLink(): (view: Pick<SavedView, 'id' | 'query'>) => void {
  const { t } = useTranslation()
  const router = useRouter()
  const { message } = App.useApp()
  return (view) => {
    const { href } = router.buildLocation({ to: '/queue', search: searchOf(view) })
    const address = new URL(href, location.origin).href
    navigator.clipboard.writeText(address).then(
      () => message.success(t('view.copied')),
      // Without a secure address browsers keep the clipboard shut: show what can be copied by hand.
      () => message.info(address, 10),
    )
  }
}

function ViewMenu({ view, onEdit }: { readonly view: SavedView; readonly onEdit: () => void }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const remove = useRemoveView()
  const copy = useCopyLink()
  const ask = () =>
    modal.confirm({
      title: t('view.removeTitle', { name: view.name }),
      content: t(view.shared ? 'view.removeShared' : 'view.removeOwn'),
      okText: t('view.remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(view.id),
    })
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'copy', label: t('view.copy'), icon: <LinkOutlined /> },
            ...(view.own
              ? [
                  { key: 'edit', label: t('view.edit') },
                  { key: 'remove', label: t('view.remove'), danger: true },
                ]
              : []),
          ],
          onClick: ({ key }) => {
            if (key === 'copy') copy(view)
            else if (key === 'edit') onEdit()
            else ask()
          },
        }}
      >
        <Button
          type="text"
          size="small"
          className="lc-view-menu"
          icon={<MoreOutlined />}
          aria-label={t('view.menu', { name: view.name })}
        />
      </Dropdown>
      <Refused error={remove.error} />
    </>
  )
}

/** Saved views under the work lists, with their numbers where counting is cheap. */
export function ViewList({ currentId }: { readonly currentId: string | undefined }) {
  const { t } = useTranslation()
  const views = useViews()
  const items = views.data?.items ?? []
  const counts = useViewCounts(items)
  const [editing, setEditing] = useState<SavedView | null>(null)
  return (
    <section className="lc-views" aria-label={t('view.title')}>
      <h2>{t('view.title')}</h2>
      <Refused error={views.error} />
      {views.data && items.length === 0 && <p className="lc-soft">{t('view.none')}</p>}
      <ul>
        {items.map((view) => {
          const count = counts.get(view.id)
          return (
            <li key={view.id} className="lc-view">
              <Link
                to="/queue"
                activeOptions={EXACT}
                search={searchOf(view)}
                aria-current={view.id === currentId ? 'true' : undefined}
                title={view.own ? view.name : t('view.by', { name: view.name, maker: view.makerName })}
              >
                <span className="lc-ellipsis">
                  {view.shared && <TeamOutlined aria-label={t('view.shared')} />} {view.name}
                </span>
                {count !== undefined && (
                  <span className="lc-count" data-zero={count === 0}>
                    {count >= COUNTED ? `${COUNTED}+` : count}
                  </span>
                )}
              </Link>
              <ViewMenu view={view} onEdit={() => setEditing(view)} />
            </li>
          )
        })}
      </ul>
      {editing && (
        <ViewForm
          viewId={editing.id}
          name={editing.name}
          shared={editing.shared}
          query={editing.query}
          columns={editing.columns}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  )
}
