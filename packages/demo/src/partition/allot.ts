import type { PlanNode } from './plan.ts'
import type { Splitter } from './split.ts'

/** A planned grid with its atoms; parents come before their children. */
export interface AllottedGrid {
  readonly plan: PlanNode
  readonly parent: number
  readonly atoms: Int32Array
}

/** Cuts the land along the plan: each node gets a connected set of atoms, in proportion to its base grids. */
export function allot(root: PlanNode, atoms: Int32Array, splitter: Splitter): AllottedGrid[] {
  const allotted: AllottedGrid[] = []

  function settle(plan: PlanNode, parent: number, land: Int32Array): void {
    let self = parent
    if (plan.node === 'grid') {
      self = allotted.length
      allotted.push({ plan, parent, atoms: land })
    }
    if (plan.children.length > 0) share(plan.children, plan, self, land)
  }

  function share(nodes: readonly PlanNode[], plan: PlanNode, parent: number, land: Int32Array): void {
    const only = nodes[0]
    if (nodes.length === 1 && only) {
      settle(only, parent, land)
      return
    }
    const leaves = (some: readonly PlanNode[]): number => some.reduce((sum, node) => sum + node.leaves, 0)
    const whole = leaves(nodes)
    let middle = 1
    while (middle < nodes.length - 1 && leaves(nodes.slice(0, middle)) < whole / 2) middle++
    const [before, after] = [nodes.slice(0, middle), nodes.slice(middle)]
    const least = [leaves(before), whole - leaves(before)] as const
    const [first, second] = splitter.cut(land, least[0] / whole, least, plan.divide ?? undefined)
    share(before, plan, parent, first)
    share(after, plan, parent, second)
  }

  settle(root, -1, atoms)
  return allotted
}
