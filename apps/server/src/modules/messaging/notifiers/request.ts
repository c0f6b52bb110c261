/** An answer within the time; longer counts as none, and the message is tried again. */
const TIMEOUT_MS = 10_000

/** What a provider answered; null where nothing came back in time. */
export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  /** What the provider asked to wait (Retry-After in seconds). */
  readonly after_ms: number | undefined
}
export type Reply = Answer | { readonly status: null; readonly why: string }

export interface Asked {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  readonly timeout_ms?: number
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {} // an error page of a proxy: its status says enough
  }
}

/** A word of an answer, '' where there is none. */
export function wordOf({ body }: Answer, field: string): string {
  const word = body[field]
  return typeof word === 'string' || typeof word === 'number' ? String(word) : ''
}

/** Posts to a provider. Redirects are not followed: a provider does not move. */
export async function post({ url, headers = {}, json, timeout_ms = TIMEOUT_MS }: Asked): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(timeout_ms),
    })
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    return {
      status: response.status,
      body: parsed(await response.text()),
      after_ms: Number.isFinite(seconds) ? seconds * 1000 : undefined,
    }
  } catch (cause) {
    return { status: null, why: cause instanceof Error ? cause.name : 'no answer' }
  }
}
