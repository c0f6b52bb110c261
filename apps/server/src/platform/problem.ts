import { ERRORS, errorWord, type ErrorCode, type ErrorEntry, type Problem } from '@lianxin/contract'
import type { ErrorObject } from 'ajv'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { translateDatabaseError } from './db/constraints.ts'
import { describeFaults, type Fault } from './faults.ts'
import { preferredLanguage, type Lang } from './language.ts'
import { Refusal, type RefusalParams } from './refusal.ts'

const MEBIBYTE = 1024 * 1024
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

const fill = (text: string, params: RefusalParams, lang: Lang): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => errorWord(name, params[name] ?? '–', lang))

/** Builds the problem of a refusal in one language (RFC 9457). */
export function problemOf(refusal: Refusal, lang: Lang, requestId: string, validation: readonly Fault[] = []): Problem {
  const entry: ErrorEntry = ERRORS[refusal.code]
  const params = { requestId, ...refusal.params }
  const detail = fill(entry[lang].remedy, params, lang)
  const own = refusal.faults.map((fault) => ({ pointer: fault.pointer, code: fault.code, detail: fault[lang] }))
  const pointed = refusal.pointer === undefined ? [] : [{ pointer: refusal.pointer, code: refusal.code, detail }]
  const errors = [...validation, ...own, ...pointed]
  return {
    type: `urn:lianxin:problem:${refusal.code}`,
    title: fill(entry[lang].title, params, lang),
    status: entry.status,
    code: refusal.code,
    detail,
    instance: requestId,
    ...(Object.keys(refusal.params).length > 0 ? { params: { ...refusal.params } } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  }
}

const fault = (code: string, zh: string, en: string): Refusal =>
  new Refusal('request.invalid', {}, undefined, [{ pointer: '', code, zh, en }])

/** Fastify's own errors, by their code. */
function translateFrameworkError(error: FastifyError, request: FastifyRequest): Refusal | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('request.body_too_large', {
        limitMiB: Number((request.routeOptions.bodyLimit / MEBIBYTE).toFixed(2)),
      })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('request.media_type', { expected: 'application/json' })
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return fault('json', '内容不是有效的 JSON。', 'The body is not valid JSON.')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return fault(
        'length',
        '内容长度与声明不符，可能传输中断，请重新提交。',
        'The body is not as long as announced; send it again.',
      )
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_NOT_FOUND':
      return new Refusal('route.not_found')
    default:
      // secure-json-parse and the body stream report their faults without a code of Fastify's own
      return error.statusCode === 400
        ? fault('json', '内容不是有效的 JSON。', 'The body is not valid JSON.')
        : undefined
  }
}

/** The refusal an error means to the caller, or undefined where it is a fault of ours. */
export function refusalOf(cause: unknown, request: FastifyRequest): Refusal | undefined {
  if (cause instanceof Refusal) return cause
  const database = translateDatabaseError(cause)
  if (database) return database
  return cause instanceof Error ? translateFrameworkError(cause as FastifyError, request) : undefined
}

function hasValidation(cause: unknown): cause is { readonly validation: readonly ErrorObject[] } {
  return typeof cause === 'object' && cause !== null && 'validation' in cause && Array.isArray(cause.validation)
}

/** Answers an error; what we did not foresee is logged in full and answered as `server.failed` without details. */
export function sendProblem(cause: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const lang = preferredLanguage(request.headers['accept-language'])
  const validation = hasValidation(cause) ? describeFaults(cause.validation, lang) : []
  const refusal = validation.length > 0 ? new Refusal('request.invalid') : refusalOf(cause, request)
  if (!refusal) request.log.error({ err: cause }, 'request failed')
  else if (refusal.code === 'server.unavailable') request.log.warn({ err: cause }, 'database unavailable')
  const problem = problemOf(
    refusal ?? new Refusal('server.failed', { requestId: request.id }),
    lang,
    request.id,
    validation,
  )
  if (problem.status === 429) void reply.header('retry-after', String(refusal?.params['seconds'] ?? 60))
  if (problem.status === 503) void reply.header('retry-after', '2')
  return reply
    .code(problem.status)
    .headers({ 'content-language': lang, 'cache-control': 'no-store', vary: 'accept-language' })
    .type(PROBLEM_TYPE)
    .serializer(JSON.stringify)
    .send(problem)
}

/** Every error of the server leaves as a problem response. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((cause, request, reply) => sendProblem(cause, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(new Refusal('route.not_found'), request, reply))
}

/** The codes any operation may answer with, for the document. */
export const GENERAL_CODES = [
  'request.invalid',
  'request.body_too_large',
  'request.media_type',
  'request.rate_limited',
  'request.origin_refused',
  'session.required',
  'right.missing',
  'server.failed',
  'server.unavailable',
] as const satisfies readonly ErrorCode[]
