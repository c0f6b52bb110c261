export type { Partition, PartitionGrid } from './types.ts'
export type { Setting } from './plan.ts'
export { CITY_COUNTS, CITY_DISTRICT_ID, cityPartition } from './city.ts'
export { taibaiPartition, TAIBAI_DISTRICT_ID } from './taibai.ts'
