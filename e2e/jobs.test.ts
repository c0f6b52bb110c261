import { afterAll, beforeAll, expect, it } from 'vitest'

import { deskJobs } from './desk-jobs.ts'
import { effortsInGuide, type Effort } from './hand.ts'
import { phoneJobs } from './phone-jobs.ts'
import { openWorkplace, type Job, type Workplace } from './workplace.ts'

/** Five for each of six users. */
const JOBS = 30

const guide = effortsInGuide()
const measured = new Map<string, Effort>()
/** Opened once for all jobs. */
const at = {} as { -readonly [part in keyof Workplace]: Workplace[part] }

beforeAll(async () => {
  Object.assign(at, await openWorkplace())
})
afterAll(() => at.close?.())

/** A job as the guide names it: done once, counted, compared with what the guide says. */
const job: Job = (name, does) => {
  it(name, async () => {
    const hand = await does()
    measured.set(name, hand.effort)
    expect(hand.effort, `${name}: ${hand.screens.join(' → ')}`).toEqual(guide.get(name))
  })
}

deskJobs(at, job)
phoneJobs(at, job)

it('the guide names these jobs and no others, five for each of six users; no page threw', () => {
  expect([...guide.keys()].toSorted()).toEqual([...measured.keys()].toSorted())
  expect(guide.size).toBe(JOBS)
  expect(at.faults).toEqual([])
})
