import {
  ApartmentOutlined,
  ClusterOutlined,
  EnvironmentOutlined,
  FileTextOutlined,
  HistoryOutlined,
  RightOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { Entry, Group, Section } from './entries.ts'

const ICONS: Readonly<Record<Group, ReactNode>> = {
  recent: <HistoryOutlined />,
  ticket: <ThunderboltOutlined />,
  screen: <ThunderboltOutlined />,
  app: <ThunderboltOutlined />,
  go: <RightOutlined />,
  tickets: <FileTextOutlined />,
  units: <ApartmentOutlined />,
  grids: <ClusterOutlined />,
  places: <EnvironmentOutlined />,
}

interface ListProps {
  readonly id: string
  readonly sections: readonly Section[]
  readonly activeIndex: number
  readonly onPoint: (index: number) => void
  readonly onChoose: (entry: Entry) => void
}

/** The lines of the palette under their headings. The field above keeps the focus; the active line is only marked. */
export function PaletteList({ id, sections, activeIndex, onPoint, onChoose }: ListProps) {
  const { t } = useTranslation()
  const starts = sections.map((_, nth) =>
    sections.slice(0, nth).reduce((sum, section) => sum + section.entries.length, 0),
  )
  return (
    <div id={`${id}-list`} className="lc-palette-list" role="listbox" aria-label={t('palette.results')}>
      {sections.map(({ group, entries }, nth) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <p id={`${id}-${group}`} className="lc-palette-heading" role="presentation">
            {t(`palette.group.${group}`)}
          </p>
          {entries.map((entry, place) => {
            const index = (starts[nth] ?? 0) + place
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above holds the keys
              <div
                key={entry.id}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === activeIndex}
                className="lc-palette-line"
                onMouseMove={() => index !== activeIndex && onPoint(index)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(entry)}
              >
                <span className="lc-palette-icon" aria-hidden>
                  {ICONS[entry.group]}
                </span>
                <span className="lc-palette-name">{entry.name}</span>
                {entry.hint && <span className="lc-palette-hint">{entry.hint}</span>}
                {entry.shortcut && <kbd>{entry.shortcut}</kbd>}
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}
