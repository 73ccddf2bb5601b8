import type { Random } from '../../base/random'
import { configurationIndex, type DiscreteNetwork } from '../data/discrete-network'
import { directed, graphFromNames, variableId, type CausalGraph } from '../graph/graph'
import { indexGraph } from '../graph/index-graph'
import { topologicalVertices } from '../graph/topological'

/** The causal diagram of a network; ids are the names. */
export function graphOfNetwork(network: DiscreteNetwork): CausalGraph {
  return graphFromNames(
    network.variables.map((variable) => variable.name),
    network.variables.flatMap((variable) =>
      variable.parents.map((parent) => directed(variableId(parent), variableId(variable.name))),
    ),
  )
}

/**
 * `rows` draws from the network as state indices, one column per variable in the network's order. `set` holds the
 * states that an experimenter fixes: name -> state index. Each variable draws from a stream of its own. Throws for
 * a network with a cycle.
 */
export function sampleNetwork(
  network: DiscreteNetwork,
  rows: number,
  random: Random,
  set: Readonly<Record<string, number>> = {},
): Float64Array[] {
  const { variables } = network
  const order = topologicalVertices(indexGraph(graphOfNetwork(network)))
  if (!order) throw new Error('the parents of this network form a cycle')
  const position = new Map(variables.map((variable, index) => [variable.name, index]))
  const columns = variables.map(() => new Float64Array(rows))
  for (const index of order) {
    const { name, parents, table } = variables[index]
    if (name in set) {
      columns[index].fill(set[name])
      continue
    }
    const causes = parents.map((parent) => position.get(parent)!)
    const sizes = causes.map((cause) => variables[cause].states.length)
    const stream = random.fork(name)
    const states = causes.map(() => 0)
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < causes.length; k++) states[k] = columns[causes[k]][row]
      columns[index][row] = drawState(table[configurationIndex(states, sizes)], stream.uniform())
    }
  }
  return columns
}

function drawState(probabilities: readonly number[], uniform: number): number {
  let total = 0
  for (let state = 0; state < probabilities.length - 1; state++) {
    total += probabilities[state]
    if (uniform < total) return state
  }
  return probabilities.length - 1
}

/** All joint states of a network in turn, with their probabilities; for networks of a few variables. */
function* jointStates(
  network: DiscreteNetwork,
  set: Readonly<Record<string, number>>,
): Generator<readonly [states: readonly number[], probability: number]> {
  const { variables } = network
  const position = new Map(variables.map((variable, index) => [variable.name, index]))
  const states = variables.map(() => 0)
  const total = variables.reduce((product, variable) => product * variable.states.length, 1)
  for (let joint = 0; joint < total; joint++) {
    let rest = joint
    for (let k = variables.length - 1; k >= 0; k--) {
      states[k] = rest % variables[k].states.length
      rest = Math.floor(rest / variables[k].states.length)
    }
    let probability = 1
    for (let k = 0; k < variables.length && probability > 0; k++) {
      const { name, parents, table } = variables[k]
      if (name in set) probability *= Number(states[k] === set[name])
      else {
        const causes = parents.map((parent) => position.get(parent)!)
        const sizes = causes.map((cause) => variables[cause].states.length)
        probability *=
          table[
            configurationIndex(
              causes.map((cause) => states[cause]),
              sizes,
            )
          ][states[k]]
      }
    }
    yield [states, probability]
  }
}

/**
 * P(outcome = state | given, do(set)), exactly, by summing over all joint states: 2^20 of them is a sensible limit.
 * States are indices. NaN when the condition has probability 0.
 */
export function networkProbability(
  network: DiscreteNetwork,
  outcome: { readonly name: string; readonly state: number },
  given: Readonly<Record<string, number>> = {},
  set: Readonly<Record<string, number>> = {},
): number {
  const position = new Map(network.variables.map((variable, index) => [variable.name, index]))
  const conditions = Object.entries(given).map(([name, state]) => [position.get(name)!, state] as const)
  const target = position.get(outcome.name)!
  let matching = 0
  let total = 0
  for (const [states, probability] of jointStates(network, set)) {
    if (conditions.some(([index, state]) => states[index] !== state)) continue
    total += probability
    if (states[target] === outcome.state) matching += probability
  }
  return matching / total
}
