import type { TicketDetail } from '@lianxin/contract'
import { ProblemView, useTranslation } from '@lianxin/ui'
import { GridMap, type LonLat } from '@lianxin/ui/map'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { readOutlines } from '../app/operations.ts'

/** Opens the map application of the telephone at the place (RFC 5870, WGS 84); no map service is written into the page. */
function walkThere({ lon, lat }: LonLat, address: string): string {
  const place = `${lat},${lon}`
  return `geo:${place}?q=${encodeURIComponent(address === '' ? place : `${place}(${address})`)}`
}

/** Where it is, in words and, on a tap, on the map of the grids around. */
export function TicketPlace({ ticket }: { readonly ticket: TicketDetail }): ReactElement {
  const { t } = useTranslation()
  const [map, setMap] = useState(false)
  const { grid, position } = ticket
  // The grids of the same community: enough to find one's way, little to load.
  const under = grid ? grid.path.replace(/[^.]+\.$/, '') : ''
  const outlines = useQuery({
    queryKey: ['outlines', grid?.level, under],
    queryFn: ({ signal }) => call(readOutlines, { query: { level: grid?.level ?? 0, under }, signal }),
    enabled: map && grid !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div className="where">
      <p>
        <strong>{ticket.address || ticket.gridName || t('ticket.noPlace')}</strong>
      </p>
      {ticket.gridNames.length > 0 && <p className="lx-hint">{ticket.gridNames.join(' › ')}</p>}
      {(position || grid) && (
        <div className="pair">
          {position && (
            <a className="lx-button" href={walkThere(position, ticket.address)}>
              {t('ticket.navigate')}
            </a>
          )}
          <button type="button" className="lx-button" aria-expanded={map} onClick={() => setMap(!map)}>
            {t(map ? 'ticket.closeMap' : 'ticket.showMap')}
          </button>
        </div>
      )}
      {map && <GridMap outlines={outlines.data} place={position} />}
      {outlines.isError && <ProblemView error={outlines.error} onRetry={() => void outlines.refetch()} />}
    </div>
  )
}
