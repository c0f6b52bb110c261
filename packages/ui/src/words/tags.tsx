import type { ClockView } from '@lianxin/contract'
import type { TicketState, Urgency } from '@lianxin/domain'
import type { ReactElement } from 'react'

import { useWords } from '../i18n/use-lang.ts'
import { Shape } from './shapes.tsx'
import { formatWorkingLeft } from './working-left.ts'

export type Tone = 'plain' | 'info' | 'good' | 'warn' | 'bad'

/** How a state looks: waiting plain, at work blue, ended well green, put off or refused amber. */
export const STATE_TONES = {
  reported: 'info',
  accepted: 'info',
  filed: 'info',
  dispatched: 'info',
  acknowledged: 'info',
  inProgress: 'info',
  suspended: 'warn',
  resolved: 'good',
  verified: 'good',
  closed: 'good',
  abnormallyClosed: 'warn',
  declined: 'warn',
  void: 'plain',
  merged: 'plain',
} as const satisfies Record<TicketState, Tone>

export const CONDITION_TONES = {
  running: 'plain',
  nearDue: 'warn',
  overdue: 'bad',
  paused: 'plain',
  stopped: 'plain',
  calendarMissing: 'warn',
} as const satisfies Record<ClockView['condition'], Tone>

export function StateTag({ state }: { readonly state: TicketState }): ReactElement {
  const t = useWords()
  return <span className={`lx-tag lx-tag-${STATE_TONES[state]}`}>{t(`state.${state}`)}</span>
}

/** Only urgent is said; a normal matter needs no tag. */
export function UrgencyTag({ urgency }: { readonly urgency: Urgency }): ReactElement | null {
  const t = useWords()
  if (urgency === 'normal') return null
  return (
    <span className="lx-tag lx-tag-bad lx-tag-strong">
      <Shape name="urgent" />
      {t(`urgency.${urgency}`)}
    </span>
  )
}

type ClockFacts = Pick<ClockView, 'condition' | 'remainingWorking_ms' | 'calendarMissingYear' | 'limit'>

/** The clock in words: time left or overdue, paused, stopped, or why there is none. */
export function useClockText(): (clock: ClockFacts) => string {
  const t = useWords()
  return (clock) => {
    if (clock.condition === 'paused' || clock.condition === 'stopped') return t(`clockText.${clock.condition}`)
    if (clock.condition === 'calendarMissing')
      return t('clockText.calendarMissing', { year: clock.calendarMissingYear })
    if (clock.remainingWorking_ms === null) return t('clockText.none')
    // Just past the deadline outside of working hours: no working time has gone by yet.
    if (clock.condition === 'overdue' && clock.remainingWorking_ms >= 0) return t('condition.overdue')
    return formatWorkingLeft(
      clock.remainingWorking_ms,
      (key, values) => t(key, values ?? {}),
      clock.limit.unit === 'hour',
    )
  }
}

/** Clock condition as shape and words; colour only adds to them. */
export function ClockTag({ clock }: { readonly clock: ClockFacts }): ReactElement {
  const say = useClockText()
  const strong = clock.condition === 'overdue' || clock.condition === 'nearDue' ? ' lx-tag-strong' : ''
  return (
    <span className={`lx-tag lx-tag-${CONDITION_TONES[clock.condition]}${strong}`}>
      <Shape name={clock.condition} />
      {say(clock)}
    </span>
  )
}
