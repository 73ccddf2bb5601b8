import type { CausalGraph } from '../graph/graph'
import { isAdjacent, isUndecided, patternFromGraph, pointsTo, type Pattern } from '../graph/pattern'

export interface GraphDistance {
  /** Structural Hamming distance: pairs whose edge differs; a reversed or undirected edge costs 1. */
  readonly shd: number
  /** F1 of the adjacencies. */
  readonly adjacencyF1: number
  /** F1 of the arrowheads, over ordered pairs: a head at b on the edge between a and b. */
  readonly arrowheadF1: number
}

/** 1 when neither graph has any. */
const f1 = (both: number, found: number, real: number) =>
  found + real === 0 ? 1 : (2 * both) / (found + real)

/**
 * How far a found pattern is from the true one. To score a CPDAG, compare it with the CPDAG of the true DAG
 * (`cpdagFromDag`): directions that no data can show then cost nothing.
 */
export function comparePatterns(found: Pattern, real: Pattern): GraphDistance {
  const { size } = real
  let shd = 0
  const adjacencies = { both: 0, found: 0, real: 0 }
  const heads = { both: 0, found: 0, real: 0 }
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (a === b) continue
      const headFound = pointsTo(found, a, b)
      const headReal = pointsTo(real, a, b)
      heads.found += Number(headFound)
      heads.real += Number(headReal)
      heads.both += Number(headFound && headReal)
      if (a > b) continue
      const joinedFound = isAdjacent(found, a, b)
      const joinedReal = isAdjacent(real, a, b)
      adjacencies.found += Number(joinedFound)
      adjacencies.real += Number(joinedReal)
      adjacencies.both += Number(joinedFound && joinedReal)
      const same =
        joinedFound === joinedReal &&
        headFound === headReal &&
        isUndecided(found, a, b) === isUndecided(real, a, b)
      shd += Number(!same)
    }
  }
  return {
    shd,
    adjacencyF1: f1(adjacencies.both, adjacencies.found, adjacencies.real),
    arrowheadF1: f1(heads.both, heads.found, heads.real),
  }
}

/** The same for graph records over variables of the same names, in any order; directed and undirected edges only. */
export function compareGraphs(found: CausalGraph, real: CausalGraph): GraphDistance {
  const order = real.variables.map((variable) => variable.name)
  const position = new Map(order.map((name, index) => [name, index]))
  const variables = found.variables.toSorted((a, b) => position.get(a.name)! - position.get(b.name)!)
  if (
    variables.length !== order.length ||
    variables.some((variable, index) => variable.name !== order[index])
  ) {
    throw new Error(`the graphs differ in their variables: ${order.join(', ')} is the true one's list`)
  }
  return comparePatterns(patternFromGraph({ ...found, variables }), patternFromGraph(real))
}
