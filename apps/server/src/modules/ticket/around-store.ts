import type { Instant, Position } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import { LISTED } from './search.ts'
import type { ListedRow } from './view.ts'

/** Length of one degree of latitude (WGS 84, mean). */
const DEGREE_M = 111_320

interface Around {
  readonly position: Position
  readonly radius_m: number
  readonly exceptId: string
  readonly classCode: string | null
  readonly most: number
}

export interface AroundRow extends Pick<
  ListedRow,
  'id' | 'number' | 'title' | 'address' | 'state' | 'urgency' | 'class_ref' | 'holder_unit_id' | 'reported_at'
> {
  readonly lon: number
  readonly lat: number
  readonly due_at: Instant | null
}

/** Open tickets in the square around a point, those of a class first, then roughly the nearest (index `ticket_open_by_place`). */
export async function listOpenAround(tx: Tx, districtId: number, around: Around): Promise<readonly AroundRow[]> {
  const { lon, lat } = around.position
  const narrowing = Math.max(0.01, Math.cos((lat * Math.PI) / 180))
  const [up, aside] = [around.radius_m / DEGREE_M, around.radius_m / DEGREE_M / narrowing]
  const { rows } = await sql<AroundRow>`
    select id, number, title, address, state, urgency, body->'class' as class_ref, holder_unit_id, reported_at,
      lon, lat, due_at
    from ticket
    where district_id = ${districtId} and closed_at is null and lat between ${lat - up} and ${lat + up}
      and lon between ${lon - aside} and ${lon + aside} and id <> ${around.exceptId}
    order by (class_code is not distinct from ${around.classCode}) desc,
      power(lat - ${lat}, 2) + power((lon - ${lon}) * ${narrowing}, 2)
    limit ${around.most}`.execute(tx)
  return rows
}

const MOST_OF_REPORTER = 50

/** The newest other tickets of the reporter of an opened ticket, as far as the scope sees them. */
export async function listOfReporter(
  tx: Tx,
  districtId: number,
  ofId: string,
  withConfidential: boolean,
): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`select ${LISTED} from ticket where district_id = ${districtId}
    and id = any(ticket_ids_of_reporter(${ofId}, ${withConfidential}, ${MOST_OF_REPORTER}))
    order by reported_at desc, id`.execute(tx)
  return rows
}
