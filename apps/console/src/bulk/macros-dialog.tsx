import { newId } from '@lianxin/client'
import { removeMacro, type MacroView } from '@lianxin/contract'
import { ProblemView } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { MACRO_KEYS } from './bulk-keys.ts'
import { MacroForm } from './macro-form.tsx'
import { macrosQuery } from './queries.ts'
import { useDescribe } from './use-describe.ts'

const refresh = (): void => void queryClient.invalidateQueries({ queryKey: macrosQuery.queryKey })

function MacroLine({
  macro,
  index,
  onEdit,
}: {
  readonly macro: MacroView
  readonly index: number
  readonly onEdit: () => void
}) {
  const { t } = useTranslation()
  const describe = useDescribe()
  const remove = useMutation({
    mutationFn: () => call(removeMacro, { params: { macroId: macro.id } }),
    onSettled: refresh,
  })
  const name = describe.change({ type: 'macro', macro })
  return (
    <li>
      <kbd>{index < MACRO_KEYS ? index + 1 : '–'}</kbd>
      <span className="lc-grow">
        <strong>{name}</strong>
        <small>
          {macro.commands.map(describe.command).join(' + ')} · {t(macro.unitId === null ? 'macro.shared' : 'macro.own')}
        </small>
      </span>
      {macro.mayChange ? (
        <>
          <Button size="small" aria-label={t('macro.editOne', { name })} onClick={onEdit}>
            {t('action.edit')}
          </Button>
          <Popconfirm
            title={t('macro.removeAsk', { name })}
            okText={t('macro.remove')}
            cancelText={t('action.cancel')}
            onConfirm={() => remove.mutate()}
          >
            <Button size="small" danger loading={remove.isPending} aria-label={t('macro.removeOne', { name })}>
              {t('macro.remove')}
            </Button>
          </Popconfirm>
        </>
      ) : (
        <span className="lc-soft">{t('macro.notYours')}</span>
      )}
      {remove.error !== null && <ProblemView error={remove.error} />}
    </li>
  )
}

/** The macros one can apply, and those one keeps: make, change, remove. */
export function MacrosDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const answer = useQuery(macrosQuery)
  const [editing, setEditing] = useState<MacroView | null>(null)
  const fresh = (): MacroView => ({ id: newId(), name: '', nameEn: '', commands: [], unitId: '', mayChange: true })
  return (
    <Modal open footer={null} width={720} title={t('macro.manage')} onCancel={onClose}>
      <p className="lc-soft">{t('macro.what')}</p>
      <Loaded answer={answer}>
        {({ items, mayShare }) =>
          editing ? (
            <MacroForm
              key={editing.id}
              macro={editing}
              mayShare={mayShare}
              onDone={() => {
                refresh()
                setEditing(null)
              }}
              onCancel={() => setEditing(null)}
            />
          ) : (
            <>
              {items.length === 0 && <Nothing text={t('macro.none')} />}
              <ol className="lc-macros">
                {items.map((macro, index) => (
                  <MacroLine key={macro.id} macro={macro} index={index} onEdit={() => setEditing(macro)} />
                ))}
              </ol>
              <Button type="primary" onClick={() => setEditing(fresh())}>
                {t('macro.add')}
              </Button>
            </>
          )
        }
      </Loaded>
    </Modal>
  )
}
