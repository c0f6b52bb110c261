import { WALL_HEADER, type ReplyOf, type showWall, type showWallOutlines, type WallPicture } from '@lianxin/contract'
import type { FastifyRequest } from 'fastify'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { hashToken } from '../access/index.ts'
import { outlinesOf } from '../grid/index.ts'
import type { CommandDeps } from './deps.ts'
import { findWall, type Wall } from './store.ts'
import { levelShown, readPicture } from './wall-picture.ts'

/** Screens ask every few seconds; those of one hall share an answer this old. */
const SHARED_FOR_MS = 2_000

interface Shared {
  readonly at_ms: number
  readonly picture: Promise<WallPicture>
}

/** The screen of the key that came with a request. @throws Refusal wall.key_unknown */
async function wallOf(tx: Tx, districtId: number, request: FastifyRequest): Promise<Wall> {
  const key = request.headers[WALL_HEADER]
  const wall = typeof key === 'string' ? await findWall(tx, districtId, hashToken(key)) : undefined
  if (!wall) throw new Refusal('wall.key_unknown')
  return wall
}

/** Answers walls; what one territory shows is read once in two seconds however many screens ask. */
export class Walls {
  readonly #deps: CommandDeps
  readonly #shared = new Map<string, Shared>()

  constructor(deps: CommandDeps) {
    this.#deps = deps
  }

  /** The picture of a screen. @throws Refusal wall.key_unknown */
  async show({ tx, request, now }: Call<typeof showWall>, districtId: number): Promise<WallPicture> {
    const wall = await wallOf(tx, districtId, request)
    const of = `${districtId} ${wall.grid_path}`
    const before = this.#shared.get(of)
    const fresh = before && performance.now() - before.at_ms < SHARED_FOR_MS
    const picture = fresh ? before.picture : readPicture(tx, districtId, wall, this.#deps, now)
    if (!fresh) {
      this.#shared.set(of, { at_ms: performance.now(), picture })
      picture.catch(() => this.#shared.delete(of))
    }
    const { name, views, seconds_per_view: secondsPerView } = wall
    return { ...(await picture), name, views: [...views], secondsPerView }
  }

  /** The outlines of a screen. @throws Refusal wall.key_unknown */
  async outlines(
    { tx, request }: Call<typeof showWallOutlines>,
    districtId: number,
  ): Promise<ReplyOf<typeof showWallOutlines>> {
    const { grid_path: under } = await wallOf(tx, districtId, request)
    const { grids } = this.#deps
    const level = levelShown(await grids.of(districtId), under)
    return outlinesOf(tx, grids, districtId, { level, under })
  }
}
