/* oxlint-disable unicorn/require-post-message-target-origin -- between threads, not windows */
// Runs in a thread of its own: cutting the tiles of a city holds up a thread for seconds. Plain JavaScript, so that
// sources and build start the same file.
import { parentPort } from 'node:worker_threads'

import GeoJSONVT from 'geojson-vt'
import { fromGeojsonVt } from 'vt-pbf'

/** @typedef {import('./tile-cutter.ts').TileRow} TileRow */
/** @typedef {import('./tile-cutter.ts').Order} Order */
/** @typedef {[number, number]} LonLat */
/** @typedef {{ gridId: string, properties: object, node: number, polygon: LonLat[][][] }} Shape */

/** Detail is kept down to this zoom; beyond it the map stretches tiles. */
const MAX_ZOOM = 17
const EXTENT = 4096

/**
 * A point inside a shape to write its name at: the middle of the longest stretch of the line through its middle height.
 * @param {LonLat[][][]} polygon
 * @returns {LonLat}
 */
function labelPoint(polygon) {
  let [west, south, north] = [Infinity, Infinity, -Infinity]
  for (const [lon, lat] of polygon.flatMap((part) => part[0] ?? [])) {
    west = Math.min(west, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  // A hair beside the middle, so that the line meets no corner.
  const y = south + (north - south) * 0.5000001
  const crossings = polygon.flat().flatMap((ring) =>
    ring.slice(1).flatMap((b, i) => {
      const a = /** @type {LonLat} */ (ring[i])
      return a[1] > y === b[1] > y ? [] : [a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])]
    }),
  )
  crossings.sort((a, b) => a - b)
  let best = { at: west, width: -1 }
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const from = crossings[i] ?? west
    const width = (crossings[i + 1] ?? from) - from
    if (width > best.width) best = { at: from + width / 2, width }
  }
  return [best.at, y]
}

/**
 * The shapes of one level, ready to be cut; read when the first tile is asked for.
 * @param {readonly TileRow[]} rows
 */
function indexOf(rows) {
  const shapes = rows.map(({ node, polygon, ...properties }) => ({
    node,
    properties,
    polygon: /** @type {LonLat[][][]} */ (JSON.parse(polygon)),
  }))
  const options = { maxZoom: MAX_ZOOM, indexMaxZoom: 5, extent: EXTENT, buffer: 64, tolerance: 3 }
  const areas = new GeoJSONVT(
    {
      type: 'FeatureCollection',
      features: shapes.map(({ node, properties, polygon }) => ({
        type: 'Feature',
        id: node,
        properties,
        geometry: { type: 'MultiPolygon', coordinates: polygon },
      })),
    },
    options,
  )
  const names = new GeoJSONVT(
    {
      type: 'FeatureCollection',
      features: shapes.map(({ node, properties, polygon }) => ({
        type: 'Feature',
        id: node,
        properties,
        geometry: { type: 'Point', coordinates: labelPoint(polygon) },
      })),
    },
    options,
  )
  return { areas, names }
}

/** Rows that have come and the index made of them, by source. @type {Map<string, { rows: TileRow[], index: ReturnType<typeof indexOf> | null }>} */
const sources = new Map()

/**
 * A tile with the layers `grids` (areas) and `names` (one point each); empty where nothing lies.
 * @param {{ source: string, z: number, x: number, y: number }} order
 */
function cut({ source, z, x, y }) {
  const held = sources.get(source)
  if (!held) throw new Error(`no shapes of ${source}`)
  if (z > MAX_ZOOM) return new Uint8Array(0)
  held.index ??= indexOf(held.rows)
  held.rows = []
  const grids = held.index.areas.getTile(z, x, y)
  const names = held.index.names.getTile(z, x, y)
  const layers = { ...(grids ? { grids } : {}), ...(names ? { names } : {}) }
  return grids || names ? fromGeojsonVt(layers, { version: 2, extent: EXTENT }) : new Uint8Array(0)
}

parentPort?.on('message', (/** @type {Order} */ order) => {
  switch (order.kind) {
    case 'rows': {
      const held = sources.get(order.source) ?? { rows: [], index: null }
      held.rows.push(...order.rows)
      sources.set(order.source, held)
      return
    }
    case 'drop':
      sources.delete(order.source)
      return
    case 'tile':
      try {
        parentPort?.postMessage({ id: order.id, bytes: cut(order) })
      } catch (cause) {
        parentPort?.postMessage({ id: order.id, fault: String(cause) })
      }
      return
  }
})
