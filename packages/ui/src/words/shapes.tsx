import type { ReactElement } from 'react'

/** Shapes that carry a meaning beside the colour, so that nobody has to tell red from green. */
const PATHS = {
  /** in time: a clock face */
  running: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 2.8V8l2.6 1.6',
  /** due soon: a triangle */
  nearDue: 'M8 1.8 15 14H1L8 1.8Zm0 4.6v3.4m0 1.9v.1',
  /** overdue: a filled octagon is drawn apart */
  overdue: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2l3.7-3.7Zm2.8 3v4.2m0 2.4v.1',
  paused: 'M5 2.5v11M11 2.5v11',
  stopped: 'm2.5 8.5 3.5 3.5 7.5-8',
  calendarMissing: 'M8 1.5 14.5 8 8 14.5 1.5 8 8 1.5Zm-1.3 5a1.4 1.4 0 1 1 1.9 1.3c-.5.2-.6.5-.6 1m0 1.7v.1',
  urgent: 'm8.8 1.2-5.6 8h3.9L6.6 14.8l6-8.4H8.6l.2-5.2Z',
  question: 'M5.5 5.5a2.5 2.5 0 1 1 3.4 2.3c-.7.3-.9.8-.9 1.7m0 2.6v.1',
} as const
export type ShapeName = keyof typeof PATHS

/** A small drawing beside a word; hidden from screen readers because the word says it. */
export function Shape({ name }: { readonly name: ShapeName }): ReactElement {
  return (
    <svg
      viewBox="0 0 16 16"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
