import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { FindingsMapProps } from './findings-map.tsx'
import type { LevelMapProps } from './level-map.tsx'

const FindingsMap = lazy(() => import('./findings-map.tsx'))
const LevelMap = lazy(() => import('./level-map.tsx'))

/** What stands where a map comes: its library arrives when one is first opened. */
export function MapArrives({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const arriving = (
    <div className="lc-big-map lx-centre" role="status">
      {t('map.loading')}
    </div>
  )
  return <Suspense fallback={arriving}>{children}</Suspense>
}

export function LazyFindingsMap(props: FindingsMapProps) {
  return (
    <MapArrives>
      <FindingsMap {...props} />
    </MapArrives>
  )
}

export function LazyLevelMap(props: LevelMapProps) {
  return (
    <MapArrives>
      <LevelMap {...props} />
    </MapArrives>
  )
}
