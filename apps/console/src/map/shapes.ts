/** Shapes of tickets on the map: the same meaning as in the lists, told apart without colour. */
export const MAP_SHAPES = ['running', 'nearDue', 'overdue', 'paused', 'calendarMissing', 'urgent'] as const
export type MapShape = (typeof MAP_SHAPES)[number]

const OUTLINES: Readonly<Record<MapShape, string>> = {
  running: '<circle cx="16" cy="16" r="10"/>',
  nearDue: '<path d="M16 4 29 27H3Z"/>',
  overdue: '<path d="M11 4h10l7 7v10l-7 7H11l-7-7V11Z"/>',
  paused: '<rect x="6" y="6" width="20" height="20" rx="2"/>',
  calendarMissing: '<path d="M16 3 29 16 16 29 3 16Z"/>',
  urgent: '<path d="m16 2 4 9 10 1-7 7 2 10-9-5-9 5 2-10-7-7 10-1Z"/>',
}
const MARKS: Readonly<Record<MapShape, string>> = {
  running: '',
  nearDue: '<path d="M16 12v7m0 3v.5" stroke-width="3"/>',
  overdue: '<path d="M16 9v9m0 4v.5" stroke-width="3.4"/>',
  paused: '<path d="M13 11v10m6-10v10" stroke-width="3"/>',
  calendarMissing: '<path d="M13 13a3 3 0 1 1 4 3q-1 .6-1 2m0 3v.5" fill="none" stroke-width="2.4"/>',
  urgent: '<path d="M16 10v7m0 3v.5" stroke-width="3"/>',
}

/** A shape as an SVG address: filled in the condition's colour with a ring that stands out on any ground. */
export function shapeAddress(shape: MapShape, fill: string, ring: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32"><g fill="${fill}" stroke="${ring}" stroke-width="2" stroke-linejoin="round">${OUTLINES[shape]}</g><g stroke="${ring}" stroke-linecap="round">${MARKS[shape]}</g></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

const COLOURS: Readonly<Record<MapShape, string>> = {
  running: '--lx-primary',
  nearDue: '--lx-warn',
  overdue: '--lx-bad',
  paused: '--lx-ink-2',
  calendarMissing: '--lx-warn',
  urgent: '--lx-bad',
}

/** The colour of a shape in the current theme. */
export function shapeColour(shape: MapShape): string {
  return getComputedStyle(document.documentElement).getPropertyValue(COLOURS[shape]).trim()
}

/** What a ticket looks like on the map: urgent before anything else, then its clock. */
export function shapeOf(ticket: { readonly urgency: string; readonly condition: string }): MapShape {
  if (ticket.urgency === 'urgent') return 'urgent'
  return MAP_SHAPES.find((shape) => shape === ticket.condition) ?? 'running'
}
