import type { BaseMapView } from '@lianxin/contract'
import { useEffect, useState } from 'react'

/** A base map under the grids. Without one, outlines are drawn on plain ground: nothing is loaded from elsewhere. */
export type BaseMap = Exclude<BaseMapView, { readonly kind: 'none' }>

const ADDRESS = '/api/v1/base-map'

let asked: Promise<BaseMap | null> | undefined

async function ask(): Promise<BaseMap | null> {
  const answer = await fetch(ADDRESS)
  if (!answer.ok) throw new Error(`the base map answered ${answer.status}`)
  const view = (await answer.json()) as BaseMapView
  return view.kind === 'none' ? null : view
}

/**
 * The base map this installation is configured with; null for none. Asked for once a page; without a network there is
 * none, and the next map asks again.
 */
export function findBaseMap(): Promise<BaseMap | null> {
  asked ??= ask().catch((error: unknown) => {
    asked = undefined
    console.info('no base map', error)
    return null
  })
  return asked
}

/** The configured base map; undefined until it is known. */
export function useBaseMap(): BaseMap | null | undefined {
  const [known, setKnown] = useState<BaseMap | null>()
  useEffect(() => {
    let gone = false
    void findBaseMap().then((found) => {
      if (!gone) setKnown(found)
    })
    return () => {
      gone = true
    }
  }, [])
  return known
}
