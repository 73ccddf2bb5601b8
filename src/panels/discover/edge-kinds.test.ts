import { expect, test } from 'vitest'
import { graphFromNames, variableId, type Mark } from '../../engine/graph/graph'
import { edgeKinds } from './edge-kinds'

const edge = (from: string, to: string, markFrom: Mark, markTo: Mark) => ({
  from: variableId(from),
  to: variableId(to),
  markFrom,
  markTo,
})

test('the kinds that a graph has, whichever way they are written', () => {
  const pag = graphFromNames(
    [...'ABCDE'],
    [
      edge('A', 'B', 'circle', 'arrow'),
      edge('B', 'C', 'arrow', 'circle'),
      edge('C', 'D', 'arrow', 'arrow'),
      edge('D', 'E', 'circle', 'circle'),
      edge('A', 'E', 'arrow', 'tail'),
      edge('A', 'D', 'tail', 'circle'),
    ],
    { kind: 'pag' },
  )
  expect(edgeKinds(pag).map(({ kind, count }) => `${count} ${kind}`)).toEqual([
    '1 arrow',
    '1 tie',
    '2 circle-arrow',
    '1 circle-line',
    '1 circles',
  ])
})
