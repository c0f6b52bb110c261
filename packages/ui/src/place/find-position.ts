import type { LonLat } from '../map/grid-map.tsx'

export type PositionFailure = 'refused' | 'unavailable'

const PATIENCE_MS = 15_000
/** Seven decimals are a centimetre; five a metre, which is all a telephone knows. */
const METRE_DIGITS = 5

/** Asks the device once where it is. Only ever called because somebody pressed the button. */
export function findPosition(): Promise<LonLat | PositionFailure> {
  return new Promise((done) => {
    if (!('geolocation' in navigator)) {
      done('unavailable')
      return
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        done({
          lon: Number(coords.longitude.toFixed(METRE_DIGITS)),
          lat: Number(coords.latitude.toFixed(METRE_DIGITS)),
        }),
      (error) => done(error.code === error.PERMISSION_DENIED ? 'refused' : 'unavailable'),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 30_000 },
    )
  })
}
