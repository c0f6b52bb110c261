export { dayCell, Faults, flagCell, wordCell } from './cells.ts'
export type { SheetKinds } from './imports.ts'
export type { PlannedRow, SheetCells, SheetKind, SheetPlan, SheetRow } from './kind.ts'
