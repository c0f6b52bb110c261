import { exportFigures, type FigureQuestion } from '@lianxin/contract'
import { CHANNELS, type Channel } from '@lianxin/domain'
import { useLang } from '@lianxin/ui'
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { urlOf } from '../app/api.ts'
import { GridPicker } from '../grids/grid-picker.tsx'
import { ClassPicker } from '../ticket/class-picker.tsx'
import { UnitPicker } from '../ticket/unit-picker.tsx'
import { periodOf, PRESETS, presetOf, type FigurePart, type FigureSearch, type Period, type Preset } from './search.ts'

interface BarProps {
  readonly search: FigureSearch
  readonly period: Period
  readonly onChange: (part: FigurePart) => void
}

/** Which days: by a word, or by the first and the last one. Beside it, how the figures leave the screen. */
export function PeriodBar({
  period,
  question,
  onChange,
}: Omit<BarProps, 'search'> & { readonly question: FigureQuestion | null }) {
  const { t } = useTranslation()
  const [lang] = useLang()
  const [own, setOwn] = useState(false)
  const [today] = useState(() => new Date())
  const preset = own ? 'own' : presetOf(period, today)
  const choose = (chosen: Preset): void => {
    setOwn(chosen === 'own')
    if (chosen !== 'own') onChange(periodOf(chosen, today))
  }
  const day = (name: keyof Period) => (
    <Input
      type="date"
      className="lc-date"
      aria-label={t(`figures.${name}`)}
      value={period[name]}
      onChange={(event) => {
        const { value } = event.target
        if (value !== '') onChange({ ...period, [name]: value })
      }}
    />
  )
  return (
    <div className="lc-bar">
      <Radio.Group
        optionType="button"
        buttonStyle="solid"
        aria-label={t('figures.period')}
        value={preset}
        onChange={(event) => choose(event.target.value as Preset)}
        options={PRESETS.map((one) => ({ value: one, label: t(`figures.presets.${one}`) }))}
      />
      {preset === 'own' ? (
        <span className="lc-inline">
          {day('from')}
          <span aria-hidden>–</span>
          {day('to')}
        </span>
      ) : (
        <span className="lc-soft">
          {period.from} – {period.to}
        </span>
      )}
      <span className="lc-grow" />
      <span className="lc-inline lc-no-print">
        {question &&
          (['xlsx', 'csv'] as const).map((format) => (
            <Button
              key={format}
              icon={<DownloadOutlined />}
              download
              href={urlOf(exportFigures, { query: { ...question, format, lang } })}
            >
              {t(`figures.export.${format}`)}
            </Button>
          ))}
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('figures.print')}
        </Button>
      </span>
    </div>
  )
}

/** What narrows the figures. */
export function FilterBar({ search, onChange }: Omit<BarProps, 'period'>) {
  const { t } = useTranslation()
  return (
    <div className="lc-bar lc-no-print">
      <UnitPicker
        className="lc-search"
        placeholder={t('figures.anyUnit')}
        value={search.unitId ?? null}
        onChange={(unitId) => onChange({ unitId: unitId ?? undefined })}
      />
      <ClassPicker
        className="lc-search"
        placeholder={t('figures.anyClass')}
        value={search.classCode ?? null}
        onChange={(classCode) => onChange({ classCode: classCode ?? undefined })}
      />
      <Select
        allowClear
        className="lc-unit"
        aria-label={t('figures.channel')}
        placeholder={t('figures.anyChannel')}
        value={search.channel ?? null}
        onChange={(channel: Channel | null) => onChange({ channel: channel ?? undefined })}
        options={CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
      />
      <span className="lc-figures-grid">
        <GridPicker value={search.gridId ?? null} onChange={(gridId) => onChange({ gridId: gridId ?? undefined })} />
      </span>
    </div>
  )
}
