import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { SENT, type Notifier, type Outcome, type OutMessage } from './notifier.ts'

export const MESSAGES_FILE = 'messages.jsonl'

/**
 * Messages as lines of a file, for development and demonstrations. A message that stands there already is not written
 * again, as a provider with idempotency ids would do it. Addresses are not written.
 */
export class FileNotifier implements Notifier {
  readonly name = 'file'
  readonly #folder: string
  readonly #now: () => number

  constructor(folder: string, now: () => number) {
    this.#folder = folder
    this.#now = now
  }

  async send({ id, adapter, kind, ticketId, text }: OutMessage): Promise<Outcome> {
    const path = join(this.#folder, MESSAGES_FILE)
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const before = await readFile(path, 'utf8').catch((cause: unknown) => {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return ''
      throw cause
    })
    if (before.includes(`"id":"${id}"`)) return SENT
    const at = new Date(this.#now()).toISOString()
    await appendFile(path, `${JSON.stringify({ id, at, adapter, kind, ticketId, text })}\n`, { mode: 0o600 })
    return SENT
  }
}
