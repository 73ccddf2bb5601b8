import { describe, expect, it, test } from 'vitest'
import { valueOf } from '../../base/result'
import { variableId } from '../graph/graph'
import { draw } from '../graph/graph-text.testing'
import { identifyQuestion } from './identify-question'
import { totalEffectOf, type EffectQuestion } from './question'
import { remediesFor } from './remedies'

const id = variableId
const effectOf = (wishes: Partial<EffectQuestion> = {}): EffectQuestion => ({
  ...totalEffectOf([{ variable: id('X'), from: 0, to: 1 }], [id('Y')]),
  ...wishes,
})
const identify = (text: string, wishes = {}) => valueOf(identifyQuestion(draw(text), effectOf(wishes)))

test.each([
  ['C -> X, C -> Y, X -> Y', 'adjustment', undefined],
  ['X -> M -> Y, X <-> Y', 'front-door', undefined],
  ['W -> Z -> X -> Y, W <-> X, W <-> Y', 'do-calculus', 'napkin'],
  ['X -> M -> Y, X <-> Y, M -> W, W -> Y, X -> W', 'front-door', undefined],
  ['X -> M -> Y, X <-> Y, C -> X, C -> M, C -> Y', 'do-calculus', undefined],
])('%s is told by %s', (text, method, form) => {
  const found = identify(text)
  expect(found).toMatchObject({ identifiable: true, method })
  expect(found.identifiable ? found.form : 'none').toBe(form)
})

describe('what is not identifiable', () => {
  it('shows the hedge', () => {
    const found = identify('X -> Y, X <-> Y')
    expect(found).toMatchObject({
      identifiable: false,
      method: 'do-calculus',
      hedge: { outer: ['X', 'Y'], inner: ['Y'] },
      witness: { edges: ['X -> Y', 'X <-> Y'] },
    })
  })
  it('is the wish’s fault where only the wish is in the way', () => {
    expect(identify('C -> X, C -> Y, X -> Y', { forbidden: [id('C')] })).toMatchObject({
      identifiable: false,
      method: 'adjustment',
    })
  })
})

describe('what would help', () => {
  const remedies = (text: string) =>
    valueOf(remediesFor(draw(text), effectOf(), { milliseconds: 1000, count: 100 })).remedies.map(
      ({ kind, variables, becomes }) => [kind, variables.join(' '), becomes],
    )
  it('measuring the hidden cause, a trial, or assuming that there is none', () => {
    expect(remedies('X -> Y, X <-> Y')).toEqual([
      ['measure', 'X Y', 'adjustment'],
      ['randomise', 'X', 'experiment'],
      ['assume-none', 'X Y', 'adjustment'],
    ])
  })
  it('a trial of another variable, where that is enough', () => {
    expect(remedies('Z -> X -> Y, Z <-> X, Z <-> Y')).toContainEqual(['randomise', 'Z', 'experiment'])
    expect(remedies('X -> Z -> Y, X <-> Z, X <-> Y')).not.toContainEqual(['randomise', 'Z', 'experiment'])
  })
  it('nothing is needed where the question has an answer', () => {
    expect(remedies('X -> Y')).toEqual([])
  })
  it('every remedy makes the changed graph identifiable', () => {
    const graph = draw('X -> Z -> Y, X -> Y, X <-> Z, Z <-> Y, W -> X, W <-> Y')
    const found = valueOf(remediesFor(graph, effectOf(), { milliseconds: 1000, count: 100 })).remedies
    expect(found.length).toBeGreaterThan(0)
    for (const remedy of found.filter(({ becomes }) => becomes !== 'experiment'))
      expect(valueOf(identifyQuestion(remedy.graph, effectOf())).identifiable).toBe(true)
  })
})
