import { closeSync, openSync, readSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'

import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** What of the configuration the base map follows from. */
export interface BaseMapConfig {
  readonly baseMap: 'none' | 'tianditu' | 'pmtiles'
  readonly tiandituKey: string
  readonly baseMapFile: string
}

/** Where the pages find the PMTiles file; asked for in parts (HTTP Range). */
export const BASE_MAP_ADDRESS = '/api/v1/base-map.pmtiles'
/** PMTiles of version 3 begin with these bytes. */
const MAGIC = Buffer.from('PMTiles\u0003', 'latin1')
/** A replaced file is noticed by its ETag within this time. */
const KEEP_s = 3600

function beginningOf(path: string): Buffer | null {
  const bytes = Buffer.alloc(MAGIC.length)
  try {
    const file = openSync(path, 'r')
    try {
      readSync(file, bytes, 0, bytes.length, 0)
    } finally {
      closeSync(file)
    }
    return bytes
  } catch {
    return null
  }
}

/** What is wrong with the settings of the base map, as a sentence with the remedy; null when they fit together. */
export function findBaseMapFault({ baseMap, tiandituKey, baseMapFile }: BaseMapConfig): string | null {
  if (baseMap === 'tianditu' && tiandituKey === '')
    return 'BASE_MAP=tianditu needs TIANDITU_KEY; ask for a browser key at console.tianditu.gov.cn, or choose another base map'
  if (baseMap !== 'pmtiles') return null
  if (baseMapFile === '')
    return 'BASE_MAP=pmtiles needs BASE_MAP_FILE; write the path of a .pmtiles file, or choose another base map'
  const bytes = beginningOf(resolve(baseMapFile))
  if (bytes === null) return 'BASE_MAP_FILE names a file that cannot be read; check the path and its permissions'
  if (!bytes.equals(MAGIC))
    return 'BASE_MAP_FILE is no PMTiles file of version 3; convert MBTiles with the program "pmtiles convert"'
  return null
}

/** Hosts beside this one from which pages load tiles, for the content security policy. */
export function baseMapHosts({ baseMap }: Pick<BaseMapConfig, 'baseMap'>): readonly string[] {
  return baseMap === 'tianditu' ? ['https://*.tianditu.gov.cn'] : []
}

/** Hands out the PMTiles file, whole or in parts, where one is configured. Public: a street map is no secret. */
export async function serveBaseMapFile(app: FastifyInstance, config: BaseMapConfig): Promise<void> {
  if (config.baseMap !== 'pmtiles') return
  const path = resolve(config.baseMapFile)
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: dirname(path), serve: false, cacheControl: false })
    scope.get(BASE_MAP_ADDRESS, { schema: { hide: true } }, (_request, reply) =>
      reply
        .header('cache-control', `public, max-age=${KEEP_s}`)
        .type('application/vnd.pmtiles')
        .sendFile(basename(path)),
    )
  })
}
