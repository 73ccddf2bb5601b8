import { configurationIndex, type DiscreteNetwork } from '../data/discrete-network'
import type { DiscreteDistribution } from '../expression/evaluate'
import { variableId, type VariableId } from '../graph/graph'

/** Cells of the joint table that are still enumerated. */
export const MOST_CELLS = 2 ** 22

/** Number of cells of the joint table of all variables. */
export const jointCells = (network: DiscreteNetwork): number =>
  network.variables.reduce((cells, variable) => cells * variable.states.length, 1)

/**
 * P(all variables | do(set)) of a network by enumeration; `set` gives state indices. Variables in the order of the
 * network, ids are names. The caller has checked that the table has at most MOST_CELLS cells.
 */
export function exactDistribution(
  network: DiscreteNetwork,
  set: ReadonlyMap<string, number> = new Map(),
): DiscreteDistribution {
  const { variables } = network
  const levels = variables.map((variable) => variable.states.length)
  const position = new Map(variables.map((variable, i) => [variable.name, i]))
  const parents = variables.map((variable) => variable.parents.map((name) => position.get(name)!))
  const sizes = parents.map((list) => list.map((parent) => levels[parent]))
  const table = new Float64Array(jointCells(network))
  const states = levels.map(() => 0)
  for (let cell = 0; cell < table.length; cell++) {
    for (let i = levels.length - 1, rest = cell; i >= 0; i--) {
      states[i] = rest % levels[i]
      rest = Math.floor(rest / levels[i])
    }
    let p = 1
    for (let i = 0; i < levels.length && p > 0; i++) {
      const fixed = set.get(variables[i].name)
      if (fixed !== undefined) {
        if (fixed !== states[i]) p = 0
        continue
      }
      const row = configurationIndex(
        parents[i].map((parent) => states[parent]),
        sizes[i],
      )
      p *= variables[i].table[row][states[i]]
    }
    table[cell] = p
  }
  return { variables: variables.map(({ name }) => variableId(name)), levels, table }
}

/** The distribution of these variables alone, in this order. */
export function marginalOf(joint: DiscreteDistribution, kept: readonly VariableId[]): DiscreteDistribution {
  const at = kept.map((variable) => joint.variables.indexOf(variable))
  const levels = at.map((i) => joint.levels[i])
  const strides = joint.levels.map(() => 1)
  for (let i = strides.length - 2; i >= 0; i--) strides[i] = strides[i + 1] * joint.levels[i + 1]
  const table = new Float64Array(levels.reduce((cells, count) => cells * count, 1))
  for (let cell = 0; cell < joint.table.length; cell++) {
    let to = 0
    for (const i of at) to = to * joint.levels[i] + (Math.floor(cell / strides[i]) % joint.levels[i])
    table[to] += joint.table[cell]
  }
  return { variables: kept, levels, table }
}

/** P(event) */
export function probabilityOf(
  distribution: DiscreteDistribution,
  event: ReadonlyMap<VariableId, number>,
): number {
  const { table, levels } = marginalOf(distribution, [...event.keys()])
  let at = 0
  for (const [i, value] of [...event.values()].entries()) at = at * levels[i] + value
  return table[at]
}
