import { Dexie, liveQuery, type EntityTable } from 'dexie'

import { isOpen, type Act, type KeptFile } from './act.ts'

/** An answer of the server as it was last seen, so that it can be read without a network. */
export interface KeptRead {
  readonly key: string
  readonly account: string
  readonly value: unknown
  readonly at_ms: number
}

const DAY_MS = 86_400_000
/** What was delivered stays visible for a while, so that one can look up that it was. */
const DELIVERED_KEPT_MS = 3 * DAY_MS
const READS_KEPT_MS = 7 * DAY_MS
/** Files of a report that was begun and neither sent nor dropped. */
const LOOSE_FILES_KEPT_MS = 2 * DAY_MS

type Numbered = Act & { readonly seq: number }
type Tables = Dexie & {
  acts: EntityTable<Numbered, 'seq'>
  files: EntityTable<KeptFile, 'key'>
  reads: EntityTable<KeptRead, 'key'>
}

/** What this device keeps of its people's work: acts, their files, and what they last saw. One database for all accounts. */
export class OfflineLog {
  readonly #db: Tables

  constructor(name = 'lianxin-field') {
    const db = new Dexie(name) as Tables
    db.version(1).stores({ acts: '++seq, &id, account', files: 'key, actId, account', reads: 'key, account' })
    this.#db = db
  }

  /** Keeps an act; done when it is on the disk. The same id again changes nothing. */
  async append(act: Act): Promise<void> {
    await this.#db.transaction('rw', this.#db.acts, async () => {
      if (await this.#db.acts.where('id').equals(act.id).first()) return
      await this.#db.acts.add(act)
    })
  }

  /** Changes an act that is still there. @returns false where it was taken back meanwhile */
  async put(act: Act): Promise<boolean> {
    const changed = await this.#db.acts
      .where('id')
      .equals(act.id)
      .modify((kept: Numbered, holder) => {
        holder.value = { ...act, seq: kept.seq }
      })
    return changed > 0
  }

  find(id: string): Promise<Act | undefined> {
    return this.#db.acts.where('id').equals(id).first()
  }

  /** Acts of an account in the order they were done. */
  list(account: string): Promise<Act[]> {
    return this.#db.acts.where('account').equals(account).sortBy('seq')
  }

  async listOpen(account: string): Promise<Act[]> {
    return (await this.list(account)).filter(isOpen)
  }

  /** Takes an act back, with its files. */
  async remove(id: string): Promise<void> {
    await this.#db.transaction('rw', this.#db.acts, this.#db.files, async () => {
      await this.#db.acts.where('id').equals(id).delete()
      await this.#db.files.where('actId').equals(id).delete()
    })
  }

  /** Puts an act in the place of another, in the same order, and hands the files over. */
  async replace(id: string, next: Act): Promise<void> {
    await this.#db.transaction('rw', this.#db.acts, this.#db.files, async () => {
      await this.#db.acts
        .where('id')
        .equals(id)
        .modify((kept: Numbered, holder) => {
          holder.value = { ...next, seq: kept.seq }
        })
      await this.#db.files.where('actId').equals(id).modify({ actId: next.id, uploadId: null, problem: null })
    })
  }

  /** Tells the acts of an account now and after each change, by this page or another. @returns ends it */
  watch(account: string, tell: (acts: readonly Act[]) => void, failed: (error: unknown) => void): () => void {
    const watching = liveQuery(() => this.list(account)).subscribe({ next: tell, error: failed })
    return () => watching.unsubscribe()
  }

  /** The same for the files of one act. */
  watchFiles(actId: string, tell: (files: readonly KeptFile[]) => void, failed: (error: unknown) => void): () => void {
    const watching = liveQuery(() => this.listFiles(actId)).subscribe({ next: tell, error: failed })
    return () => watching.unsubscribe()
  }

  async putFile(file: KeptFile): Promise<void> {
    await this.#db.files.put(file)
  }

  /** Changes a file that is still there; one removed meanwhile stays removed. */
  async changeFile(key: string, part: Partial<KeptFile>): Promise<void> {
    await this.#db.files.update(key, part)
  }

  async removeFile(key: string): Promise<void> {
    await this.#db.files.delete(key)
  }

  async listFiles(actId: string): Promise<KeptFile[]> {
    return (await this.#db.files.where('actId').equals(actId).toArray()).toSorted(
      (a, b) => a.made_ms - b.made_ms || (a.key < b.key ? -1 : 1),
    )
  }

  async removeFiles(actId: string): Promise<void> {
    await this.#db.files.where('actId').equals(actId).delete()
  }

  /** Files that could be uploaded ahead of their report. */
  async listUnsentFiles(account: string): Promise<KeptFile[]> {
    const files = await this.#db.files.where('account').equals(account).toArray()
    return files.filter(({ uploadId, problem }) => uploadId === null && problem === null)
  }

  async keepRead(read: KeptRead): Promise<void> {
    await this.#db.reads.put(read)
  }

  findRead(key: string): Promise<KeptRead | undefined> {
    return this.#db.reads.get(key)
  }

  async removeRead(key: string): Promise<void> {
    await this.#db.reads.delete(key)
  }

  /** Forgets everything of an account. */
  async wipe(account: string): Promise<void> {
    const tables = [this.#db.acts, this.#db.files, this.#db.reads]
    await this.#db.transaction('rw', tables, async () => {
      for (const table of tables) await table.where('account').equals(account).delete()
    })
  }

  /** Drops what is past its time, and what other accounts had read on this device. Never an act that is not delivered. */
  async tidy(account: string, now_ms: number): Promise<void> {
    await this.#db.transaction('rw', this.#db.acts, this.#db.files, this.#db.reads, async () => {
      await this.#db.acts
        .filter((act) => act.state === 'delivered' && (act.settled_ms ?? 0) < now_ms - DELIVERED_KEPT_MS)
        .delete()
      await this.#db.reads.filter((read) => read.account !== account || read.at_ms < now_ms - READS_KEPT_MS).delete()
      const acts = new Set((await this.#db.acts.toArray()).filter(isOpen).map(({ id }) => id))
      await this.#db.files
        .filter((file) => !acts.has(file.actId) && file.made_ms < now_ms - LOOSE_FILES_KEPT_MS)
        .delete()
    })
  }

  close(): void {
    this.#db.close()
  }
}
