import { expect, test } from 'vitest'
import { noKnowledge } from '../../engine/discover/algorithm'
import { directed, graphFromNames, variableId } from '../../engine/graph/graph'
import { knownLines } from './known-lines'

const rects = new Map(
  ['A', 'B', 'C'].map((id, at) => [id, { x: at * 300, y: 0, width: 100, height: 40 }] as const),
)
const bare = graphFromNames(['A', 'B', 'C'], [])

test('what names variables elsewhere is not drawn', () => {
  const lines = knownLines(
    bare,
    { ...noKnowledge, required: [['A', 'B']], forbidden: [['B', 'C'], ['A', 'Elsewhere']] }, // prettier-ignore
    rects,
  )
  expect(lines.map(({ kind, cause, effect }) => `${kind} ${cause} ${effect}`)).toEqual([
    'required A B',
    'forbidden B C',
  ])
})

test('a line keeps clear of the edge that joins the same two', () => {
  const known = { ...noKnowledge, forbidden: [['B', 'A']] as const }
  const [alone] = knownLines(bare, known, rects)
  const joined = graphFromNames(['A', 'B', 'C'], [directed(variableId('A'), variableId('B'))])
  const [beside] = knownLines(joined, known, rects)
  expect(alone.middle.y).toBe(20)
  expect(Math.abs(beside.middle.y - 20)).toBeGreaterThan(20)
})

test('badges of lines that cross stand apart', () => {
  const square = new Map(
    ['A', 'B', 'C', 'D'].map(
      (id, at) => [id, { x: (at % 2) * 300, y: Math.floor(at / 2) * 200, width: 100, height: 40 }] as const,
    ),
  )
  const known = { ...noKnowledge, required: [['A', 'D'], ['B', 'C']] as const } // prettier-ignore
  const [one, other] = knownLines(graphFromNames(['A', 'B', 'C', 'D'], []), known, square)
  expect(Math.hypot(one.middle.x - other.middle.x, one.middle.y - other.middle.y)).toBeGreaterThan(20)
})
