import { useTranslation } from 'react-i18next'

import { useShownLook } from '../app/shown-look.ts'
import { MAP_SHAPES, shapeAddress, shapeColour } from './shapes.ts'

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
