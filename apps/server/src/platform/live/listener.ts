/** One look at a time for each district; wishes that come meanwhile become one more look after it. */
export class Listener {
  readonly #look: (districtId: number) => Promise<unknown>
  readonly #running = new Map<number, { again: boolean; done: Promise<void> }>()

  constructor(look: (districtId: number) => Promise<unknown>) {
    this.#look = look
  }

  /** Looks now, or once more after the look under way. */
  wake(districtId: number): Promise<void> {
    const running = this.#running.get(districtId)
    if (running) {
      running.again = true
      return running.done
    }
    const state = { again: false, done: Promise.resolve() }
    this.#running.set(districtId, state)
    state.done = this.#run(districtId, state)
    return state.done
  }

  async #run(districtId: number, state: { again: boolean }): Promise<void> {
    try {
      do {
        state.again = false
        await this.#look(districtId)
      } while (state.again)
    } finally {
      this.#running.delete(districtId)
    }
  }
}
