import type { LiveMessage, LiveTopic } from '@lianxin/contract'

/** `connecting` first and after each break · `open` messages arrive · `lost` the screen may be out of date. */
export type LiveState = 'connecting' | 'open' | 'lost'

/** The part of EventSource that is used; tests give their own. */
export interface Source {
  readonly readyState: number
  onopen: ((event: Event) => unknown) | null
  onerror: ((event: Event) => unknown) | null
  addEventListener(topic: string, listener: (event: MessageEvent<string>) => void): void
  close(): void
}

export interface LiveOptions {
  /** A message. One's own followed ticket comes with number, revision and state only. */
  readonly onMessage: (message: LiveMessage) => void
  readonly onState?: (state: LiveState) => void
  /** Follow one ticket by the reporter's number and code instead of by a session. */
  readonly follow?: { readonly number: string; readonly token: string }
  readonly baseUrl?: string
  readonly open?: (url: string) => Source
  /** First wait before a closed stream is opened anew; doubles up to `RETRY_MAX_MS`. */
  readonly retry_ms?: number
}

const TOPICS = [
  'ticket.changed',
  'inquiry.changed',
  'ticket.alarm',
  'order.changed',
  'grids.activated',
  'ticket.presence',
  'reset',
] as const satisfies readonly LiveTopic[]
const CLOSED = 2
const RETRY_MIN_MS = 1_000
/** Long enough to spare a server that starts, short enough that a screen is current within half a minute. */
const RETRY_MAX_MS = 30_000

function addressOf(options: LiveOptions, lastId: string | null): string {
  const query = new URLSearchParams()
  if (options.follow) {
    query.set('number', options.follow.number)
    query.set('token', options.follow.token)
  }
  if (lastId !== null) query.set('lastEventId', lastId)
  const text = query.toString()
  return `${options.baseUrl ?? '/api/v1'}/live${options.follow ? '/follow' : ''}${text === '' ? '' : `?${text}`}`
}

/**
 * Opens the live stream and keeps it open. The browser resumes by Last-Event-ID after a break; where it gave up (an
 * error status), the stream is opened anew with the last id in the address. `reset` means: fetch everything again.
 * @returns ends the stream
 */
export function live(options: LiveOptions): () => void {
  const open = options.open ?? ((url: string): Source => new EventSource(url))
  let source: Source | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastId: string | null = null
  let retry_ms = options.retry_ms ?? RETRY_MIN_MS
  let ended = false

  const tell = (state: LiveState): void => {
    if (!ended) options.onState?.(state)
  }

  function connect(): void {
    tell('connecting')
    const stream = open(addressOf(options, lastId))
    source = stream
    stream.onopen = () => {
      retry_ms = options.retry_ms ?? RETRY_MIN_MS
      tell('open')
    }
    stream.onerror = () => {
      tell('lost')
      if (stream.readyState !== CLOSED || ended) return
      stream.close()
      timer = setTimeout(connect, retry_ms)
      retry_ms = Math.min(retry_ms * 2, RETRY_MAX_MS)
    }
    for (const topic of TOPICS)
      stream.addEventListener(topic, (event) => {
        if (event.lastEventId !== '') lastId = event.lastEventId
        const payload: unknown = event.data === '' ? {} : JSON.parse(event.data)
        options.onMessage({ topic, id: event.lastEventId, payload } as LiveMessage)
      })
  }

  connect()
  return () => {
    ended = true
    clearTimeout(timer)
    source?.close()
  }
}
