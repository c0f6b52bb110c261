/** The value below which the given share of the numbers lies; the numbers need no order. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  if (value === undefined) throw new Error('no numbers')
  return value
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5)

/** Three figures are more than a shared machine can tell apart. */
export const round = (n: number): number => Number(n.toPrecision(3))

/** Runs `work` for each of the items with so many at a time; the time each took and all took together. */
export async function together<T, W>(
  items: readonly T[],
  workers: readonly W[],
  work: (worker: W, item: T) => Promise<void>,
): Promise<{ readonly each_ms: readonly number[]; readonly perSecond: number }> {
  const each_ms: number[] = []
  let next = 0
  const began = performance.now()
  await Promise.all(
    workers.map(async (worker) => {
      for (let item = items[next++]; item !== undefined; item = items[next++]) {
        const start = performance.now()
        await work(worker, item)
        each_ms.push(performance.now() - start)
      }
    }),
  )
  return { each_ms, perSecond: items.length / ((performance.now() - began) / 1000) }
}

/** Progress goes to the standard error; the last line of the standard output is the result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
