import { CHANNELS, TICKET_STATES } from '@lianxin/domain'
import { ClearOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Select, type InputRef } from 'antd'
import { useEffect, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'

import { ClassPicker } from '../ticket/class-picker.tsx'
import { UnitPicker } from '../ticket/unit-picker.tsx'
import type { QueueSearch } from './search.ts'

interface FilterProps {
  readonly search: QueueSearch
  readonly searchRef: Ref<InputRef>
  readonly onChange: (part: { [K in keyof QueueSearch]?: QueueSearch[K] | undefined }) => void
}

/** Waits for a pause in typing so that each letter does not ask the server. */
const TYPING_PAUSE_ms = 300

/** The filters of a list. All of them stand in the address, so a view can be bookmarked and sent on. */
export function Filters({ search, searchRef, onChange }: FilterProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(search.q ?? '')
  const [shown, setShown] = useState(search.q ?? '')
  if (shown !== (search.q ?? '')) {
    setShown(search.q ?? '')
    setTyped(search.q ?? '')
  }
  useEffect(() => {
    if (typed === (search.q ?? '')) return undefined
    const timer = setTimeout(() => onChange({ q: typed.trim() || undefined }), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [typed, search.q, onChange])

  const used = [search.q, search.state, search.classCode, search.channel, search.urgency, search.unitId, search.under]
  return (
    <div className="lc-filters" role="search">
      <Input
        ref={searchRef}
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        className="lc-filter-q"
        placeholder={t('queue.search')}
        aria-label={t('queue.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Select
        allowClear
        mode="multiple"
        maxTagCount={1}
        className="lc-filter"
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
      <Select
        allowClear
        className="lc-filter"
        placeholder={t('queue.filter.channel')}
        aria-label={t('queue.filter.channel')}
        value={search.channel}
        onChange={(channel?: string) => onChange({ channel })}
        options={CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
      />
      <UnitPicker
        className="lc-filter"
        placeholder={t('queue.filter.unit')}
        value={search.unitId ?? null}
        onChange={(unitId) => onChange({ unitId: unitId ?? undefined })}
      />
      <Checkbox
        checked={search.urgency === 'urgent'}
        onChange={(event) => onChange({ urgency: event.target.checked ? 'urgent' : undefined })}
      >
        {t('queue.filter.urgent')}
      </Checkbox>
      {used.some((one) => one !== undefined) && (
        <Button
          type="text"
          icon={<ClearOutlined />}
          onClick={() =>
            onChange({
              q: undefined,
              state: undefined,
              classCode: undefined,
              channel: undefined,
              urgency: undefined,
              unitId: undefined,
              under: undefined,
            })
          }
        >
          {t('queue.filter.clear')}
        </Button>
      )}
    </div>
  )
}
