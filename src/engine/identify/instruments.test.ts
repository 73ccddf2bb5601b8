import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { variableId as id } from '../graph/graph'
import { draw } from '../graph/graph-text.testing'
import { conditionalInstruments } from './instruments'

test('a graph with more sets than the budget allows ends with what is known so far', () => {
  // Every one of thirty pairs may be closed at either end: 2^30 sets for one instrument.
  const pairs = Array.from({ length: 30 }, (_, i) => `Z <- A${i} -> B${i} -> Y`)
  const graph = draw(['Z -> X -> Y, X <-> Y', ...pairs].join(', '))
  const { instruments, complete } = valueOf(
    conditionalInstruments(graph, id('X'), id('Y'), { milliseconds: 60_000, count: 20_000 }),
  )
  expect(complete).toBe(false)
  for (const { given } of instruments) expect(given.length).toBeGreaterThan(0)
})

test('each candidate gets its share of the budget', () => {
  const wide = Array.from({ length: 24 }, (_, i) => `V${i} -> Z`)
  const graph = draw(['Z -> X -> Y, X <-> Y', ...wide].join(', '))
  const { instruments } = valueOf(
    conditionalInstruments(graph, id('X'), id('Y'), { milliseconds: 60_000, count: 5_000 }),
  )
  expect(instruments.map(({ variable }) => variable)).toContain('Z')
  expect(instruments.map(({ variable }) => variable)).toContain('V23')
})
