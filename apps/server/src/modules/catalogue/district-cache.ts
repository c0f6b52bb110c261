/** How long another process's change may go unseen. A change of this process is seen at once. */
const MAX_AGE_MS = 5000

interface Entry<T> {
  readonly value: Promise<T>
  readonly loadedAt_ms: number
}

/**
 * What is read on nearly every request and seldom changes, per district. States of an entry: absent → loading → held
 * until it is older than five seconds or forgotten. A load that began before `forget` is never kept after it.
 */
export class DistrictCache<T> {
  readonly #entries = new Map<number, Entry<T>>()
  readonly #now_ms: () => number

  constructor(now_ms: () => number = () => performance.now()) {
    this.#now_ms = now_ms
  }

  /** The held value, or what `load` reads now. A failed load is not kept, and fails nobody but its own caller. */
  async get(districtId: number, load: () => Promise<T>): Promise<T> {
    const held = this.#entries.get(districtId)
    if (held && this.#now_ms() - held.loadedAt_ms < MAX_AGE_MS) return held.value.catch(load)
    const entry: Entry<T> = { value: load(), loadedAt_ms: this.#now_ms() }
    this.#entries.set(districtId, entry)
    try {
      return await entry.value
    } catch (cause) {
      if (this.#entries.get(districtId) === entry) this.#entries.delete(districtId)
      throw cause
    }
  }

  /** Drops what is held, after a change has committed. */
  forget(districtId: number): void {
    this.#entries.delete(districtId)
  }
}
