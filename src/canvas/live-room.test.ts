import { expect, test } from 'vitest'
import { roomToGrow, type Growing } from './live-room'

const node = (id: string, x: number, y: number): Growing => ({
  id,
  plain: { x, y, width: 100, height: 40 },
  live: { x, y, width: 196, height: 88 },
})

test('nodes far apart all show their data', () => {
  expect(roomToGrow([node('a', 0, 0), node('b', 300, 0)], [])).toEqual(new Set(['a', 'b']))
})

test('one whose data would cover a neighbour stays plain', () => {
  expect(roomToGrow([node('a', 0, 0), node('b', 0, 76)], [])).toEqual(new Set(['b']))
  expect(roomToGrow([node('b', 0, 76), node('a', 0, 0)], [])).toEqual(new Set(['b']))
  expect(roomToGrow([node('a', 0, 0), node('b', 150, 0)], [])).toEqual(new Set(['b']))
})

test('the arrow between two neighbours keeps room to be seen', () => {
  expect(roomToGrow([node('a', 0, 0), node('b', 230, 0)], [])).toEqual(new Set(['b']))
  expect(roomToGrow([node('a', 0, 0), node('b', 241, 0)], [])).toEqual(new Set(['a', 'b']))
})

test('a node without data is not covered either', () => {
  expect(roomToGrow([node('a', 0, 0)], [{ x: 0, y: 90, width: 100, height: 40 }])).toEqual(new Set())
  expect(roomToGrow([node('a', 0, 0)], [{ x: 0, y: 101, width: 100, height: 40 }])).toEqual(new Set(['a']))
})
