import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { bidirected, directed, graphFromNames, variableId as id, type Edge } from './graph'
import { indexGraph } from './index-graph'
import { magOf } from './mag'
import { marksOf } from './mark-matrix'
import { inseparablePair } from './maximal'
import { isAcyclic } from './topological'
import { validateGraph } from './validate'

test('of all ancestral graphs of four variables those without such a pair are their own MAG', () => {
  const names = ['A', 'B', 'C', 'D']
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [id(a), id(b)] as const))
  const seen = { maximal: 0, not: 0 }
  for (let choice = 0; choice < 4 ** pairs.length; choice++) {
    const edges = pairs.flatMap(([a, b], k): Edge[] => {
      const way = Math.floor(choice / 4 ** k) % 4
      return way === 0 ? [] : [way === 1 ? directed(a, b) : way === 2 ? directed(b, a) : bidirected(a, b)]
    })
    const graph = graphFromNames(names, edges)
    if (!isAcyclic(graph) || validateGraph({ ...graph, kind: 'mag' }).length > 0) continue
    const isOwn = marksOf(valueOf(magOf(graph))).at.join() === marksOf(graph).at.join()
    const pair = inseparablePair(indexGraph(graph))
    expect(pair === null).toBe(isOwn)
    if (pair) expect(marksOf(graph).at[pair[0] * 4 + pair[1]]).toBe(0)
    seen[isOwn ? 'maximal' : 'not']++
  }
  console.log(JSON.stringify(seen))
  expect(Math.min(seen.maximal, seen.not)).toBeGreaterThan(5)
})
