import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { preferences } from '../app/preferences.ts'
import { useShownLook } from '../app/shown-look.ts'
import { MAP_SHAPES, shapeAddress, shapeColour } from './shapes.ts'

/** The corner of the map with its legends; folded, it shows the grids that lie under it. Remembered on this machine. */
export function Legends({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const folded = useSyncExternalStore(preferences.subscribe, () => preferences.get().legendFolded)
  return (
    <div className="lc-legends">
      {!folded && children}
      <Button
        size="small"
        aria-expanded={!folded}
        icon={folded ? <UpOutlined /> : <DownOutlined />}
        onClick={() => preferences.change({ legendFolded: !folded })}
      >
        {t('mapPage.legendCorner')}
      </Button>
    </div>
  )
}

/** What the shapes mean. */
export function Legend() {
  const { t } = useTranslation()
  useShownLook()
  return (
    <ul className="lc-legend" aria-label={t('mapPage.legend')}>
      {MAP_SHAPES.map((shape) => (
        <li key={shape}>
          <img alt="" src={shapeAddress(shape, shapeColour(shape), '#ffffff')} width={18} height={18} />
          {shape === 'urgent' ? t('urgency.urgent') : t(`condition.${shape}`)}
        </li>
      ))}
    </ul>
  )
}
