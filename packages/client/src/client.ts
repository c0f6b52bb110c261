import type { BodyOf, OperationShape, ParamsOf, QueryOf, ReplyOf } from '@lianxin/contract'

import { NetworkError, problemOf, ProblemError, type Lang } from './problem.ts'

export interface ClientOptions {
  /** Where the API lies; `/api/v1` of the page's own host unless given. */
  readonly baseUrl?: string
  /** Language of titles and remedies, asked at every call. */
  readonly lang?: () => Lang
  readonly fetch?: typeof globalThis.fetch
  /** Waits between attempts in milliseconds; their number is the number of repetitions. */
  readonly retryAfter_ms?: readonly number[]
  /** Called when the session has ended, so that the page can ask to sign in. */
  readonly onSignedOut?: () => void
}

type Loose<T> = { [K in keyof T]: T[K] | undefined }
type Part<O extends OperationShape, Name extends 'params' | 'query' | 'body', Value> =
  O extends Record<Name, object>
    ? object extends Value
      ? { readonly [N in Name]?: Value }
      : { readonly [N in Name]: Value }
    : { readonly [N in Name]?: undefined }

/** What a call needs: the parts its operation declares. */
export type InputOf<O extends OperationShape> = Part<O, 'params', ParamsOf<O>> &
  Part<O, 'query', Loose<QueryOf<O>>> &
  Part<O, 'body', BodyOf<O>> & { readonly signal?: AbortSignal | undefined }

/** A file for operations that download, else the JSON reply. */
export type AnswerOf<O extends OperationShape> = O extends { readonly download: string } ? Blob : ReplyOf<O>

type InputArgument<O extends OperationShape> = object extends InputOf<O> ? [input?: InputOf<O>] : [input: InputOf<O>]

export interface Client {
  /**
   * Calls an operation of the contract. Reads, replacements and commands with a client-made id are sent again after a
   * network failure, which is safe because a repeated id has one effect.
   * @throws ProblemError the server refused · NetworkError nothing came back · AbortError from `signal`
   */
  call<O extends OperationShape>(operation: O, ...input: InputArgument<O>): Promise<AnswerOf<O>>
  /** The address of a reading operation, for images and downloads. */
  urlOf<O extends OperationShape>(operation: O, input: Pick<InputOf<O>, 'params' | 'query'>): string
}

interface Parts {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
}

const DEFAULT_RETRY_MS = [400, 1_200, 3_000] as const
/** A gateway answered in place of the server. */
const GATEWAY_STATUS = new Set([502, 503, 504])

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

function addressOf(baseUrl: string, operation: OperationShape, parts: Parts): string {
  let path = operation.path
  for (const [name, value] of entriesOf(parts.params))
    path = path.replace(`:${name}`, () => encodeURIComponent(String(value)))
  const query = new URLSearchParams()
  for (const [name, value] of entriesOf(parts.query))
    if (value !== undefined) query.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  const text = query.toString()
  return text === '' ? baseUrl + path : `${baseUrl}${path}?${text}`
}

/** Whether sending it twice has one effect: reads, replacements, and what carries an id made here. */
function isRepeatable(operation: OperationShape, body: unknown): boolean {
  if (operation.method !== 'POST') return true
  return entriesOf(body).some(([name]) => name === 'commandId' || name === 'batchId' || name === 'id')
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

/** Makes a client of the API. */
export function createClient(options: ClientOptions = {}): Client {
  const baseUrl = options.baseUrl ?? '/api/v1'
  const lang = options.lang ?? (() => 'zh')
  const waits = options.retryAfter_ms ?? DEFAULT_RETRY_MS
  const send = options.fetch ?? ((input, init) => globalThis.fetch(input, init))

  async function attempt(operation: OperationShape, parts: Parts): Promise<Response> {
    const init: RequestInit = {
      method: operation.method,
      credentials: 'same-origin',
      headers: {
        'x-lianxin': '1',
        'accept-language': lang(),
        ...(parts.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
      ...(parts.signal === undefined ? {} : { signal: parts.signal }),
    }
    try {
      return await send(addressOf(baseUrl, operation, parts), init)
    } catch (error) {
      if (isAbort(error)) throw error
      throw new NetworkError(error)
    }
  }

  async function attempts(operation: OperationShape, parts: Parts): Promise<Response> {
    const repeats = isRepeatable(operation, parts.body) ? waits : []
    for (const pause_ms of repeats) {
      try {
        const response = await attempt(operation, parts)
        if (!GATEWAY_STATUS.has(response.status)) return response
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error
      }
      await wait(pause_ms)
      parts.signal?.throwIfAborted()
    }
    return attempt(operation, parts)
  }

  return {
    async call<O extends OperationShape>(operation: O, ...input: InputArgument<O>): Promise<AnswerOf<O>> {
      const parts: Parts = input[0] ?? {}
      const response = await attempts(operation, parts)
      if (!response.ok) {
        const problem = await problemOf(response, lang())
        if (problem.code === 'session.required') options.onSignedOut?.()
        throw new ProblemError(problem)
      }
      const answer: unknown = operation.download === undefined ? await response.json() : await response.blob()
      return answer as AnswerOf<O>
    },
    urlOf: (operation, input) => addressOf(baseUrl, operation, input),
  }
}
