import type { BodyOf, OperationShape, ParamsOf, QueryOf, ReplyOf } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { Readable } from 'node:stream'

import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { afterCommit, type Database, type Tx } from './db/database.ts'
import { systemScope, type Scope } from './db/scope.ts'
import { publicDistrict } from './district.ts'
import { findSession, refuseForeignOrigin, requireAccess } from './guard.ts'
import { preferredLanguage, type Lang } from './language.ts'
import { documentOf } from './openapi.ts'
import { scopeOf, sessionOf, type FindSession, type Session } from './session.ts'

export const API = '/api/v1'

/** A reply that is a file. */
export interface Download {
  readonly bytes: Buffer | string | Readable
  /** Name offered for saving; shown in the browser where absent. */
  readonly filename?: string
  /** Media type where it is not the one of the operation. */
  readonly type?: string
  /** Seconds a private cache may keep it; not at all where absent. */
  readonly maxAge_s?: number
}

type Query<O extends OperationShape> = QueryOf<O>

/** Everything a handler gets: the validated request, who asks, when, and the transaction that its reply waits for. */
export interface Call<O extends OperationShape = OperationShape> {
  readonly params: ParamsOf<O>
  readonly query: Query<O>
  readonly body: BodyOf<O>
  readonly now: Instant
  readonly session: Session | null
  readonly lang: Lang
  readonly request: FastifyRequest
  /** For cookies and headers; headers of a refused request are dropped. */
  readonly reply: FastifyReply
  /** Transaction in the caller's scope, committed before the reply goes out. Not there with scope `none`. */
  readonly tx: Tx
  /** Runs once the transaction has committed. */
  readonly afterCommit: (action: () => void) => void
  /** A transaction of its own, for operations with scope `none`. */
  readonly inScope: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>
}

export type HandlerReply<O extends OperationShape> = O extends { readonly download: string } ? Download : ReplyOf<O>
export type Handler<O extends OperationShape> = (call: Call<O>) => Promise<HandlerReply<O>>

export interface RouteOptions<O extends OperationShape> {
  /**
   * In whose scope the transaction runs: the session's (default for operations that need one), the system's
   * (default for public ones), none at all, or one made from the request, such as a follow token's.
   */
  readonly scope?:
    | 'session'
    | 'system'
    | 'none'
    | ((call: Pick<Call<O>, 'params' | 'query' | 'body' | 'session' | 'request'>) => Scope)
  /** Calls accepted from one address in a minute. Public writes have the configured limit unless given. */
  readonly callsPerMinute?: number
}

/** What `route` needs of the process. */
export interface Serving {
  readonly app: FastifyInstance
  readonly config: Config
  readonly db: Database
  readonly clock: Clock
  readonly sessions: FindSession
}

const MEBIBYTE = 1024 * 1024

function scopeFor<O extends OperationShape>(
  serving: Serving,
  operation: O,
  options: RouteOptions<O>,
  call: Call<O>,
): Scope | undefined {
  const wanted = options.scope ?? (operation.access === 'public' ? 'system' : 'session')
  if (wanted === 'none') return undefined
  if (wanted === 'system')
    return systemScope(
      call.session && operation.access !== 'public'
        ? call.session.districtId
        : publicDistrict(call.request, call.session, serving.config),
    )
  if (typeof wanted === 'function') return wanted(call)
  return scopeOf(sessionOf(call))
}

function send(operation: OperationShape, reply: FastifyReply, value: unknown): FastifyReply {
  if (operation.download === undefined) return reply.code(operation.status ?? 200).send(value)
  const file = value as Download
  if (file.filename !== undefined)
    void reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`)
  if (file.maxAge_s !== undefined) void reply.header('cache-control', `private, max-age=${file.maxAge_s}, immutable`)
  const type = file.type ?? operation.download
  return reply
    .code(operation.status ?? 200)
    .type(/^text\/[a-z]+$/.test(type) ? `${type}; charset=utf-8` : type)
    .serializer(String)
    .send(file.bytes)
}

/** The call with `tx` set; `transaction` is undefined for scope `none`. */
function withTransaction<O extends OperationShape>(
  call: Omit<Call<O>, 'tx' | 'afterCommit'>,
  transaction: Tx | undefined,
): Call<O> {
  const open = (): Tx => {
    if (!transaction) throw new Error('this operation has scope none; open a transaction with inScope')
    return transaction
  }
  return {
    ...call,
    get tx() {
      return open()
    },
    afterCommit: (action) => afterCommit(open(), action),
  }
}

/**
 * Serves one operation of the contract: validation, sign-in, right, origin and rate checks come from it, then the
 * handler runs in one transaction and its reply goes out after the commit.
 */
export function route<const O extends OperationShape>(
  serving: Serving,
  operation: O,
  handler: Handler<O>,
  options: RouteOptions<O> = {},
): void {
  const { app, config, db, clock } = serving
  const limit =
    options.callsPerMinute ??
    (operation.access === 'public' && operation.method !== 'GET' ? config.publicWrites_perMinute : undefined)
  const sessionOf = new WeakMap<FastifyRequest, Session>()

  const handle: RouteHandlerMethod = async (request, reply) => {
    const base = {
      params: request.params as ParamsOf<O>,
      query: request.query as Query<O>,
      body: request.body as BodyOf<O>,
      now: clock.now(),
      session: sessionOf.get(request) ?? null,
      lang: preferredLanguage(request.headers['accept-language']),
      request,
      reply,
      inScope: db.withScope.bind(db),
    }
    const bare = withTransaction<O>(base, undefined)
    const scope = scopeFor(serving, operation, options, bare)
    const value = scope ? await db.withScope(scope, (tx) => handler(withTransaction<O>(base, tx))) : await handler(bare)
    return send(operation, reply, value)
  }

  app.route({
    method: operation.method,
    url: API + operation.path,
    schema: documentOf(operation),
    bodyLimit: operation.bodyLimit_bytes ?? MEBIBYTE,
    ...(limit === undefined ? {} : { config: { rateLimit: { max: limit, timeWindow: 60_000 } } }),
    onRequest: async (request) => {
      refuseForeignOrigin(request, config.publicUrl)
      const session = await findSession(request, serving.sessions)
      requireAccess(operation.access, session)
      if (session) sessionOf.set(request, session)
    },
    handler: handle,
  })
}
