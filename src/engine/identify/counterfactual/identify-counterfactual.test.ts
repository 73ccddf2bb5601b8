import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { evaluateEstimand } from '../../expression/evaluate'
import { expressionWithNames } from '../../expression/print'
import { termKey } from '../../expression/scope'
import { readGraph } from '../../formats/registry'
import { randomAdmg } from '../discrete-model.testing'
import { identifyCounterfactual, type Evidence } from './identify-counterfactual'
import { events } from './event-text.testing'
import type { CounterfactualEvent } from './query'
import { randomStructuralModel } from './structural.testing'

function verdict(graph: string, asked: string, known = '', evidence: Evidence = 'observation'): string {
  const query = { asked: events(asked), known: events(known) }
  const found = valueOf(identifyCounterfactual(valueOf(readGraph(graph)).graph, query, evidence))
  return found.verdict === 'identifiable' ? expressionWithNames(found.estimand, (id) => id) : found.verdict
}

test('effects on the treated, natural effects, and questions without an answer', () => {
  const backdoor = 'dag { Z -> X -> Y; Z -> Y }'
  expect(verdict(backdoor, 'Y=1|X=1', 'X=0')).toBe('(Σ_Z P(Z) P(X′ | Z) P(Y | Z, X)) / P(X′)')
  const mediation = 'dag { X -> M -> Y; X -> Y }'
  expect(verdict(mediation, 'Y=1|X=1,M=m M=m|X=0')).toBe('Σ_M P(M | X′) P(Y | X, M)')
  // The recanting witness: L answers to both values of X.
  expect(verdict('dag { X -> L -> M -> Y; L -> Y; X -> Y }', 'Y=1|X=1,M=m M=m|X=0')).toBe('inconsistent')
  expect(verdict('dag { X -> Y; X <-> Y }', 'Y=1|X=1')).toBe('hedge')
  expect(verdict('dag { X -> Y; X <-> Y }', 'Y=1|X=1', '', 'experiments')).toBe('P(Y | do(X))')
  expect(verdict('dag { X -> Y }', 'Y=0|Y=1')).toBe('impossible')
  expect(verdict('dag { X -> Y }', 'X=0', 'Y=0|Y=1')).toBe('undefined')
  expect(verdict('dag { X -> Y }', 'Y=1|X=1 Y=0|X=0')).toBe('inconsistent')
})

test('on random structural models every formula equals what enumerating the noise gives', () => {
  const random = createRandom(21)
  let formulas = 0
  let refused = 0
  for (let n = 0; n < 1500; n++) {
    const graph = randomAdmg(3 + random.integer(2), 0.6, 0.2, random)
    const ids = graph.variables.map(({ id }) => id)
    const draw = (): CounterfactualEvent => {
      const [variable, ...others] = ids.toSorted(() => random.uniform() - 0.5)
      const set = others.slice(0, random.integer(3) === 0 ? 0 : 1)
      return {
        variable,
        value: { value: random.integer(2) },
        set: new Map(set.map((id) => [id, { value: random.integer(2) }])),
      }
    }
    const asked = Array.from({ length: 1 + random.integer(2) }, draw)
    const known = Array.from({ length: random.integer(3) }, draw)
    const evidence = random.integer(2) ? 'observation' : 'experiments'
    const found = valueOf(identifyCounterfactual(graph, { asked, known }, evidence))
    const model = randomStructuralModel(graph, random)
    const given = known.length === 0 ? 1 : model.probabilityOfEvents(known)
    if (found.verdict === 'undefined') {
      expect(given).toBe(0)
      continue
    }
    const truth = model.probabilityOfEvents([...asked, ...known]) / given
    if (found.verdict === 'impossible') {
      expect(truth === 0 || given === 0).toBe(true)
      continue
    }
    if (found.verdict !== 'identifiable') {
      refused++
      continue
    }
    formulas++
    const at = new Map(found.values.map(({ term, value }) => [termKey(term), Number(value)]))
    const value = evaluateEstimand(found.estimand, model.distribution, at)
    expect(Math.abs(value - truth)).toBeLessThan(1e-9)
  }
  console.log(`${formulas} formulas compared, ${refused} refused`)
  expect(formulas).toBeGreaterThan(700)
  expect(refused).toBeGreaterThan(100)
})
