import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { DAY_MS } from '../calendar/workday.ts'
import { at, exampleCalendar } from '../ticket/example.ts'
import {
  freezeWhenDue,
  mayCount,
  mayMark,
  mayObject,
  preview,
  publish,
  type AssessmentStanding,
  type AssessmentState,
} from './assessment.ts'

const CALENDAR = exampleCalendar(2025, 2026)
const DRAFT: AssessmentStanding = { state: 'draft', objectionsUntil: null, publishedAt: null }
const SHOWN = at('2025-12-01T09:00')
/** Five working days later, at the end of the day. */
const UNTIL = at('2025-12-08T17:30')
const PREVIEW: AssessmentStanding = { ...DRAFT, state: 'preview', objectionsUntil: UNTIL }

describe('the assessment of a month', () => {
  test('is shown to the assessed with a date until which they may object', () => {
    expect(preview(DRAFT, SHOWN, CALENDAR)).toEqual({ ok: true, value: PREVIEW })
    expect(mayObject(PREVIEW, UNTIL).ok).toBe(true)
    expect(mayObject(PREVIEW, UNTIL + 1)).toEqual({
      ok: false,
      refusal: { code: 'assessment.objection_late', until: UNTIL },
    })
  })

  test('needs a calendar for the date', () => {
    expect(preview(DRAFT, at('2026-12-29T09:00'), CALENDAR)).toEqual({
      ok: false,
      refusal: { code: 'calendar.year_missing', year: 2027 },
    })
  })

  test('is published after that date and when every objection has its answer', () => {
    expect(publish(PREVIEW, UNTIL, 0)).toEqual({
      ok: false,
      refusal: { code: 'assessment.objection_period', until: UNTIL },
    })
    expect(publish(PREVIEW, UNTIL + 1, 2)).toEqual({
      ok: false,
      refusal: { code: 'assessment.objections_open', count: 2 },
    })
    expect(publish(PREVIEW, UNTIL + 1, 0)).toMatchObject({ ok: true, value: { state: 'published' } })
  })

  test('is counted in the draft only, marked until it is published', () => {
    const states: readonly AssessmentState[] = ['draft', 'preview', 'published', 'frozen']
    const of = (may: typeof mayCount) => states.map((state) => may({ ...PREVIEW, state }).ok)
    expect(of(mayCount)).toEqual([true, false, false, false])
    expect(of(mayMark)).toEqual([true, true, false, false])
  })

  test('is frozen thirty days after it was published', () => {
    const published: AssessmentStanding = { ...PREVIEW, state: 'published', publishedAt: UNTIL }
    expect(freezeWhenDue(published, UNTIL + 30 * DAY_MS - 1)).toEqual(published)
    expect(freezeWhenDue(published, UNTIL + 30 * DAY_MS).state).toBe('frozen')
  })

  test('in whatever order it is pushed, it never goes back and never skips the objections', () => {
    const order: readonly AssessmentState[] = ['draft', 'preview', 'published', 'frozen']
    const push = fc.record({ what: fc.constantFrom('preview', 'publish', 'freeze'), days: fc.nat(40), open: fc.nat(2) })
    fc.assert(
      fc.property(fc.array(push, { maxLength: 12 }), (pushes) => {
        let standing = DRAFT
        let now = SHOWN
        for (const { what, days, open } of pushes) {
          now += days * DAY_MS
          const decided =
            what === 'preview'
              ? preview(standing, now, exampleCalendar(2025, 2026, 2027))
              : what === 'publish'
                ? publish(standing, now, open)
                : { ok: true as const, value: freezeWhenDue(standing, now) }
          if (!decided.ok) continue
          const [before, after] = [order.indexOf(standing.state), order.indexOf(decided.value.state)]
          expect(after - before).toBeLessThanOrEqual(1)
          expect(after).toBeGreaterThanOrEqual(before)
          if (decided.value.state === 'published' && standing.state === 'preview') {
            expect(now).toBeGreaterThan(standing.objectionsUntil ?? Infinity)
            expect(open).toBe(0)
          }
          standing = decided.value
        }
      }),
    )
  })
})
