import { findTickets, searchPlaces } from '@lianxin/contract'
import { comparable } from '@lianxin/domain'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { useMay } from '../app/session.tsx'
import { whereabouts } from '../map/place-search.tsx'
import type { Entry } from './entries.ts'

/** Between letters; pinyin is typed at about five a second. */
const TYPING_PAUSE_ms = 150
const MOST = 10

/** What the server found, and how the asking stands. */
export interface Asked {
  readonly entries: readonly Entry[]
  readonly state: 'idle' | 'asking' | 'done' | 'failed' | 'offline'
}

function usePaused(value: string): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), TYPING_PAUSE_ms)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}

/** Places, grids and tickets that answer a question, asked of the server. Answers to what was typed before are dropped. */
export function useAsked(question: string): Asked {
  const { t } = useTranslation()
  const wanted = question.trim().slice(0, 60)
  const asked = usePaused(wanted)
  const worth = comparable(asked) !== ''
  const places = useQuery({
    queryKey: ['places', 'palette', asked],
    queryFn: ({ signal }) => call(searchPlaces, { query: { q: asked, limit: MOST }, signal }),
    enabled: useMay('grid.read') && worth,
    staleTime: 60_000,
  })
  const tickets = useQuery({
    queryKey: ['tickets', 'palette', asked],
    queryFn: ({ signal }) => call(findTickets, { query: { q: asked, limit: MOST }, signal }),
    enabled: useMay('ticket.read') && comparable(asked).length > 1,
  })
  if (comparable(wanted) === '') return { entries: [], state: 'idle' }
  const answers = [places, tickets]
  if (answers.some(({ fetchStatus }) => fetchStatus === 'paused')) return { entries: [], state: 'offline' }
  if (wanted !== asked) return { entries: [], state: 'asking' }

  const entries: Entry[] = []
  for (const { id, number, title, state } of tickets.data?.items ?? [])
    entries.push({
      id: `ticket:${id}`,
      group: 'tickets',
      name: number,
      hint: `${title} · ${t(`state.${state}`)}`,
      effect: { kind: 'go', go: { to: '/queue', search: { list: 'all', ticket: id } } },
    })
  for (const place of places.data?.items ?? []) {
    const isGrid = place.kind === 'grid'
    entries.push({
      id: `place:${place.code}`,
      group: isGrid ? 'grids' : 'places',
      name: place.name,
      hint: whereabouts(place),
      effect: isGrid ? { kind: 'go', go: { to: '/grids', search: { grid: place.grid.id } } } : { kind: 'place', place },
    })
  }
  const failed = answers.some(({ isError }) => isError)
  return { entries, state: failed ? 'failed' : answers.some(({ isFetching }) => isFetching) ? 'asking' : 'done' }
}
