import { expect, test } from 'vitest'
import { createProject } from '../../document/project'
import { compareGraphs } from '../../engine/graph/compare'
import { directed, graphFromNames, variableId, type Edge } from '../../engine/graph/graph'
import { comparisonTable, listedPairs } from './comparison-table'

const [entry] = createProject('p').graphs
const [a, b, c] = ['Smoking', 'Tar', 'Cough\tat night'].map(variableId)
const graph = (name: string, edges: readonly Edge[]) => ({
  ...entry,
  name,
  graph: graphFromNames([a, b, c], edges),
})

test('the table has a line for each pair, class by class, and the distance', () => {
  const left = graph('My model', [directed(a, c), directed(a, b)])
  const right = graph('Discovered', [directed(b, a), directed(b, c)])
  const compared = compareGraphs(left.graph, right.graph)
  expect(comparisonTable(left, right, compared).split('\n')).toEqual([
    'Pair\tRelation\tA: My model\tB: Discovered',
    'Smoking, Tar\tReversed\tSmoking → Tar\tTar → Smoking',
    'Cough at night, Smoking\tOnly in A\tSmoking → Cough at night\tno edge',
    'Cough at night, Tar\tOnly in B\tno edge\tTar → Cough at night',
    'Structural Hamming distance\t3',
  ])
  expect(listedPairs(compared, ['only-left']).map((group) => group.class)).toEqual(['reversed', 'only-right'])
})
