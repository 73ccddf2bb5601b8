import { expect, test } from 'vitest'
import { compareGraphs, comparePatterns } from './metrics'
import { graphFromPattern } from '../graph/pattern'
import { patternFromText } from './patterns.testing'

const real = patternFromText('A -> B, B -> C, C -- D')
const compare = (text: string) => comparePatterns(patternFromText(text).pattern, real.pattern)

test.each([
  ['A -> B, B -> C, C -- D', 0, 1, 1],
  ['B -> A, B -> C, C -- D', 1, 1, 0.5],
  ['A -> B, B -> C, C -> D', 1, 1, 0.8],
  ['A -> B, B -- C, C -- D', 1, 1, 2 / 3],
  ['A -> B, B -> C, D', 1, 0.8, 1],
  ['A -> B, B -> C, C -- D, A -> D', 1, 6 / 7, 0.8],
])('%s', (found, shd, adjacencyF1, arrowheadF1) => {
  const distance = compare(found)
  expect(distance.shd).toBe(shd)
  expect(distance.adjacencyF1).toBeCloseTo(adjacencyF1, 12)
  expect(distance.arrowheadF1).toBeCloseTo(arrowheadF1, 12)
})

test('graph records are matched by name', () => {
  const graph = graphFromPattern(real.pattern, real.names)
  expect(compareGraphs({ ...graph, variables: graph.variables.toReversed() }, graph).shd).toBe(0)
  expect(() => compareGraphs({ ...graph, variables: graph.variables.slice(1) }, graph)).toThrow('A, B, C, D')
})
