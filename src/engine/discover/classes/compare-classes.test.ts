import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { compareGraphs } from '../../graph/compare'
import {
  bidirected,
  directed,
  graphFromNames,
  undirected,
  variableId,
  type CausalGraph,
} from '../../graph/graph'
import { classDistance } from './compare-classes'
import { comparePatterns } from '../metrics'
import { patternFromGraph } from '../../graph/pattern'

const [a, b, c] = ['A', 'B', 'C'].map(variableId)
const over = (names: string, edges: CausalGraph['edges'], kind: CausalGraph['kind'] = 'dag') => ({
  ...graphFromNames([...names], edges),
  kind,
})

test('chains that fit the same data are the same class, a collider is another', () => {
  const chain = over('ABC', [directed(a, b), directed(b, c)])
  const fork = over('CBA', [directed(b, a), directed(b, c)])
  const collider = over('ABC', [directed(a, b), directed(c, b)])
  expect(compareGraphs(chain, fork).shd).toBe(1)
  expect(classDistance(chain, fork)).toBe(0)
  expect(classDistance(chain, collider)).toBe(2)
  expect(classDistance(chain, over('ABC', [undirected(a, b), undirected(c, b)], 'cpdag'))).toBe(0)
})

test('classes are not compared over other variables or with hidden causes', () => {
  const arrow = over('AB', [directed(a, b)])
  expect(classDistance(arrow, over('ABC', []))).toBeNull()
  expect(classDistance(arrow, over('AC', []))).toBeNull()
  expect(classDistance(arrow, over('AB', [bidirected(a, b)], 'admg'))).toBeNull()
})

test('the pairwise comparison and the search metrics count the same distance', () => {
  const random = createRandom(11)
  const names = [...'ABCDEF']
  const draw = () => {
    const edges = names.flatMap((from, i) =>
      names.slice(i + 1).flatMap((to) => {
        const ends = [variableId(from), variableId(to)] as const
        const way = random.integer(4)
        if (way === 0) return []
        return [way === 1 ? directed(...ends) : way === 2 ? directed(ends[1], ends[0]) : undirected(...ends)]
      }),
    )
    return over(names.join(''), edges, 'cpdag')
  }
  for (let round = 0; round < 50; round++) {
    const [one, other] = [draw(), draw()]
    expect(compareGraphs(one, other).shd).toBe(
      comparePatterns(patternFromGraph(one), patternFromGraph(other)).shd,
    )
  }
})
