import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { variableId as id } from '../../graph/graph'
import { draw } from '../../graph/graph-text.testing'
import { totalEffectOf } from '../question'
import { imagine } from './imagine'
import type { ImaginedKind } from './imagined-kinds'

const question = totalEffectOf([{ variable: id('X'), from: 0, to: 1 }], [id('Y')])
const ask = (text: string, kind: ImaginedKind) =>
  imagine(draw(text), question, { kind, mediators: null, event: 1, otherwise: 0 })

test.each([
  ['C -> X, C -> Y, X -> Y', 'treated', 'identified', 2],
  ['X -> Y, X <-> Y', 'treated', 'not-identified', 2],
  ['X -> M -> Y, X -> Y', 'natural-direct', 'identified', 2],
  ['X -> M -> Y, X -> Y', 'natural-indirect', 'identified', 2],
  ['X -> M -> Y, X -> Y, M <-> Y', 'natural-direct', 'not-identified', 2],
  ['X -> M -> Y, X -> Y, L -> M, L -> Y', 'controlled-direct', 'identified', 2],
  ['C -> X, C -> Y, X -> Y', 'necessity', 'bounded', 1],
  ['X -> Y', 'sufficiency', 'bounded', 1],
  ['X -> Y', 'both', 'bounded', 1],
  ['X -> Y, X <-> Y', 'both', 'not-identified', 1],
] as const)('%s: %s is %s', (text, kind, verdict, parts) => {
  const answer = valueOf(ask(text, kind))
  expect(answer.verdict).toBe(verdict)
  expect(answer.parts).toHaveLength(parts)
  expect(answer.limits === null).toBe(verdict !== 'bounded')
  // The world as it is, and at least one in which something is set.
  expect(answer.worlds.worlds.length).toBeGreaterThan(1)
  expect(answer.worlds.worlds[0].set).toEqual([])
})

test('what cannot be asked is a sentence', () => {
  expect(ask('X -> Y', 'natural-direct')).toMatchObject({ problems: [{ code: 'no-mediator' }] })
  const none = imagine(draw('X -> Y'), totalEffectOf([], []), {
    kind: 'treated',
    mediators: null,
    event: 1,
    otherwise: 0,
  })
  expect(none).toMatchObject({ problems: [{ code: 'one-treatment' }] })
})

test('three hundred confounders are refused with their number', () => {
  const confounders = Array.from({ length: 300 }, (_, i) => `X <- C${i} -> Y`).join(', ')
  expect(ask(`${confounders}, X -> Y`, 'treated')).toMatchObject({
    problems: [{ code: 'too-many-copies' }],
  })
})

test('a chain of a thousand variables in between is refused with its size', () => {
  const chain = ['X', ...Array.from({ length: 1000 }, (_, i) => `M${i}`), 'Y'].join(' -> ')
  expect(ask(`${chain}, X -> Y`, 'natural-direct')).toMatchObject({
    problems: [{ code: 'too-many-events' }],
  })
})
