import type { GridKind } from '@lianxin/domain'

/** A number for each place of the plane, to order places by. */
export type SortKey = (x: number, y: number) => number

export type Setting = 'urban' | 'rural'

/** How the land of two children is told apart. Without it, cuts are made wherever they are short. */
export interface Divide {
  /** Places with small keys go to the first child. */
  readonly key: SortKey
  /** `zero`: places with keys below 0 go to the first child; `leaves`: as many as its share of the base grids. */
  readonly at: 'zero' | 'leaves'
}

/** A grid as planned, before it has a shape. A group is only there to keep its members together on the map. */
export interface PlanNode {
  readonly node: 'grid' | 'group'
  readonly code: string
  readonly name: string
  readonly kind: GridKind
  readonly level: number
  readonly setting: Setting
  readonly statisticalCode: string | null
  /** Number of base grids below; its share of the land follows. */
  readonly leaves: number
  readonly children: readonly PlanNode[]
  readonly divide: Divide | null
}

/** A level that holds others. */
export function areaPlan(
  level: number,
  code: string,
  name: string,
  setting: Setting,
  children: readonly PlanNode[],
  options: { statisticalCode?: string | null; divide?: Divide } = {},
): PlanNode {
  return {
    node: 'grid',
    code,
    name,
    kind: 'area',
    level,
    setting,
    statisticalCode: options.statisticalCode ?? null,
    leaves: sumLeaves(children),
    children,
    divide: options.divide ?? null,
  }
}

/** A community with a number of base grids; these get their codes and names when they have their places. */
export function communityPlan(
  code: string,
  name: string,
  setting: Setting,
  baseGrids: number,
  statisticalCode: string | null,
): PlanNode {
  const leaf: PlanNode = {
    node: 'grid',
    code: '',
    name: '',
    kind: 'base',
    level: 3,
    setting,
    statisticalCode: null,
    leaves: 1,
    children: [],
    divide: null,
  }
  return areaPlan(
    2,
    code,
    name,
    setting,
    Array.from({ length: baseGrids }, () => leaf),
    { statisticalCode },
  )
}

/** Keeps nodes together as one piece of land. */
export function groupPlan(children: readonly PlanNode[]): PlanNode {
  return { ...areaPlan(-1, '', '', 'urban', children), node: 'group' }
}

function sumLeaves(nodes: readonly PlanNode[]): number {
  return nodes.reduce((sum, node) => sum + node.leaves, 0)
}
