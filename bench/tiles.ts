import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { cityPartition } from '@lianxin/demo'
import { boundsOf } from '@lianxin/domain'
import { TileCutter, type TileRow } from '@lianxin/server/tiles'

import { quantile, round } from './harness/figures.ts'

const MS = 1e6
const ZOOM = 14
const TILES = 400

/** Vector tiles of 18,089 base grids: how long the first one takes, and how long other requests wait meanwhile. */
export async function run(): Promise<Record<string, number>> {
  const base = cityPartition().grids.filter((grid) => grid.level === 3)
  const rows = base.map(({ code, polygon }, node): TileRow => ({
    node,
    id: code,
    code,
    name: code,
    level: 3,
    path: `1.${node}.`,
    kind: 'base',
    polygon: JSON.stringify(polygon),
  }))
  const reading = performance.now()
  for (const { polygon } of rows) JSON.parse(polygon)
  const reading_ms = performance.now() - reading

  const cutter = new TileCutter()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  // What an idle process waits on this machine, for as long.
  delay.enable()
  await sleep(2500)
  delay.disable()
  const idle_ms = delay.max / MS
  delay.reset()
  delay.enable()
  const began = performance.now()
  await cutter.put('city', rows)
  const handed_ms = performance.now() - began
  const whole = await cutter.tile('city', 0, 0, 0)
  const first_ms = performance.now() - began
  delay.disable()

  const each_ms: number[] = []
  for (let i = 0; i < TILES; i++) {
    const [west, south] = boundsOf(base[(i * 7919) % base.length]!.polygon)
    const size = 2 ** ZOOM
    const x = Math.floor(((west + 180) / 360) * size)
    const y = Math.floor(((1 - Math.asinh(Math.tan((south * Math.PI) / 180)) / Math.PI) / 2) * size)
    const start = performance.now()
    await cutter.tile('city', ZOOM, x, y)
    each_ms.push(performance.now() - start)
  }
  await cutter.close()
  return {
    cells: base.length,
    first_tile_ms: Math.round(first_ms),
    handing_over_ms: Math.round(handed_ms),
    longest_wait_of_others_ms: round(delay.max / MS),
    longest_wait_of_an_idle_process_ms: round(idle_ms),
    p99_wait_of_others_ms: round(delay.percentile(99) / MS),
    reading_the_shapes_here_would_take_ms: Math.round(reading_ms),
    whole_city_tile_bytes: whole.length,
    later_tile_p50_ms: round(quantile(each_ms, 0.5)),
    later_tile_p99_ms: round(quantile(each_ms, 0.99)),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run()))
