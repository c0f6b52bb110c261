import { readGridTile } from '@lianxin/contract'

import type { Platform } from '../../platform/platform.ts'
import { API } from '../../platform/serve.ts'
import type { Grids } from './cache/grids.ts'
import { Imports } from './import-grids.ts'
import { serveGrids } from './routes.ts'

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
export { findPlace } from './store-places.ts'
export type { StoredGrid } from './store.ts'

/** Serves the grids. Imports that run when the process stops are waited for. */
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
}
