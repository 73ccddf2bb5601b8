import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../../../base/random'
import { graphOfModel, randomLinearModel } from '../../simulate/structural-model'
import { numberedNames, randomDag, randomScaleFreeDag } from '../../simulate/random-dag'
import { cpdagFromDag } from './cpdag'
import { indexKnowledge } from '../knowledge/knowledge'
import {
  copyPattern,
  emptyPattern,
  isAdjacent,
  joinDirected,
  joinUndirected,
  patternFromGraph,
  pointsTo,
  reaches,
  type Pattern,
} from '../../graph/pattern'
import { patternFromText, textOfPattern } from '../patterns.testing'

const cpdagText = (text: string) => {
  const { pattern, names } = patternFromText(text)
  return textOfPattern(cpdagFromDag(pattern), names)
}

const randomSmallDag = (random: Random): Pattern =>
  patternFromGraph(randomDag(numberedNames(2 + random.integer(5)), 1 + 3 * random.uniform(), random))

const colliders = (dag: Pattern): string => {
  const found: string[] = []
  for (let c = 0; c < dag.size; c++) {
    for (let a = 0; a < dag.size; a++) {
      for (let b = a + 1; b < dag.size; b++) {
        if (pointsTo(dag, a, c) && pointsTo(dag, b, c) && !isAdjacent(dag, a, b)) found.push(`${a} ${c} ${b}`)
      }
    }
  }
  return found.join(', ')
}

const isAcyclic = (dag: Pattern) => {
  for (let a = 0; a < dag.size; a++) {
    for (let b = 0; b < dag.size; b++) if (pointsTo(dag, a, b) && reaches(dag, b, a)) return false
  }
  return true
}

/** Every DAG with the skeleton and the unshielded colliders of the given one, by trying all orientations. */
function markovEquivalent(dag: Pattern): Pattern[] {
  const pairs: [number, number][] = []
  for (let a = 0; a < dag.size; a++)
    for (let b = a + 1; b < dag.size; b++) if (isAdjacent(dag, a, b)) pairs.push([a, b])
  const wanted = colliders(dag)
  return Array.from({ length: 2 ** pairs.length }, (_, bits) => {
    const candidate = emptyPattern(dag.size)
    pairs.forEach(([a, b], k) =>
      (bits >> k) & 1 ? joinDirected(candidate, a, b) : joinDirected(candidate, b, a),
    )
    return candidate
  }).filter((candidate) => colliders(candidate) === wanted && isAcyclic(candidate))
}

/** Arrows that all DAGs share stay, the others become undecided. */
function union(dags: readonly Pattern[]): Pattern {
  const result = copyPattern(dags[0])
  for (const dag of dags) {
    for (let a = 0; a < dag.size; a++) {
      for (let b = 0; b < dag.size; b++) {
        if (pointsTo(result, a, b) && pointsTo(dag, b, a)) joinUndirected(result, a, b)
      }
    }
  }
  return result
}

describe('the CPDAG of a DAG', () => {
  test.each([
    ['A -> B, B -> C', 'A -- B, B -- C'],
    ['A -> B, C -> B', 'A -> B, C -> B'],
    ['A -> B, C -> B, B -> D', 'A -> B, B -> D, C -> B'],
    ['A -> B, A -> C, B -> C', 'A -- B, A -- C, B -- C'],
    ['A -> B, A -> C, A -> D, B -> D, C -> D', 'A -- B, A -- C, A -> D, B -> D, C -> D'],
  ])('%s', (dag, cpdag) => expect(cpdagText(dag)).toBe(cpdag))

  test('agrees with all orientations of 300 random DAGs tried out', () => {
    const random = createRandom(11)
    for (let k = 0; k < 300; k++) {
      const dag = randomSmallDag(random)
      expect(cpdagFromDag(dag)).toEqual(union(markovEquivalent(dag)))
    }
  })

  test('with knowledge it keeps exactly the arrows shared by the members that agree with the knowledge', () => {
    const random = createRandom(12)
    let decided = 0
    for (let k = 0; k < 300; k++) {
      const dag = randomSmallDag(random)
      const names = numberedNames(dag.size)
      const required: [string, string][] = []
      for (let a = 0; a < dag.size; a++) {
        for (let b = 0; b < dag.size; b++) {
          if (pointsTo(dag, a, b) && random.uniform() < 0.3) required.push([names[a], names[b]])
        }
      }
      const index = indexKnowledge(names, { tiers: [], forbidden: [], required })
      if (!index.ok) throw new Error('the knowledge is taken from the DAG')
      const members = markovEquivalent(dag).filter((member) =>
        required.every(([a, b]) => pointsTo(member, names.indexOf(a), names.indexOf(b))),
      )
      const expected = union(members)
      if (textOfPattern(expected, names) !== textOfPattern(cpdagFromDag(dag), names)) decided++
      expect(cpdagFromDag(dag, index.value)).toEqual(expected)
    }
    expect(decided).toBeGreaterThan(100)
  })
})

describe('random DAGs', () => {
  test('have the asked number of edges and are acyclic', () => {
    const random = createRandom(5)
    expect(randomDag(numberedNames(100), 4, random).edges).toHaveLength(200)
    expect(randomDag(numberedNames(4), 10, random).edges).toHaveLength(6)
    const hubs = randomScaleFreeDag(numberedNames(50), 4, random)
    expect(isAcyclic(patternFromGraph(hubs))).toBe(true)
    const degrees = hubs.variables.map(
      ({ id }) => hubs.edges.filter((edge) => edge.from === id || edge.to === id).length,
    )
    expect(Math.max(...degrees)).toBeGreaterThan(10)
  })

  test('keep their graph in a linear model', () => {
    const graph = randomDag(numberedNames(12), 3, createRandom(6))
    const model = randomLinearModel(graph, createRandom(7))
    expect(patternFromGraph(graphOfModel(model))).toEqual(patternFromGraph(graph))
  })
})
