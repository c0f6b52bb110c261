export * from './types.ts'
export {
  childCode,
  formatGridCode,
  kindsAtLevel,
  nextChildCode,
  numberCells,
  parentCode,
  parseGridCode,
} from './codes.ts'
export type {
  CommunityKind,
  GridCode,
  GridCodeFault,
  GridCodeRefusal,
  GridSequenceRefusal,
  NumberedCell,
  SubdistrictKind,
} from './codes.ts'
export { findOwner, isOnRim, ownsPosition } from './contains.ts'
export { checkCoverage } from './coverage.ts'
export type { CoverageCell, CoverageDefect, CoverageFinding, CoverageOptions } from './coverage.ts'
export { fromLattice, sideOf, snapPolygon, snapPosition, STEPS_PER_DEGREE, toLattice } from './lattice.ts'
export {
  area_m2,
  boundsOf,
  centroidOf,
  distance_m,
  isCounterClockwise,
  orientPolygon,
  signedRingArea_m2,
} from './measure.ts'
export { outlineOf } from './outline.ts'
export { repairTJunctions } from './repair.ts'
export type { RepairedCells, RepairOptions } from './repair.ts'
export { simplifyPolygon } from './simplify.ts'
export { checkStaffing, DEFAULT_STAFFING_RULES, isActive, STAFF_ROLES, STAFF_SOURCES } from './staffing.ts'
export type {
  StaffAssignment,
  StaffedGrid,
  StaffingFinding,
  StaffingRule,
  StaffingSeverity,
  StaffRole,
  StaffSource,
} from './staffing.ts'
export { GEOMETRY_DEFECTS, parseGeometry, validateGeometry } from './validity.ts'
export type { GeometryDefect, GeometryDefectKind } from './validity.ts'
export { isOnLayerRim, type EditCell, type EditRefusal } from './edit-cells.ts'
export { hasEdge, insertCorner, moveCorner, removeCorner, type Edited } from './edit-corners.ts'
export { mergeCells, splitCell, withChanged } from './edit-parts.ts'
