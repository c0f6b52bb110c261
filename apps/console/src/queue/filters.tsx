import { CHANNELS, TICKET_STATES } from '@lianxin/domain'
import { DUE_FILTERS } from '@lianxin/contract'
import { FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Badge, Button, Checkbox, Input, Popover, Select, type InputRef } from 'antd'
import { useEffect, useId, useState, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'

import { useIsPhone } from '../app/shown-look.ts'
import { GridPicker } from '../grids/grid-picker.tsx'
import { ClassPicker } from '../ticket/class-picker.tsx'
import { UnitPicker } from '../ticket/unit-picker.tsx'
import type { QueueSearch, SearchPart } from './search.ts'

interface FilterProps {
  readonly search: QueueSearch
  readonly searchRef: Ref<InputRef>
  /** `replace`: the change takes the place of the address before it. */
  readonly onChange: (part: SearchPart, replace?: boolean) => void
}

/** Waits for a pause in typing so that each letter does not ask the server. */
const TYPING_PAUSE_ms = 300
/** Filters that stand beside the button on the desk, and those behind it. */
const BESIDE = ['state', 'classCode', 'unitId', 'due'] as const
const REST = ['channel', 'urgency', 'gridId', 'from', 'to', 'dueDay'] as const

function SearchBox({ search, searchRef, onChange }: FilterProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(search.q ?? '')
  const [shown, setShown] = useState(search.q ?? '')
  if (shown !== (search.q ?? '')) {
    setShown(search.q ?? '')
    setTyped(search.q ?? '')
  }
  useEffect(() => {
    if (typed.trim() === (search.q ?? '')) return undefined
    const timer = setTimeout(() => onChange({ q: typed.trim() || undefined }, search.q !== undefined), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [typed, search.q, onChange])
  return (
    <Input
      ref={searchRef}
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      className="lc-filter-q"
      placeholder={t('queue.search')}
      aria-label={t('queue.search')}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={(event) => event.currentTarget.blur()}
    />
  )
}

function Field({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <p className="lc-filter-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </p>
  )
}

function MoreFilters({ search, onChange }: Omit<FilterProps, 'searchRef'>) {
  const { t } = useTranslation()
  const day = (name: 'from' | 'to' | 'dueDay') => (
    <Field label={t(`queue.filter.${name}`)}>
      {(id) => (
        <Input
          id={id}
          type="date"
          value={search[name] ?? ''}
          onChange={(event) => onChange({ [name]: event.target.value || undefined })}
        />
      )}
    </Field>
  )
  return (
    <div className="lc-filter-more">
      <Field label={t('queue.filter.channel')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('queue.filter.any')}
            value={search.channel ?? null}
            onChange={(channel: string | null) => onChange({ channel: channel ?? undefined })}
            options={CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
          />
        )}
      </Field>
      <Field label={t('queue.filter.gridId')}>
        {(id) => (
          <GridPicker
            id={id}
            value={search.gridId ?? null}
            onChange={(gridId) => onChange({ gridId: gridId ?? undefined })}
          />
        )}
      </Field>
      {day('from')}
      {day('to')}
      {day('dueDay')}
      <Checkbox
        checked={search.urgency === 'urgent'}
        onChange={(event) => onChange({ urgency: event.target.checked ? 'urgent' : undefined })}
      >
        {t('queue.filter.urgent')}
      </Checkbox>
    </div>
  )
}

/** The filters used most: on the desk beside the search, on a telephone behind the button. */
function MostUsed({ search, onChange }: Omit<FilterProps, 'searchRef'>) {
  const { t } = useTranslation()
  return (
    <>
      <Select
        allowClear
        mode="multiple"
        maxTagCount={0}
        maxTagPlaceholder={(chosen) => t('queue.filter.states', { count: chosen.length })}
        className="lc-filter"
        popupMatchSelectWidth={200}
        placeholder={t('queue.filter.state')}
        aria-label={t('queue.filter.state')}
        value={search.state?.split(',') ?? []}
        onChange={(states: string[]) => onChange({ state: states.join(',') || undefined })}
        options={TICKET_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
      <ClassPicker
        className="lc-filter"
        placeholder={t('queue.filter.class')}
        value={search.classCode ?? null}
        onChange={(code) => onChange({ classCode: code ?? undefined })}
      />
      <UnitPicker
        className="lc-filter"
        placeholder={t('queue.filter.unit')}
        value={search.unitId ?? null}
        onChange={(unitId) => onChange({ unitId: unitId ?? undefined })}
      />
      <Select
        allowClear
        className="lc-filter"
        placeholder={t('queue.filter.due')}
        aria-label={t('queue.filter.due')}
        value={search.due ?? null}
        onChange={(due: QueueSearch['due'] | null) => onChange({ due: due ?? undefined })}
        options={DUE_FILTERS.map((due) => ({ value: due, label: t(`queue.due.${due}`) }))}
      />
    </>
  )
}

/** The filters of a list. All of them stand in the address, so a view can be bookmarked, sent on and gone back to. */
export function Filters({ search, searchRef, onChange }: FilterProps) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const used = (isPhone ? [...BESIDE, ...REST] : REST).filter((name) => search[name] !== undefined).length
  const button = (
    <Badge count={used} size="small" color="var(--lx-primary)">
      <Button
        icon={<FilterOutlined />}
        aria-expanded={isOpen}
        aria-controls={isPhone && isOpen ? id : undefined}
        onClick={isPhone ? () => setOpen(!isOpen) : undefined}
      >
        {t(isPhone ? 'queue.filter.all' : 'queue.filter.more')}
      </Button>
    </Badge>
  )
  return (
    <div className="lc-filters" role="search">
      <SearchBox search={search} searchRef={searchRef} onChange={onChange} />
      {isPhone ? (
        button
      ) : (
        <>
          <MostUsed search={search} onChange={onChange} />
          <Popover
            trigger="click"
            placement="bottomRight"
            open={isOpen}
            onOpenChange={setOpen}
            content={<MoreFilters search={search} onChange={onChange} />}
          >
            {button}
          </Popover>
        </>
      )}
      {isPhone && isOpen && (
        <div className="lc-filters-open" id={id}>
          <MostUsed search={search} onChange={onChange} />
          <MoreFilters search={search} onChange={onChange} />
        </div>
      )}
    </div>
  )
}
