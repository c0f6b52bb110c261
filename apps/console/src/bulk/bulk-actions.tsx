import type { MacroView, TicketRow } from '@lianxin/contract'
import { StateTag } from '@lianxin/ui'
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'

import { bulkKeyOf, MACRO_KEYS, REPEAT_KEY } from './bulk-keys.ts'
import type { Change } from './change.ts'
import { ASIDE, RARE, type Fit } from './fitting.ts'
import type { OfferedKind } from './inputs-of.ts'
import { useDescribe } from './use-describe.ts'

/** Commands that stand as buttons; the others are behind “more”. */
const BUTTONS = 5
/** Macros that stand as buttons. */
const MACRO_BUTTONS = 3

interface ActionsProps {
  readonly rows: readonly TicketRow[]
  readonly all: readonly OfferedKind[]
  readonly some: readonly Fit[]
  readonly macros: readonly MacroView[]
  readonly last: Change | null
  readonly onKind: (kind: OfferedKind) => void
  readonly onChange: (change: Change) => void
  readonly onManage: () => void
  /** Leaves only the rows of that state chosen. */
  readonly onKeepState: (state: TicketRow['state']) => void
}

function Key({ of }: { readonly of: string | null }) {
  return of === null ? null : <kbd>{of}</kbd>
}

/** Why nothing can be done to all, and the quickest way to where something can. */
function NothingCommon({ rows, onKeepState }: Pick<ActionsProps, 'rows' | 'onKeepState'>) {
  const { t } = useTranslation()
  const states = [...new Set(rows.map(({ state }) => state))]
  return (
    <div className="lc-bulk-nothing" role="status">
      <span>{t('bulk.nothingCommon')}</span>
      {states.length > 1 &&
        states.map((state) => (
          <Button size="small" key={state} onClick={() => onKeepState(state)}>
            {t('bulk.keepOnly')} <StateTag state={state} /> {rows.filter((row) => row.state === state).length}
          </Button>
        ))}
    </div>
  )
}

/** What can be done to the chosen rows: common commands, macros, the last change once more. */
export function BulkActions({ rows, all, some, macros, last, onKind, onChange, onManage, onKeepState }: ActionsProps) {
  const { t } = useTranslation()
  const describe = useDescribe()
  const main = all.filter((kind) => !ASIDE.includes(kind))
  const shown = main.filter((kind) => !RARE.includes(kind)).slice(0, BUTTONS)
  const rest = [...all.filter((kind) => !shown.includes(kind)).map((kind) => ({ kind, count: rows.length })), ...some]
  const macroOf = (macro: MacroView): Change => ({ type: 'macro', macro })
  return (
    <>
      {main.length === 0 && <NothingCommon rows={rows} onKeepState={onKeepState} />}
      <div className="lc-action-bar" role="toolbar" aria-label={t('bulk.bar')}>
        {shown.map((kind, index) => (
          <Button
            key={kind}
            size="small"
            type={index === 0 ? 'primary' : 'default'}
            {...(bulkKeyOf(kind) === null ? {} : { 'aria-keyshortcuts': bulkKeyOf(kind) ?? '' })}
            onClick={() => onKind(kind)}
          >
            {t(`command.${kind}`)} <Key of={bulkKeyOf(kind)} />
          </Button>
        ))}
        {rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: rest.map(({ kind, count }) => ({
                key: kind,
                label: (
                  <span className="lc-menu-key">
                    {t(`command.${kind}`)}
                    {count < rows.length && <small> {t('bulk.fits', { n: count, total: rows.length })}</small>}{' '}
                    <Key of={bulkKeyOf(kind)} />
                  </span>
                ),
              })),
              onClick: ({ key }) => onKind(key as OfferedKind),
            }}
          >
            <Button size="small">
              {t('action.more')} <DownOutlined aria-hidden />
            </Button>
          </Dropdown>
        )}
        <span className="lc-bulk-break" aria-hidden />
        {last && (
          <Button size="small" aria-keyshortcuts={REPEAT_KEY} onClick={() => onChange(last)}>
            {t('bulk.repeat', { change: describe.change(last) })} <kbd>{REPEAT_KEY}</kbd>
          </Button>
        )}
        {macros.slice(0, MACRO_BUTTONS).map((macro, index) => (
          <Button
            key={macro.id}
            size="small"
            title={macro.commands.map(describe.command).join(' + ')}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => onChange(macroOf(macro))}
          >
            {describe.change(macroOf(macro))} <kbd>{index + 1}</kbd>
          </Button>
        ))}
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              ...macros.slice(MACRO_BUTTONS).map((macro, index) => ({
                key: macro.id,
                label: (
                  <span className="lc-menu-key">
                    {describe.change(macroOf(macro))}{' '}
                    <Key of={index + MACRO_BUTTONS < MACRO_KEYS ? String(index + MACRO_BUTTONS + 1) : null} />
                  </span>
                ),
              })),
              ...(macros.length > MACRO_BUTTONS ? [{ type: 'divider' as const }] : []),
              { key: 'manage', label: t('macro.manage') },
            ],
            onClick: ({ key }) => {
              const macro = macros.find(({ id }) => id === key)
              if (macro) onChange(macroOf(macro))
              else onManage()
            },
          }}
        >
          <Button size="small">
            {t('macro.title')} <DownOutlined aria-hidden />
          </Button>
        </Dropdown>
      </div>
    </>
  )
}
