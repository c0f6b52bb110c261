import { accept } from '../result.ts'
import type { Verb } from './verb.ts'

/** The reporter (or the hotline for them) adds to what was reported. */
export const supplement: Verb<'supplement'> = (ticket, { text }) =>
  accept([{ kind: 'supplemented', state: ticket.state, text }])

/** An internal remark; the reporter does not see it. */
export const note: Verb<'note'> = (ticket, { text }) => accept([{ kind: 'noted', state: ticket.state, text }])

/** 催办: the reporter or an upper level asks for speed. It changes no clock. */
export const remind: Verb<'remind'> = (ticket, { text }) => accept([{ kind: 'reminded', state: ticket.state, text }])
