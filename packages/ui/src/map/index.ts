export { findBaseMap, useBaseMap, type BaseMap } from './base-map.ts'
export { GridMap, type GridMapProps, type LonLat, type Outlines } from './grid-map.tsx'
