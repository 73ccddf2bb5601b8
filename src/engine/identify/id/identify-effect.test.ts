import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { evaluateEstimand } from '../../expression/evaluate'
import { expressionWithNames } from '../../expression/print'
import type { VariableId } from '../../graph/graph'
import { readGraph } from '../../formats/registry'
import { probabilityIn, randomAdmg, randomBinaryModel } from '../discrete-model.testing'
import { identifyEffect } from './identify-effect'
import { isHedge, isIdentifiableByRecursion } from './recursion.testing'

const ids = (text: string) => (text === '' ? [] : (text.split(' ') as VariableId[]))

function formula(graph: string, outcomes: string, treatments: string, given = '') {
  const found = valueOf(
    identifyEffect(valueOf(readGraph(graph)).graph, {
      outcomes: ids(outcomes),
      treatments: ids(treatments),
      given: ids(given),
    }),
  )
  return found.identifiable
    ? expressionWithNames(found.estimand, (id) => id)
    : `hedge ${found.hedge.outer.join(' ')} / ${found.hedge.inner.join(' ')}`
}

test('the textbook formulas', () => {
  expect(formula('dag { Z -> X -> Y; Z -> Y }', 'Y', 'X')).toBe('Σ_Z P(Z) P(Y | Z, X)')
  expect(formula('dag { X -> M -> Y; X <-> Y }', 'Y', 'X')).toBe('Σ_M P(M | X) (Σ_X′ P(X′) P(Y | X′, M))')
  expect(formula('dag { W -> Z -> X -> Y; W <-> X; W <-> Y }', 'Y', 'X')).toBe(
    '(Σ_W P(W) P(X | W, Z) P(Y | W, Z, X)) / (Σ_W P(W) P(X | W, Z))',
  )
  expect(formula('dag { X -> Y <- Z; X <- Z }', 'Y', 'X', 'Z')).toBe('P(Y | X, Z)')
  expect(formula('dag { X <- Y }', 'Y', 'X')).toBe('P(Y)')
  expect(formula('dag { X -> Y; X <-> Y }', 'Y', 'X')).toBe('hedge X Y / Y')
})

test('on random models every formula equals what setting does, and every refusal names a hedge', () => {
  const random = createRandom(4)
  let formulas = 0
  let hedges = 0
  let verdicts = 0
  for (let n = 0; n < 2200; n++) {
    const count = 3 + Math.floor(random.uniform() * 4)
    const graph = randomAdmg(count, 0.3 + 0.3 * random.uniform(), 0.35 * random.uniform(), random)
    const shuffled = graph.variables.map(({ id }) => id).toSorted(() => random.uniform() - 0.5)
    const treatments = shuffled.slice(0, random.uniform() < 0.3 ? 2 : 1)
    const outcomes = shuffled.slice(treatments.length, treatments.length + 1)
    const given = shuffled.slice(treatments.length + 1).filter(() => random.uniform() < 0.2)
    const found = valueOf(identifyEffect(graph, { outcomes, treatments, given }))
    if (given.length === 0) {
      verdicts++
      const all = new Set(graph.variables.map(({ id }) => id))
      expect(found.identifiable).toBe(
        isIdentifiableByRecursion(graph, new Set(outcomes), new Set(treatments), all),
      )
    }
    if (!found.identifiable) {
      hedges++
      const { outer, inner } = found.hedge
      // IDC: what is refused is the joint effect on outcomes and conditions, some of which count as set.
      const isShown = [treatments, ...given.map((id) => [...treatments, id]), [...treatments, ...given]].some(
        (x) => {
          const y = [...outcomes, ...given].filter((id) => !x.includes(id))
          return isHedge(graph, new Set(y), new Set(x), new Set(outer), new Set(inner))
        },
      )
      expect(isShown).toBe(true)
      continue
    }
    formulas++
    const model = randomBinaryModel(graph, random)
    const at = new Map(
      [...outcomes, ...treatments, ...given].map((id) => [id, random.uniform() < 0.5 ? 0 : 1]),
    )
    const set = new Map(treatments.map((id) => [id, at.get(id)!]))
    const truth = model.distribution(set)
    const seen = new Map(given.map((id) => [id, at.get(id)!]))
    const expected =
      probabilityIn(truth, new Map([...seen, [outcomes[0], at.get(outcomes[0])!]])) /
      probabilityIn(truth, seen)
    expect(Math.abs(evaluateEstimand(found.estimand, model.distribution, at) - expected)).toBeLessThan(1e-9)
  }
  expect(formulas).toBeGreaterThan(1400)
  expect(hedges).toBeGreaterThan(150)
  expect(verdicts).toBeGreaterThan(1000)
})
