import type { UnitView } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { useLang } from '@lianxin/ui'
import { Select, type RefSelectProps } from 'antd'
import { useMemo, type Ref } from 'react'
import { useTranslation } from 'react-i18next'

import { matches, useSpell } from '../app/pinyin.ts'
import { unitsQuery } from '../app/queries.ts'
import { useSession } from '../app/session.tsx'
import { unitName } from './words.ts'

interface UnitPickerProps {
  readonly value: string | null
  readonly onChange: (unitId: string | null) => void
  /** Path of the place: units of that place, above and below, come first. */
  readonly near?: string
  readonly kind?: UnitView['kind']
  readonly className?: string
  readonly placeholder?: string
  readonly id?: string
  readonly autoFocus?: boolean
  readonly ref?: Ref<RefSelectProps>
}

const isOn = (path: string, near: string): boolean => path.startsWith(near) || near.startsWith(path)

/** One unit, found by Chinese, pinyin, initials, English or code; those of the place first. */
export function UnitPicker({
  value,
  onChange,
  near,
  kind,
  className,
  placeholder,
  id,
  autoFocus = false,
  ref,
}: UnitPickerProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { district } = useSession()
  const units = useQuery(unitsQuery)
  const spell = useSpell()
  const options = useMemo(() => {
    const wanted = (units.data?.items ?? []).filter((unit) => unit.active && (kind === undefined || unit.kind === kind))
    // The city comes last: it is hardly ever meant, and only passing up leads there.
    const rank = (unit: UnitView): number =>
      unit.kind === 'superior'
        ? Number.MAX_SAFE_INTEGER
        : near !== undefined && isOn(unit.gridPath, near)
          ? -unit.level - 1
          : unit.level
    return wanted
      .toSorted((a, b) => rank(a) - rank(b))
      .map((unit) => ({ value: unit.id, label: unitName(unit, language), unit }))
  }, [units.data, kind, near, language])
  const levelName = (unit: UnitView): string =>
    unit.kind === 'territorial' ? (district.levelNames[unit.level]?.[language] ?? '') : t(`unit.kind.${unit.kind}`)
  return (
    <Select
      {...(ref === undefined ? {} : { ref })}
      allowClear
      autoFocus={autoFocus}
      {...(id === undefined ? {} : { id })}
      className={className ?? ''}
      popupMatchSelectWidth={420}
      loading={units.isPending}
      status={units.isError ? 'error' : ''}
      placeholder={placeholder ?? t('ticket.pickUnit')}
      aria-label={placeholder ?? t('ticket.pickUnit')}
      value={value}
      onChange={(unitId?: string) => onChange(unitId ?? null)}
      options={options}
      showSearch={{
        filterOption: (question, option) =>
          option !== undefined &&
          matches(`${spell(option.unit.name)} ${option.unit.nameEn.toLowerCase()} ${option.unit.code}`, question),
      }}
      optionRender={(option) => (
        <span className="lc-option">
          <span>{option.label}</span>
          <small>{levelName(option.data.unit)}</small>
        </span>
      )}
    />
  )
}
