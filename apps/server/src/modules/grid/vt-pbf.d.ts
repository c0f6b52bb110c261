declare module 'vt-pbf' {
  /** Encodes tiles cut by geojson-vt, by layer name, as a Mapbox vector tile. */
  export function fromGeojsonVt(
    layers: Readonly<Record<string, { readonly features: readonly unknown[] }>>,
    options?: { readonly version?: 1 | 2; readonly extent?: number },
  ): Uint8Array
}
