import type { StepView } from '@lianxin/contract'

/** A step with who held the ticket before it, in the order of reading: newest first. */
export interface ReadStep {
  readonly step: StepView
  /** Unit that held it before; null at the first step. */
  readonly fromName: string | null
  /** The ticket came to another unit by it. */
  readonly isHandOver: boolean
}

/** Steps of one day, newest first. */
export interface DayOfSteps {
  /** YYYY-MM-DD in the time zone of the screen. */
  readonly day: string
  readonly steps: readonly ReadStep[]
}

/** The history newest first, each step knowing from whom it took over. */
export function readSteps(steps: readonly StepView[]): readonly ReadStep[] {
  return steps
    .map((step, index): ReadStep => {
      const fromName = steps[index - 1]?.holderName ?? null
      return { step, fromName, isHandOver: fromName !== step.holderName }
    })
    .toReversed()
}

/** Neighbouring steps of the same day together. */
export function byDay(steps: readonly ReadStep[], dayOf: (at: string) => string): readonly DayOfSteps[] {
  const days: { day: string; steps: ReadStep[] }[] = []
  for (const read of steps) {
    const day = dayOf(read.step.at)
    const last = days.at(-1)
    if (last?.day === day) last.steps.push(read)
    else days.push({ day, steps: [read] })
  }
  return days
}

/** A history this long is read whole. */
const SHOWN_WHOLE = 12
const NEWEST = 6
const OLDEST = 2

/**
 * Of a long history the newest steps and how it began; the middle waits behind a button. What is new to the reader is
 * never hidden.
 * @returns what is shown, and how many steps are hidden after the first part
 */
export function collapse(
  steps: readonly ReadStep[],
  isNew: (step: StepView) => boolean,
): { readonly head: readonly ReadStep[]; readonly hidden: number; readonly tail: readonly ReadStep[] } {
  if (steps.length <= SHOWN_WHOLE) return { head: steps, hidden: 0, tail: [] }
  const news = steps.filter(({ step }) => isNew(step)).length
  const head = steps.slice(0, Math.min(Math.max(NEWEST, news), steps.length - OLDEST))
  const tail = steps.slice(-OLDEST)
  return { head, hidden: steps.length - head.length - tail.length, tail }
}
