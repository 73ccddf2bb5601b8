import { expect, test } from 'vitest'
import { compareGraphs, pairClasses } from '../../engine/graph/compare'
import { directed, edgeId, graphFromNames, undirected, variableId } from '../../engine/graph/graph'
import { comparisonParts, edgesOfPart, type ComparisonPart } from './comparison-parts'

const [a, b, c, d, e, f, u] = [...'ABCDEFU'].map(variableId)

test('every class of a comparison belongs to one part', () => {
  expect(Object.values(comparisonParts).flat().toSorted()).toEqual(pairClasses.toSorted())
})

test('each part shows its edges in the graph that has them', () => {
  const found = graphFromNames([...'ABCDEF'], [directed(a, b), undirected(b, c), directed(d, c), directed(a, e)], { kind: 'cpdag' }) // prettier-ignore
  const mine = graphFromNames([...'ABCDEFU'], [directed(a, b), directed(b, c), directed(c, d), directed(e, f), directed(u, a)]) // prettier-ignore
  const compared = compareGraphs(found, mine)
  const words = (part: ComparisonPart) => edgesOfPart(compared, part).map(edgeId)
  expect(words('same')).toEqual(['A -> B'])
  expect(words('directionOpen')).toEqual(['B -- C'])
  expect(words('differing')).toEqual(['D -> C'])
  expect(words('onlyDiscovered')).toEqual(['A -> E'])
  expect(words('onlyMine')).toEqual(['E -> F'])
  expect(words('notSearched')).toEqual(['U -> A'])
})
