import 'maplibre-gl/dist/maplibre-gl.css'

import { drawBaseMap } from '@lianxin/ui/base-map'
import { useBaseMap } from '@lianxin/ui/map'
import { AttributionControl, Map as MapLibreMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'

import { useShownLook } from '../app/shown-look.ts'

setWorkerUrl(workerUrl)

const FONTS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"

/** A colour or size of the current theme. */
export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Writes the words of a layer in the size of the page's type; `usual_px` is for normal type. */
export function sizeWords(map: MapLibreMap, layer: string, usual_px: number): void {
  map.setLayoutProperty(layer, 'text-size', usual_px * Number(token('--lx-scale')))
}

export interface DrawnMap {
  readonly box: RefObject<HTMLDivElement | null>
  /** Null until the map is there with its layers. */
  readonly map: MapLibreMap | null
  /** This machine cannot draw one. */
  readonly failed: boolean
  /** Streets lie under the grids. */
  readonly based: boolean
}

/**
 * A map on plain ground with the configured base map, zoom buttons and scale.
 * @param prepare  adds sources and layers, once
 * @param paint    gives the layers their colours; again after each change of theme or size
 */
export function useMap(prepare: (map: MapLibreMap) => void, paint: (map: MapLibreMap) => Promise<void>): DrawnMap {
  const box = useRef<HTMLDivElement>(null)
  const look = useShownLook()
  const baseMap = useBaseMap()
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const [failed, setFailed] = useState(false)
  const [based, setBased] = useState(false)
  const preparing = useEffectEvent(prepare)
  const painting = useEffectEvent(paint)

  // Before the map itself: effects are cleaned up in this order, and a removed map has no controls to remove.
  useEffect(() => {
    if (!map || !baseMap) return undefined
    const note = new AttributionControl({ compact: false })
    map.addControl(note, 'bottom-left')
    return () => {
      map.removeControl(note)
    }
  }, [map, baseMap])
  useEffect(() => {
    if (!box.current) return undefined
    let made: MapLibreMap
    try {
      made = new MapLibreMap({
        container: box.current,
        style: { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background' }] },
        localIdeographFontFamily: FONTS,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        fadeDuration: 0,
      })
    } catch (error) {
      console.info('no map on this machine', error)
      // oxlint-disable-next-line react/set-state-in-effect -- whether WebGL works is known only by trying
      setFailed(true)
      return undefined
    }
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.addControl(new ScaleControl({}), 'bottom-left')
    made.on('load', () => {
      preparing(made)
      setMap(made)
    })
    return () => {
      setMap(null)
      made.remove()
    }
  }, [])

  useEffect(() => {
    // `look` is not read: the colours come from the page, which has changed when it has.
    if (!map || !look) return
    map.setPaintProperty('ground', 'background-color', token('--lx-sunken'))
    void painting(map)
    if (baseMap) void drawBaseMap(map, baseMap).then(setBased)
  }, [map, look, baseMap])

  return { box, map, failed, based }
}
