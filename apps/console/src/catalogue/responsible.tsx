import { useQuery } from '@tanstack/react-query'
import { useLang } from '@lianxin/ui'
import { Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { matches, useSpell } from '../app/pinyin.ts'
import { unitsQuery } from '../app/queries.ts'
import { useSession } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'

interface ResponsibleProps {
  /** Level → code of the unit. */
  readonly value: Readonly<Record<string, string>>
  readonly onChange: (value: Record<string, string>) => void
}

/** Levels that have departments of their own to name. */
const LEVELS = [0, 1] as const

/** Which department handles the class on each level (职责清单); chosen by name, kept by code. */
export function Responsible({ value, onChange }: ResponsibleProps) {
  const { t } = useTranslation()
  const id = useId()
  const [language] = useLang()
  const { district } = useSession()
  const units = useQuery(unitsQuery)
  const spell = useSpell()
  const options = (units.data?.items ?? [])
    .filter((unit) => unit.active && (unit.kind === 'territorial' || unit.kind === 'department'))
    .map((unit) => ({ value: unit.code, label: unitName(unit, language), text: `${spell(unit.name)} ${unit.code}` }))
  const set = (level: string, code: string | undefined) => {
    const { [level]: _before, ...rest } = value
    onChange(code === undefined ? rest : { ...rest, [level]: code })
  }
  return (
    <div className="lc-pair">
      {LEVELS.map((level) => {
        const code = value[level]
        const unknown = code !== undefined && units.isSuccess && !options.some((one) => one.value === code)
        return (
          <div className="lc-field" key={level}>
            <label htmlFor={`${id}-${level}`}>
              {t('catalogue.responsibleOf', { level: district.levelNames[level]?.[language] ?? String(level) })}
            </label>
            <Select
              id={`${id}-${level}`}
              allowClear
              status={unknown ? 'error' : ''}
              placeholder={t('catalogue.responsibleNone')}
              value={code}
              onChange={(chosen?: string) => set(String(level), chosen)}
              options={options}
              showSearch={{ filterOption: (asked, option) => option !== undefined && matches(option.text, asked) }}
            />
            {unknown && <p className="lc-bad">{t('catalogue.responsibleUnknown', { code })}</p>}
          </div>
        )
      })}
    </div>
  )
}
