import type { FoundPlace } from '@lianxin/contract'
import { useEffect, useRef } from 'react'

/** Headings under which commands stand in the palette. */
export type CommandGroup = 'ticket' | 'screen' | 'app'

/** Something a screen can do, offered in the palette (Ctrl K) while the screen is open. */
export interface PaletteCommand {
  /** Stays the same between visits, so that it can be offered again as a recent choice. */
  readonly id: string
  /** Key of its name in the texts; it is found by the words of both languages, by pinyin and by initials. */
  readonly label: string
  /** What the name is filled in with. */
  readonly values?: Readonly<Record<string, string | number>>
  /** The key that does the same without the palette, shown beside it. */
  readonly shortcut?: string
  readonly run: () => void
}

/** A command as it stands in the registry. */
export interface OfferedCommand extends PaletteCommand {
  readonly group: CommandGroup
}

type PlaceTaker = (place: FoundPlace) => void

const offers = new Map<symbol, readonly OfferedCommand[]>()
const takers: { readonly owner: symbol; readonly take: PlaceTaker }[] = []
const listeners = new Set<() => void>()
let current: readonly OfferedCommand[] = []

function renew(): void {
  current = [...offers.values()].flat()
  for (const listener of listeners) listener()
}

/** The commands of everything that is on the screen now; one list, replaced on change. */
export const registry = {
  get: (): readonly OfferedCommand[] => current,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** Who on the screen makes use of a place; undefined where a place is shown on the map. */
  placeTaker: (): PlaceTaker | undefined => takers.at(-1)?.take,
}

/**
 * Offers commands in the palette as long as the caller is on the screen. Call it with whatever is possible now: what is
 * left out next time is gone from the palette. The latest `run` is the one that runs.
 * @param group  heading they stand under: of the open ticket, of the screen, or of the whole console
 */
export function useCommands(commands: readonly PaletteCommand[], group: CommandGroup = 'screen'): void {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  const shape = JSON.stringify(commands.map(({ id, label, values, shortcut }) => ({ id, label, values, shortcut })))
  useEffect(() => {
    const owner = Symbol('commands')
    const described = JSON.parse(shape) as Omit<PaletteCommand, 'run'>[]
    offers.set(
      owner,
      described.map((one) => ({
        ...one,
        group,
        run: () => latest.current.find(({ id }) => id === one.id)?.run(),
      })),
    )
    renew()
    return () => {
      offers.delete(owner)
      renew()
    }
  }, [shape, group])
}

/** Takes the places chosen in the palette as long as the caller is on the screen (the form of a report, say). */
export function usePlaceTaker(take: PlaceTaker): void {
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    const owner = Symbol('place')
    takers.push({ owner, take: (place) => latest.current(place) })
    return () => {
      takers.splice(
        takers.findIndex((one) => one.owner === owner),
        1,
      )
    }
  }, [])
}
