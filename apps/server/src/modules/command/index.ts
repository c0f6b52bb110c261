import { closeWall, listWalls, putWall, readGridFigures, showWall, showWallOutlines } from '@lianxin/contract'

import { publicDistrict } from '../../platform/district.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Call } from '../../platform/serve.ts'
import type { CommandDeps } from './deps.ts'
import { Figures } from './figures.ts'
import { closeWallForStaff, listWallsForStaff, setUpWall } from './set-up-wall.ts'
import { Walls } from './show-wall.ts'

export type { CommandDeps } from './deps.ts'

/** A hall may have some screens behind one address. */
const ASKED_PER_MINUTE = 600

/** Serves the command centre: screens in a hall and what they show. */
export function registerCommand(platform: Platform, deps: CommandDeps): void {
  const walls = new Walls(deps)
  const districtOf = (call: Pick<Call, 'request' | 'session'>): number =>
    publicDistrict(call.request, call.session, platform.config)
  const figures = new Figures(platform.db, deps.grids)
  platform.route(readGridFigures, (call) => figures.read(call), { scope: 'none' })
  platform.route(listWalls, (call) => listWallsForStaff(call, deps))
  platform.route(putWall, setUpWall)
  platform.route(closeWall, closeWallForStaff)
  platform.route(showWall, (call) => walls.show(call, districtOf(call)), { callsPerMinute: ASKED_PER_MINUTE })
  platform.route(showWallOutlines, (call) => walls.outlines(call, districtOf(call)))
}
