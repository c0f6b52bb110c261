import { fileURLToPath } from 'node:url'

import { cityPartition } from '@lianxin/demo'
import { boundsOf, ownsPosition, type LonLat } from '@lianxin/domain'
import { buildLocator } from '@lianxin/server/spatial'

const POSITIONS = 500_000
/** The loop over boxes is slow: a sample of the positions is enough to know its pace. */
const LOOP_POSITIONS = 2000

/** Locating positions among the 18,089 base grids of the city, beside a plain loop over their boxes. */
export async function run(): Promise<Record<string, number | string>> {
  const { grids } = cityPartition()
  const base = grids.filter((grid) => grid.level === 3).sort((a, b) => (a.code < b.code ? -1 : 1))
  const shapes = base.map((grid) => grid.polygon)
  const district = grids[0]!.polygon
  const start = performance.now()
  const locator = buildLocator(shapes)
  const build_ms = performance.now() - start
  const positions = positionsInside(boundsOf(district), (position) => ownsPosition(district, position))

  const found = new Int32Array(POSITIONS)
  const locate = (): void => {
    for (let i = 0; i < POSITIONS; i++) found[i] = locator.find(...positions[i]!)
  }
  locate()
  const perSecond = [1, 2, 3].map(() => POSITIONS / secondsOf(locate)).sort((a, b) => a - b)[1]!

  const boxes = shapes.map(boundsOf)
  const looped = new Int32Array(LOOP_POSITIONS)
  const loopSeconds = secondsOf(() => {
    for (let i = 0; i < LOOP_POSITIONS; i++) looped[i] = loopOverBoxes(positions[i]!)
  })
  function loopOverBoxes(position: LonLat): number {
    return boxes.findIndex(
      ([west, south, east, north], s) =>
        position[0] >= west &&
        position[0] <= east &&
        position[1] >= south &&
        position[1] <= north &&
        ownsPosition(shapes[s]!, position),
    )
  }
  const loopPerSecond = LOOP_POSITIONS / loopSeconds
  return {
    cells: shapes.length,
    positions: POSITIONS,
    build_ms: Math.round(build_ms),
    locations_per_s: Math.round(perSecond),
    loop_over_boxes_per_s: Math.round(loopPerSecond),
    locator_per_loop_ratio: Math.round(perSecond / loopPerSecond),
    positions_inside_without_grid: positions.filter((at, i) => found[i]! < 0 && ownsPosition(district, at)).length,
    answers_differing_from_loop: looped.filter((shape, i) => shape !== found[i]).length,
  }
}

function positionsInside(
  [west, south, east, north]: ReturnType<typeof boundsOf>,
  isInside: (position: LonLat) => boolean,
): LonLat[] {
  // A sequence that fills the plane evenly (Roberts' R2), the same every time. Testing half a million positions
  // against the long outline would take minutes, so they are taken from squares whose corners and middles lie inside.
  const side = 60
  const dLon = (east - west) / side
  const dLat = (north - south) / side
  const sure = Array.from({ length: side * side }, (_, i): LonLat => [
    west + (i % side) * dLon,
    south + Math.floor(i / side) * dLat,
  ]).filter(([lon, lat]) =>
    [0, 0.5, 1].every((u) => [0, 0.5, 1].every((v) => isInside([lon + u * dLon, lat + v * dLat]))),
  )
  return Array.from({ length: POSITIONS }, (_, i): LonLat => {
    const [lon, lat] = sure[(i * 7919) % sure.length]!
    return [lon + ((0.5 + i * 0.7548776662466927) % 1) * dLon, lat + ((0.5 + i * 0.5698402909980532) % 1) * dLat]
  })
}

function secondsOf(work: () => void): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run()))
