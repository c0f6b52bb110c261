import { readGridTile } from '@lianxin/contract'

import type { Platform } from '../../platform/platform.ts'
import { API } from '../../platform/serve.ts'
import type { Dependants } from '../access/index.ts'
import type { Grids } from './cache/grids.ts'
import { Imports } from './import-grids.ts'
import { serveGrids } from './routes.ts'
import { getDistrict } from './store.ts'
import { countDuties } from './store-staff.ts'
import { dayOf } from './context.ts'
import { spellPlaces } from './spell-places.ts'
import { listDistrictsToSpell } from './store-places.ts'

export { Grids } from './cache/grids.ts'
export { GridIndex, briefOf, type LocatedGrid } from './cache/grid-index.ts'
export {
  activateAll,
  check,
  exportFile,
  importFile,
  type FileTask,
  type ImportOptions,
  type ImportReport,
} from './file-tasks.ts'
export { outlinesOf } from './read-grids.ts'
export { spellingOf } from './spell-places.ts'
export { findPlace } from './store-places.ts'
export type { StoredGrid } from './store.ts'

/** What hangs on people in grids, for their administration (see `Dependants` of the access module). */
export const gridDependants: Pick<Dependants, 'countGridDuties'> = {
  countGridDuties: async (tx, districtId, personId, now) => {
    const { offset_minutes } = await getDistrict(tx, districtId)
    return countDuties(tx, districtId, personId, dayOf(now, offset_minutes))
  },
}

const MINUTE_MS = 60_000

/** Serves the grids. Imports that run when the process stops are waited for. Places that came without a spelling get one. */
export function registerGrid(platform: Platform, grids: Grids): void {
  const imports = new Imports({ platform, grids })
  platform.app.addHook('onClose', async () => {
    await imports.settled()
    await grids.close()
  })
  serveGrids({ platform, grids }, imports)
  // Maps are asked for in processes that answer requests.
  const servesTiles = platform.app.hasRoute({ method: 'GET', url: API + readGridTile.path })
  platform.app.addHook('onListen', (done) => {
    if (!servesTiles) return done()
    grids
      .warm(platform.config.districtId)
      .catch((cause: unknown) => platform.logger.warn({ err: cause }, 'preparing the tiles of the grids failed'))
    done()
  })
  platform.jobs.every(MINUTE_MS, 'grid.spellPlaces', async () => {
    for (const districtId of await platform.db.asOwner(listDistrictsToSpell)) await spellPlaces(platform.db, districtId)
  })
}
