import type { FoundPlace } from '@lianxin/contract'
import type { Spelled } from '@lianxin/domain'

/** Headings of the palette, in their order where two groups answer equally well. */
export const GROUPS = ['recent', 'ticket', 'screen', 'go', 'app', 'tickets', 'units', 'grids', 'places'] as const
export type Group = (typeof GROUPS)[number]

/** Where an entry leads: an address of the console. */
export interface Destination {
  readonly to: string
  readonly search?: Readonly<Record<string, string | number>>
}

/** What choosing an entry does. */
export type Effect =
  | { readonly kind: 'run'; readonly run: () => void }
  | { readonly kind: 'go'; readonly go: Destination }
  | { readonly kind: 'place'; readonly place: FoundPlace }

/** One line of the palette. */
export interface Entry {
  readonly id: string
  readonly group: Group
  readonly name: string
  /** Where it lies, which unit, in which state. */
  readonly hint: string
  readonly shortcut?: string
  readonly effect: Effect
}

/** An entry with its spellings: it may be found by any of them. */
export interface Findable {
  readonly entry: Entry
  readonly names: readonly Spelled[]
}

export interface Section {
  readonly group: Group
  readonly entries: readonly Entry[]
}
