import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { evaluateEstimand } from '../../expression/evaluate'
import { expressionWithNames } from '../../expression/print'
import { readGraph } from '../../formats/registry'
import type { VariableId } from '../../graph/graph'
import { probabilityIn, randomAdmg, randomBinaryModel } from '../discrete-model.testing'
import { identifyEffect } from './identify-effect'
import { experimentsOn, identifyFrom } from './identify-from'

const ids = (text: string) => (text === '' ? [] : (text.split(' ') as VariableId[]))
const graphOf = (text: string) => valueOf(readGraph(text)).graph

test('an experiment on another variable can stand in for one on the treatment', () => {
  const graph = graphOf('dag { Z -> X -> Y; Z <-> X; Z <-> Y }')
  const observed = valueOf(identifyFrom(graph, ids('Y'), ids('X'), experimentsOn([])))
  expect(observed.identifiable).toBe(false)
  const found = valueOf(identifyFrom(graph, ids('Y'), ids('X'), experimentsOn(ids('Z'))))
  expect(found.identifiable && expressionWithNames(found.estimand, (id) => id)).toBe('P(Y | do(Z), X)')
})

test('an effect is transported unless the mechanism of the outcome differs', () => {
  const sources = (differs: string) => [
    { population: '', experiment: [], differs: [] },
    { population: 'source', experiment: ids('X'), differs: ids(differs) },
  ]
  const proxy = graphOf('dag { U [latent] U -> Z; U -> Y; X -> Y; X <-> Y }')
  expect(valueOf(identifyFrom(proxy, ids('Y'), ids('X'), sources('Z'))).identifiable).toBe(true)
  expect(valueOf(identifyFrom(proxy, ids('Y'), ids('X'), sources('Y'))).identifiable).toBe(false)
})

test('formulas that need an experiment equal what setting does in random models', () => {
  const random = createRandom(8)
  let compared = 0
  for (let n = 0; n < 700; n++) {
    const graph = randomAdmg(3 + random.integer(3), 0.5, 0.35, random)
    const model = randomBinaryModel(graph, random)
    const all = graph.variables.map(({ id }) => id)
    for (const x of all)
      for (const y of all) {
        if (x === y) continue
        const seen = valueOf(identifyEffect(graph, { outcomes: [y], treatments: [x], given: [] }))
        for (const z of all) {
          if (z === x || z === y) continue
          const found = valueOf(identifyFrom(graph, [y], [x], experimentsOn([z])))
          if (seen.identifiable) expect(found.identifiable).toBe(true)
          if (seen.identifiable || !found.identifiable) continue
          compared++
          const at = new Map([
            [x, random.integer(2)],
            [y, random.integer(2)],
          ])
          const set = model.distribution(new Map([[x, at.get(x)!]]))
          const truth = probabilityIn(set, new Map([[y, at.get(y)!]]))
          const value = evaluateEstimand(found.estimand, model.distribution, at)
          expect(Math.abs(value - truth)).toBeLessThan(1e-9)
        }
      }
  }
  expect(compared).toBeGreaterThan(20)
})
