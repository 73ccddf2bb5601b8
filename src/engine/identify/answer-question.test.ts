import { describe, expect, it } from 'vitest'
import { valueOf } from '../../base/result'
import { variableId as id, type CausalGraph } from '../graph/graph'
import { draw } from '../graph/graph-text.testing'
import { answerQuestion, listAdjustmentSets } from './answer-question'
import type { EffectQuestion } from './question'

const effectOf = (effect: 'total' | 'direct' = 'total'): EffectQuestion => ({
  kind: 'effect',
  effect,
  treatments: [{ variable: id('X'), from: 0, to: 1 }],
  outcomes: [id('Y')],
  population: 'everyone',
  must: [],
  forbidden: [],
})

const live = (graph: CausalGraph, adjustment: 'first' | string[] = 'first') =>
  valueOf(answerQuestion(graph, effectOf(), adjustment === 'first' ? 'first' : adjustment.map(id)))

describe('the live answer', () => {
  const confounded = draw('C -> X, C -> Y, X -> M -> Y, I -> X, O -> Y, N')
  it('colours a confounded effect before and after adjustment', () => {
    const answer = live(confounded)
    expect(answer.variableRoles).toEqual({
      C: 'adjusted',
      X: 'exposure',
      Y: 'outcome',
      M: 'mediator',
      I: 'cause-of-exposure',
      O: 'cause-of-outcome',
      N: 'other',
    })
    expect(answer.edgeRolesUnadjusted).toMatchObject({
      'C -> X': 'biasing',
      'X -> M': 'causal',
      'I -> X': 'plain',
    })
    expect(answer.edgeRoles).toMatchObject({ 'C -> X': 'blocked', 'C -> Y': 'blocked', 'M -> Y': 'causal' })
    expect(answer).toMatchObject({
      blockers: ['C'],
      openPath: 'X ← C → Y',
      openPaths: 'one',
      adjustmentIsValid: true,
    })
  })
  it('judges a set chosen by hand and forgets members that are gone', () => {
    const answer = live(confounded, ['M', 'Gone'])
    expect(answer).toMatchObject({ adjustment: ['M'], adjustmentIsValid: false, sets: [['C']] })
    expect(answer.edgeRoles).toMatchObject({ 'C -> X': 'biasing' })
    expect(live(confounded, []).variableRoles).toMatchObject({ C: 'confounder' })
  })
  it('has no set in use when none exists', () => {
    const answer = live(draw('X -> Y, X <-> Y'))
    expect(answer).toMatchObject({ adjustment: null, adjustmentIsValid: false, sets: [], openPath: 'X ↔ Y' })
    expect(answer.identification.identifiable).toBe(false)
  })
  it('tells one open path from several', () => {
    expect(live(draw('C -> X, C -> Y, D -> X, D -> Y, X -> Y')).openPaths).toBe('several')
    expect(live(draw('X -> Y')).openPaths).toBe('none')
  })
  it('lists as many sets as wanted and says whether there are more', () => {
    const graph = draw('X <- A <- B -> Y, X -> Y')
    expect(valueOf(listAdjustmentSets(graph, effectOf(), 1))).toMatchObject({ more: true })
    expect(valueOf(listAdjustmentSets(graph, effectOf(), 2))).toEqual({
      sets: [[id('A')], [id('B')]],
      more: false,
    })
  })
  it('passes a problem on', () => {
    expect(answerQuestion(draw('X -> Y -> X'), effectOf(), 'first')).toMatchObject({
      problems: [{ code: 'cycle' }],
    })
  })
})
