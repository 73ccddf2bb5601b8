import type { CausalGraph } from '../../graph/graph'
import type { DiscoveryProblem } from '../algorithm'

/**
 * The problem with its columns in an order that depends on what they hold: the first row in which two differ decides.
 * A search that takes the variables in this order gives the same answer however the columns are arranged.
 */
export function inContentOrder(problem: DiscoveryProblem): DiscoveryProblem {
  const { columns, names, levels, unordered } = problem
  const order = Array.from(names.keys()).toSorted((a, b) => compareColumns(columns[a], columns[b]))
  return {
    ...problem,
    names: order.map((column) => names[column]),
    columns: order.map((column) => columns[column]),
    levels: order.map((column) => levels[column]),
    ...(unordered
      ? { unordered: order.flatMap((column, k) => (unordered.includes(column) ? [k] : [])) }
      : {}),
    ...(problem.interventions
      ? {
          interventions: problem.interventions.map((target) => (target < 0 ? target : order.indexOf(target))),
        }
      : {}),
  }
}

/** The graph with its variables in the order of these names. */
export function withVariablesInOrder(graph: CausalGraph, names: readonly string[]): CausalGraph {
  const byName = new Map(graph.variables.map((variable) => [variable.name, variable]))
  return { ...graph, variables: names.map((name) => byName.get(name)!) }
}

function compareColumns(a: Float64Array, b: Float64Array): number {
  for (let row = 0; row < a.length; row++) {
    const [gapA, gapB] = [Number.isNaN(a[row]), Number.isNaN(b[row])]
    if (gapA !== gapB) return gapA ? -1 : 1
    if (!gapA && a[row] !== b[row]) return a[row] - b[row]
  }
  return 0
}
