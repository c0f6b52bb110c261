import { connect, type Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly body: string
  readonly cookie: string | undefined
}

const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * One keep-alive HTTP/1.1 connection for one request at a time, as thin as can be: the load generator shares the cores
 * with what it measures.
 */
export class Connection {
  readonly #socket: Socket
  #held: Buffer = Buffer.alloc(0)
  #answer: { done: (answer: Answer) => void; failed: (cause: Error) => void } | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#read(chunk))
    socket.on('error', (cause) => this.#answer?.failed(cause))
    socket.on('close', () => this.#answer?.failed(new Error('the server closed the connection')))
  }

  static open(port: number): Promise<Connection> {
    return new Promise((done, failed) => {
      const socket = connect(port, '127.0.0.1', () => done(new Connection(socket)))
      socket.once('error', failed)
    })
  }

  /** Sends bytes made by `requestBytes` and waits for the whole answer. */
  send(request: Buffer): Promise<Answer> {
    return new Promise((done, failed) => {
      if (this.#socket.destroyed) failed(new Error('the server has closed the idle connection'))
      this.#answer = { done, failed }
      this.#socket.write(request)
    })
  }

  /** Sends bytes and waits for nothing. */
  push(bytes: Buffer): void {
    this.#socket.write(bytes)
  }

  close(): void {
    this.#answer = undefined
    this.#socket.destroy()
  }

  #read(chunk: Buffer): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    const end = this.#held.indexOf(HEAD_END)
    if (end < 0) return
    const head = this.#held.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
    const whole = end + HEAD_END.length + length
    if (this.#held.length < whole) return
    const body = this.#held.toString('utf8', end + HEAD_END.length, whole)
    this.#held = this.#held.subarray(whole)
    const answer = this.#answer
    this.#answer = undefined
    answer?.done({ status: Number(head.slice(9, 12)), body, cookie: /\r\nset-cookie: ([^;\r]+)/i.exec(head)?.[1] })
  }
}

/** A whole request as bytes, so that nothing is built while the clock runs. */
export function requestBytes(
  method: string,
  path: string,
  options: { readonly body?: unknown; readonly cookie?: string } = {},
): Buffer {
  const body = options.body === undefined ? '' : JSON.stringify(options.body)
  const headers = [
    `${method} /api/v1${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'X-Lianxin: 1',
    ...(options.cookie === undefined ? [] : [`Cookie: ${options.cookie}`]),
    ...(body === '' ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`]),
  ]
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}`)
}
