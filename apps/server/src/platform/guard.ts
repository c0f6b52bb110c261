import type { Access } from '@lianxin/contract'
import '@fastify/cookie'
import type { FastifyRequest } from 'fastify'

import { Refusal } from './refusal.ts'
import { SESSION_COOKIE, type FindSession, type Session } from './session.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined // `Origin: null` of sandboxed pages is none
}

/** Hosts are compared as URLs of the origin's protocol, so that a default port makes no difference. */
function isOwn(origin: string, host: string, publicUrl: string): boolean {
  const from = parse(origin)
  return (
    from !== undefined &&
    (from.host === parse(`${from.protocol}//${host}`)?.host || from.host === parse(publicUrl)?.host)
  )
}

/**
 * Refuses writes that another site's page could have caused in a signed-in browser: a write needs the header
 * `x-lianxin: 1` (which a foreign page cannot set without our consent) or an Origin of our own. A request with neither
 * cookie nor Origin comes from a program and carries nobody's rights.
 * @throws Refusal request.origin_refused
 */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (SAFE.has(request.method) || request.headers['x-lianxin'] === '1') return
  const { origin } = request.headers
  if (origin === undefined && request.cookies[SESSION_COOKIE] === undefined) return
  if (origin !== undefined && isOwn(origin, request.host, publicUrl)) return
  throw new Refusal('request.origin_refused')
}

/** The session of a request, if its cookie stands for one. */
export async function findSession(request: FastifyRequest, find: FindSession): Promise<Session | null> {
  const token = request.cookies[SESSION_COOKIE]
  return token === undefined || token.length > 200 ? null : find(token)
}

/**
 * Whether the session may call an operation at all. What it may see is decided by the database.
 * @throws Refusal session.required or right.missing
 */
export function requireAccess(access: Access, session: Session | null): void {
  if (access === 'public') return
  if (!session) throw new Refusal('session.required')
  if (access !== 'signedIn' && !session.permissions.has(access))
    throw new Refusal('right.missing', { permission: access })
}
