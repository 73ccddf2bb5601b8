import { expect, test } from 'vitest'
import { directed, variableId } from '../engine/graph/graph'
import { citations } from './citations'

test('citations name the edges about which something is written', () => {
  const [a, b, c] = ['Smoking', 'Tar', 'Cancer'].map(variableId)
  const variables = [a, b, c].map((id) => ({ id, name: id }))
  const edges = [
    { ...directed(a, b), rationale: 'Tar is in smoke' },
    directed(a, c),
    { ...directed(b, c), source: 'Doll & Hill 1950' },
  ]
  const found = citations({ graph: { kind: 'dag', variables, edges } })
  expect(found.map(({ name, rationale, source }) => [name, rationale, source])).toEqual([
    ['Smoking → Tar', 'Tar is in smoke', ''],
    ['Tar → Cancer', '', 'Doll & Hill 1950'],
  ])
  expect(found[1].edge).toBe(edges[2])
})
