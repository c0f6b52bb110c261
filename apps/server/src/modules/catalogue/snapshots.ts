import type { ClassView } from '@lianxin/contract'

import type { Snapshot } from '../../platform/db/schema-settings.ts'
import type { YearData } from './store.ts'

/** A class as the history keeps it, by the field names of the contract's words. */
export function classSnapshot(entry: ClassView): Snapshot {
  const { kind, source, ...rest } = entry
  return { ...rest, classKind: kind, basis: source }
}

/** The class a snapshot stands for. */
export function classOf(snapshot: Snapshot): ClassView {
  const { classKind, basis, ...rest } = snapshot
  return { ...rest, kind: classKind, source: basis } as ClassView
}

export function yearSnapshot({ source, exceptions }: Omit<YearData, 'year'>): Snapshot {
  return { basis: source, exceptions: exceptions.toSorted((a, b) => a.day.localeCompare(b.day)) }
}
