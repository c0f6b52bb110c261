import type { Blow, MortalDatabase } from './mortal.ts'
import type { Draw } from './lived-years.ts'

/** What befalls a process while it works. */
export interface Lot {
  readonly blow: Blow | null
  /** Struck at the first step of these names, or at the n-th statement whatever it is. */
  readonly steps: readonly string[]
  readonly nth: number
  /** How many statements in a row fail. */
  readonly times: number
  /** Before which statement somebody else does something. */
  readonly intrusionAt: number
}

/** How a piece of work went. */
export interface Outcome {
  readonly whole: boolean
  /** It was struck, or somebody came between two of its statements. */
  readonly disturbed: boolean
}

/** More statements than most pieces of work have: some lots strike nobody. */
const STATEMENTS = 45
const WHEN = ['before', 'during', 'after'] as const

/** Who is struck when, drawn beforehand; and what was struck. */
export class Lots {
  readonly #draw: Draw
  readonly #seldom: readonly string[]
  readonly #blows: (Blow & { readonly step: string })[] = []
  #intrusions = 0

  /** @param seldom  steps that chance alone might leave out: each is struck once where it is met first */
  constructor(draw: Draw, seldom: readonly string[]) {
    this.#draw = draw
    this.#seldom = seldom
  }

  get blows(): readonly (Blow & { readonly step: string })[] {
    return this.#blows
  }

  /** How a step was struck, each time. */
  struck(step: string): readonly Blow[] {
    return this.#blows.filter((blow) => blow.step === step)
  }

  get intrusions(): number {
    return this.#intrusions
  }

  /**
   * Half of the processes are struck, two thirds of those die.
   * @param steps  names of what is likely to be done now
   */
  draw(steps: readonly string[], mercy: 'none' | 'usual' | 'all'): Lot {
    const { int } = this.#draw
    const byChance = mercy === 'none' || (mercy === 'usual' && int(2) === 0)
    const kind = mercy === 'none' || int(3) > 0 ? 'dies' : 'cut'
    const isByName = int(4) > 0
    const step = steps[int(steps.length)] ?? ''
    const seldom = mercy === 'all' ? [] : this.#seldom.filter((one) => this.struck(one).length === 0)
    return {
      blow: byChance || seldom.length > 0 ? { kind, when: WHEN[int(3)] ?? 'before' } : null,
      steps: byChance && isByName ? [step, ...seldom] : seldom,
      nth: byChance && !isByName ? int(STATEMENTS) : Number.POSITIVE_INFINITY,
      times: kind === 'cut' ? 1 + int(4) : 1,
      intrusionAt: mercy === 'usual' && int(6) === 0 ? int(STATEMENTS) : Number.POSITIVE_INFINITY,
    }
  }

  /**
   * Lets a process work by its lot.
   * @throws what the work throws when it was not struck
   */
  async work(db: MortalDatabase, lot: Lot, work: () => Promise<void>, intrude: () => Promise<void>): Promise<Outcome> {
    let seen = 0
    let struck = 0
    let intruded = false
    db.meet(async ({ step, holds }) => {
      // Not while others would wait for it: it would wait for them.
      if (seen++ >= lot.intrusionAt && !holds && !intruded) {
        intruded = true
        this.#intrusions++
        await intrude()
      }
      const isReached = struck > 0 || seen > lot.nth || lot.steps.includes(step)
      if (lot.blow === null || !isReached || struck === lot.times) return null
      struck++
      this.#blows.push({ ...lot.blow, step })
      return lot.blow
    })
    try {
      await work()
      return { whole: true, disturbed: struck > 0 || intruded }
    } catch (cause) {
      if (struck === 0) throw cause
      return { whole: false, disturbed: true }
    } finally {
      db.meet(() => Promise.resolve(null))
    }
  }
}
