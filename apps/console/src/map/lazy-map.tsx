import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'

import type { BigMapProps } from './big-map.tsx'

const BigMap = lazy(() => import('./big-map.tsx'))

/** The large map; its library arrives when a map is first opened. */
export function LazyMap(props: BigMapProps) {
  const { t } = useTranslation()
  return (
    <Suspense
      fallback={
        <div className="lc-big-map lx-centre" role="status">
          {t('map.loading')}
        </div>
      }
    >
      <BigMap {...props} />
    </Suspense>
  )
}
