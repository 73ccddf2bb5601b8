// Separation on random DAGs of average degree 4: one query, and all pairs given a random set.
import { createRandom, shuffle } from '../src/base/random'
import { directed, graphFromNames, variableId, type CausalGraph, type Edge } from '../src/engine/graph/graph'
import { connectionMatrix, separated } from '../src/engine/graph/separation'
import { medianTime, type Table } from './table'

const SIZES = [10, 50, 100, 200, 500, 1000]
const AVERAGE_DEGREE = 4
const GIVEN_SHARE = 0.1
const SEED = 20_240_501

/** A random DAG along a random order, every pair equally likely. */
export function randomDag(size: number, seed: number): CausalGraph {
  const random = createRandom(seed)
  const names = Array.from({ length: size }, (_, v) => `V${v}`)
  const order = shuffle([...names], random)
  const edges: Edge[] = []
  const share = AVERAGE_DEGREE / (size - 1)
  for (let j = 1; j < size; j++) {
    for (let i = 0; i < j; i++) {
      if (random.uniform() < share) edges.push(directed(variableId(order[i]), variableId(order[j])))
    }
  }
  return graphFromNames(names, edges)
}

export default async function separation(): Promise<Table> {
  const rows = SIZES.map((size) => {
    const graph = randomDag(size, SEED + size)
    const ids = graph.variables.map((variable) => variable.id)
    const given = ids.slice(2, 2 + Math.round(GIVEN_SHARE * size))
    const one = medianTime(() => separated(graph, [ids[0]], [ids[1]], given), 51)
    const pairs = medianTime(() => connectionMatrix(graph, given), 15)
    return [size, graph.edges.length, one, pairs]
  })
  return {
    title: 'Separation (random DAGs, average degree 4, a tenth of the variables given)',
    columns: ['variables', 'edges', 'one query, ms', 'all pairs, ms'],
    rows,
    note: 'Medians, warm. Targets for all pairs: 5 ms at 200 variables, 100 ms at 1000.',
  }
}
