export * from './types.ts'
export { findDutyGaps, isHeld, onDuty, unitsAbove } from './duty.ts'
export type { DutyGap } from './duty.ts'
