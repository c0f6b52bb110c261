import '../styles/wall.css'

import { newId } from '@lianxin/client'
import { closeWall, listWalls, putWall, WALL_VIEWS, type WallRow, type WallView } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Popconfirm, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing, Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { WallForm } from './wall-form.tsx'
import { WallLink } from './wall-link.tsx'

const changed = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['walls'] })
/** Order and time a new screen begins with. */
const NEW = { name: '', views: [...WALL_VIEWS] as WallView[], secondsPerView: 30 }

/** The screens of one's territory: set up, change, close. */
export function WallsPage() {
  const { t } = useTranslation()
  const [lang] = useLang()
  const [edited, setEdited] = useState<(typeof NEW & { readonly id: string }) | null>(null)
  const [key, setKey] = useState<string | null>(null)
  const walls = useQuery({ queryKey: ['walls'], queryFn: ({ signal }) => call(listWalls, { signal }) })
  const save = useMutation({
    mutationFn: ({ id, ...body }: typeof NEW & { readonly id: string }) =>
      call(putWall, { params: { wallId: id }, body }),
    onSuccess: (answer) => {
      setEdited(null)
      setKey(answer.key)
      return changed()
    },
  })
  const close = useMutation({
    mutationFn: (wallId: string) => call(closeWall, { params: { wallId } }),
    onSuccess: changed,
  })
  return (
    <div className="lc-page">
      <h1>{t('wall.nav')}</h1>
      <p className="lc-soft">{t('wall.about')}</p>
      <div className="lc-bar">
        <span className="lc-grow" />
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited({ id: newId(), ...NEW })}>
          {t('wall.add')}
        </Button>
      </div>
      <Refused error={close.error} />
      <Loaded answer={walls}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing text={t('wall.nothing')} hint={t('wall.nothingHint')} />
          ) : (
            <Table<WallRow>
              size="small"
              rowKey="id"
              pagination={false}
              dataSource={items}
              scroll={{ x: 'max-content' }}
              columns={[
                { title: t('wall.name'), dataIndex: 'name' },
                { title: t('wall.territory'), dataIndex: 'gridName' },
                {
                  title: t('wall.views'),
                  render: (_, wall) => wall.views.map((view) => t(`wall.view.${view}`)).join(' → '),
                },
                { title: t('wall.seconds'), dataIndex: 'secondsPerView' },
                {
                  title: t('wall.made'),
                  render: (_, wall) => `${wall.madeBy} · ${formatInstant(wall.madeAt, lang)}`,
                },
                {
                  title: t('action.column'),
                  render: (_, { id, name, views, secondsPerView }) => (
                    <>
                      <Button
                        size="small"
                        type="link"
                        onClick={() => setEdited({ id, name, views: [...views], secondsPerView })}
                      >
                        {t('action.edit')}
                      </Button>
                      <Popconfirm
                        title={t('wall.closeAsk')}
                        okText={t('wall.close')}
                        cancelText={t('action.cancel')}
                        onConfirm={() => close.mutate(id)}
                      >
                        <Button size="small" type="link" danger loading={close.isPending && close.variables === id}>
                          {t('wall.close')}
                        </Button>
                      </Popconfirm>
                    </>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {edited && (
        <WallForm
          wall={edited}
          busy={save.isPending}
          error={save.error}
          onSave={(body) => save.mutate({ id: edited.id, ...body })}
          onClose={() => {
            save.reset()
            setEdited(null)
          }}
        />
      )}
      {key !== null && <WallLink wallKey={key} onClose={() => setKey(null)} />}
    </div>
  )
}
