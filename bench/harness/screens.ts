import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const ALL_WITHIN_MS = 30_000

/** Many connections that only listen. */
export class Screens {
  readonly #sockets: readonly Socket[]
  #seen: (screen: number, chunk: Buffer) => void = () => undefined

  private constructor(sockets: readonly Socket[]) {
    this.#sockets = sockets
    for (const [screen, socket] of sockets.entries()) socket.on('data', (chunk) => this.#seen(screen, chunk))
  }

  /** Opens them a hundred at a time. @param hello  what each sends first */
  static async open(port: number, hellos: readonly (Buffer | undefined)[]): Promise<Screens> {
    const sockets: Socket[] = []
    for (let from = 0; from < hellos.length; from += 100)
      sockets.push(...(await Promise.all(hellos.slice(from, from + 100).map((hello) => openOne(port, hello)))))
    return new Screens(sockets)
  }

  /** When each screen had received the text since `act` began, in ms; and the bytes the first of them came in. */
  async times(text: string, act: () => Promise<unknown>): Promise<{ each_ms: number[]; bytes: Buffer }> {
    const each_ms: number[] = []
    const held = new Map<number, Buffer>()
    let bytes = Buffer.alloc(0)
    const began = performance.now()
    const all = new Promise<void>((done) => {
      this.#seen = (screen, chunk) => {
        const before = held.get(screen)
        const whole = before ? Buffer.concat([before, chunk]) : chunk
        held.set(screen, whole)
        if (before?.includes(text) || !whole.includes(text)) return
        each_ms.push(performance.now() - began)
        if (each_ms.length === 1) bytes = Buffer.from(whole)
        if (each_ms.length === this.#sockets.length) done()
      }
    })
    await act()
    const late = sleep(ALL_WITHIN_MS, 'late', { ref: false })
    if ((await Promise.race([all, late])) === 'late')
      throw new Error(`${each_ms.length} of ${this.#sockets.length} screens heard of ${text}`)
    return { each_ms, bytes }
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
  }
}

function openOne(port: number, hello: Buffer | undefined): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('error', failed)
    socket.once('connect', () => (hello === undefined ? done(socket) : socket.write(hello)))
    if (hello !== undefined) socket.once('data', () => done(socket))
  })
}
