import type { LonLat } from '@lianxin/domain'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { TerraDraw, TerraDrawLineStringMode } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'

import { token } from '../../map/use-map.ts'
import { footOn } from './shapes.ts'

/** So near to the boundary an end of the line is brought onto it, pixels. */
const REACH_px = 14

/** The nearest corner in reach, else the nearest point of the boundary in reach. */
function snap(map: MapLibreMap, ring: readonly LonLat[], at: { lng: number; lat: number }): LonLat | undefined {
  const p = map.project(at)
  const away = (point: LonLat): number => {
    const q = map.project([point[0], point[1]])
    return Math.hypot(q.x - p.x, q.y - p.y)
  }
  const nearest = (points: readonly LonLat[]): LonLat | undefined =>
    points.filter((point) => away(point) <= REACH_px).sort((a, b) => away(a) - away(b))[0]
  return nearest(ring) ?? nearest(ring.slice(1).map((b, i) => footOn([at.lng, at.lat], [ring[i]!, b])))
}

/**
 * Draws a line by clicks, its points snapping to the boundary; a click on the last point or Enter ends it.
 * @returns how to stop drawing
 */
export function drawLine(
  map: MapLibreMap,
  ring: readonly LonLat[],
  onLine: (line: readonly LonLat[]) => void,
): () => void {
  const colour = token('--lx-bad') as `#${string}`
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map }),
    modes: [
      new TerraDrawLineStringMode({
        styles: { lineStringColor: colour, lineStringWidth: 3, closingPointColor: colour, snappingPointColor: colour },
        snapping: {
          toCustom: ({ lng, lat }) => {
            const found = snap(map, ring, { lng, lat })
            return found && [found[0], found[1]]
          },
        },
      }),
    ],
  })
  draw.start()
  draw.setMode('linestring')
  draw.on('finish', (id) => {
    const feature = draw.getSnapshotFeature(id)
    if (feature?.geometry.type !== 'LineString') return
    onLine(feature.geometry.coordinates.map(([lon = 0, lat = 0]): LonLat => [lon, lat]))
    draw.clear()
  })
  return () => draw.stop()
}
