import type { Random } from '../../base/random'
import type { DiscreteDistribution } from '../expression/evaluate'
import {
  bidirected,
  directed,
  graphFromNames,
  isBidirected,
  variableId,
  type CausalGraph,
  type Edge,
  type VariableId,
} from '../graph/graph'
import { topologicalOrder } from '../graph/topological'

/** A random ADMG over V0 .. Vn-1; every forward pair has an arrow, every pair a hidden cause, with these chances. */
export function randomAdmg(count: number, arrow: number, hidden: number, random: Random): CausalGraph {
  const names = Array.from({ length: count }, (_, i) => `V${i}`)
  const edges: Edge[] = []
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      if (random.uniform() < arrow) edges.push(directed(variableId(names[a]), variableId(names[b])))
      if (random.uniform() < hidden) edges.push(bidirected(variableId(names[a]), variableId(names[b])))
    }
  return graphFromNames(names, edges)
}

/** A model with binary variables and a binary hidden cause for each bidirected edge; all probabilities positive. */
export function randomBinaryModel(graph: CausalGraph, random: Random) {
  const order = topologicalOrder(graph)!
  const hidden = graph.edges.filter(isBidirected)
  const chance = () => 0.1 + 0.8 * random.uniform()
  const hiddenChance = hidden.map(chance)
  const mechanisms = order.map((variable) => {
    const parents = graph.edges
      .filter((edge) => !isBidirected(edge) && edge.to === variable)
      .map((edge) => order.indexOf(edge.from))
    const causes = hidden.flatMap((edge, i) => (edge.from === variable || edge.to === variable ? [i] : []))
    const table = Array.from({ length: 2 ** (parents.length + causes.length) }, chance)
    return { parents, causes, table }
  })

  /** P(all variables | do(set)), in the order of the model, by enumeration. */
  function distribution(set: ReadonlyMap<VariableId, number> = new Map()): DiscreteDistribution {
    const table = new Float64Array(2 ** order.length)
    for (let world = 0; world < 2 ** hidden.length; world++) {
      const weight = hiddenChance.reduce((p, q, i) => p * ((world >> i) & 1 ? q : 1 - q), 1)
      for (let cell = 0; cell < table.length; cell++) {
        const value = (i: number) => (cell >> (order.length - 1 - i)) & 1
        let p = weight
        for (const [i, { parents, causes, table: chances }] of mechanisms.entries()) {
          const fixed = set.get(order[i])
          if (fixed !== undefined) {
            if (fixed !== value(i)) p = 0
            continue
          }
          let at = 0
          for (const parent of parents) at = 2 * at + value(parent)
          for (const cause of causes) at = 2 * at + ((world >> cause) & 1)
          p *= value(i) ? chances[at] : 1 - chances[at]
        }
        table[cell] += p
      }
    }
    return { variables: order, levels: order.map(() => 2), table }
  }
  return { order, distribution }
}

/** P(event) in a distribution of binary variables. */
export function probabilityIn(
  { variables, table }: DiscreteDistribution,
  event: ReadonlyMap<VariableId, number>,
): number {
  const wanted = [...event].map(([variable, value]) => [variables.indexOf(variable), value])
  let sum = 0
  for (let cell = 0; cell < table.length; cell++)
    if (wanted.every(([i, value]) => ((cell >> (variables.length - 1 - i)) & 1) === value)) sum += table[cell]
  return sum
}
