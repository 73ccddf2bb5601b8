import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { ARROW_MARK, CIRCLE_MARK, markAt, setMark, TAIL_MARK, type MarkMatrix } from './mark-matrix'
import { createOrientation, tripleKey } from './orientation'
import { closeUnderRules, orientPag } from './orient-pag'

function skeleton(size: number, pairs: readonly (readonly [number, number])[]): MarkMatrix {
  const matrix = { size, at: new Uint8Array(size * size) }
  for (const [a, b] of pairs) {
    setMark(matrix, a, b, CIRCLE_MARK)
    setMark(matrix, b, a, CIRCLE_MARK)
  }
  return matrix
}

/** Each variable with all it causes according to tails alone, by repeated composition; the last row and column are the selection. */
function ancestryOf(pag: MarkMatrix): boolean[][] {
  const { size } = pag
  const causes = Array.from({ length: size + 1 }, (_, a) =>
    Array.from({ length: size + 1 }, (_other, b) => a === b),
  )
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) {
      if (markAt(pag, b, a) !== TAIL_MARK) continue
      causes[a][b] = true
      if (markAt(pag, a, b) === TAIL_MARK) causes[a][size] = true
    }
  for (let k = 0; k <= size; k++)
    for (const row of causes) if (row[k]) causes[k].forEach((is, b) => (row[b] ||= is))
  return causes
}

test('a chordless cycle without colliders can only come from selection', () => {
  const square = [[0, 1], [1, 2], [2, 3], [3, 0]] as const // prettier-ignore
  const marks = (selection: 'possible' | 'none') =>
    new Set(orientPag(skeleton(4, square), () => true, selection).at.filter((mark) => mark > 0))
  expect(marks('possible')).toEqual(new Set([TAIL_MARK]))
  expect(marks('none')).toEqual(new Set([CIRCLE_MARK]))
})

test('many ways through a graph take no more time than its edges', () => {
  // Forty diamonds in a row, the effect of both sides at the end of each: 2^40 uncovered paths, none of which leads to 121.
  const pairs: [number, number][] = [[0, 121], [121, 122]] // prettier-ignore
  for (let k = 0; k < 40; k++) {
    const left = 3 * k
    pairs.push([left, left + 1], [left, left + 2], [left + 1, left + 3], [left + 2, left + 3])
  }
  const isCollider = (a: number, c: number, b: number) =>
    (a === 0 && c === 122) || (a % 3 === 1 && b === c + 1 && b < 121)
  const pag = orientPag(skeleton(123, pairs), (a, c, b) => !isCollider(a, c, b), 'none')
  expect([markAt(pag, 0, 121), markAt(pag, 121, 0)]).toEqual([ARROW_MARK, CIRCLE_MARK])
})

test('answers that contradict each other leave circles, and what is decided stays ancestral', () => {
  const random = createRandom(4)
  let leftOut = 0
  for (let k = 0; k < 400; k++) {
    const size = 4 + random.integer(6)
    const pairs: [number, number][] = []
    for (let a = 0; a < size; a++)
      for (let b = a + 1; b < size; b++) if (random.uniform() < 0.5) pairs.push([a, b])
    const pag = skeleton(size, pairs)
    const selection = k % 2 === 0 ? 'possible' : 'none'
    const orientation = createOrientation(pag, 'noisy')
    for (const [a, b] of pairs) {
      if (random.uniform() < 0.3) orientation.decide(a, b, ARROW_MARK)
      if (random.uniform() < 0.2) orientation.direct(a, b)
      if (selection === 'possible' && random.uniform() < 0.1) orientation.decide(b, a, TAIL_MARK)
    }
    const steps = closeUnderRules(orientation, () => random.uniform() < 0.5, selection)
    while (!steps.next().done);
    leftOut += orientation.leftOut.size
    const causes = ancestryOf(pag)
    for (const [a, b] of [...pairs, ...pairs.map(([x, y]) => [y, x])])
      if (markAt(pag, a, b) === ARROW_MARK) expect([causes[b][a], causes[b][size]]).toEqual([false, false])
  }
  expect(leftOut).toBeGreaterThan(100)
})

test('rules that need a noncollider leave triples in doubt alone', () => {
  // A -> B <- C with B - D: whether B is a collider between A and D decides the edge to D.
  const marksOfD = (doubtful: readonly number[]) => {
    const pag = skeleton(4, [[0, 1], [2, 1], [1, 3]]) // prettier-ignore
    const orientation = createOrientation(pag, 'noisy', new Set(doubtful))
    orientation.decideTogether([[0, 1, ARROW_MARK], [2, 1, ARROW_MARK]]) // prettier-ignore
    const steps = closeUnderRules(orientation, () => true, 'none')
    while (!steps.next().done);
    return [markAt(pag, 3, 1), markAt(pag, 1, 3)]
  }
  const inDoubt = [tripleKey(4, 0, 1, 3), tripleKey(4, 3, 1, 2)]
  expect(marksOfD([])).toEqual([TAIL_MARK, ARROW_MARK])
  expect(marksOfD(inDoubt.slice(1))).toEqual([TAIL_MARK, ARROW_MARK])
  expect(marksOfD(inDoubt)).toEqual([CIRCLE_MARK, CIRCLE_MARK])
})
