import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

import { landingPage } from './landing.ts'
import { sendProblem } from './problem.ts'
import { Refusal } from './refusal.ts'

/** A built front end and where it is served. */
export interface Page {
  readonly prefix: '/console' | '/field' | '/r'
  readonly folder: string
}

/**
 * Everything from here only, but for the tiles of a configured base map. Styles inline are needed by the component
 * libraries; workers from blobs by the map.
 * @param tileHosts  sources the base map loads its tiles from, such as `https://*.tianditu.gov.cn`
 */
function contentSecurity(tileHosts: readonly string[]): string {
  const tiles = tileHosts.map((host) => ` ${host}`).join('')
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${tiles}`,
    "media-src 'self' blob:",
    "font-src 'self' data:",
    `connect-src 'self'${tiles}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const PERMISSIONS_POLICY = 'geolocation=(self), camera=(self), microphone=(self), payment=(), usb=()'

type Secure = (reply: FastifyReply) => FastifyReply
const securedBy =
  (policy: string): Secure =>
  (reply) =>
    reply.headers({ 'content-security-policy': policy, 'permissions-policy': PERMISSIONS_POLICY })

/** A build names its assets by content, so that they may be kept for ever; everything else is asked for each time. */
const cacheFor = (path: string): string =>
  path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'

async function servePage(app: FastifyInstance, page: Page, secured: Secure): Promise<void> {
  const index = join(page.folder, 'index.html')
  const built = await access(index).then(
    () => true,
    () => false,
  )
  if (!built) {
    app.log.warn(`${page.prefix} is not built; run npm run build`)
    return
  }
  const sendIndex = async (reply: FastifyReply): Promise<FastifyReply> =>
    secured(reply)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(await readFile(index))
  await app.register(
    async (scope) => {
      await scope.register(fastifyStatic, {
        root: page.folder,
        prefix: '/',
        decorateReply: false,
        index: false,
        cacheControl: false,
        setHeaders: (reply, path) => {
          void secured(reply).header('cache-control', cacheFor(path.replaceAll('\\', '/')))
        },
      })
      // Addresses inside the application are its own business; missing assets are missing.
      scope.setNotFoundHandler(async (request, reply) => {
        const path = request.url.split('?')[0] ?? ''
        const asset = /\.[a-z0-9]{1,8}$/i.test(path) && !path.endsWith('/index.html')
        if (asset || !['GET', 'HEAD'].includes(request.method))
          return sendProblem(new Refusal('route.not_found'), request, reply)
        return sendIndex(reply)
      })
      scope.get('/', { schema: { hide: true } }, (_request, reply) => sendIndex(reply))
    },
    { prefix: page.prefix },
  )
}

/**
 * Serves the built front ends and, at `/`, the page that leads to them.
 * @param tileHosts  where else than here the base map may load its tiles from
 */
export async function servePages(
  app: FastifyInstance,
  pages: readonly Page[],
  tileHosts: readonly string[] = [],
): Promise<void> {
  const secured = securedBy(contentSecurity(tileHosts))
  app.get('/', { schema: { hide: true } }, (_request, reply) =>
    secured(reply).header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(landingPage()),
  )
  for (const page of pages) await servePage(app, page, secured)
}
