import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import { evaluateEstimand } from '../expression/evaluate'
import { expressionWithNames } from '../expression/print'
import { freeTerms, termKey } from '../expression/scope'
import { readGraph } from '../formats/registry'
import { randomAdmg, randomBinaryModel } from './discrete-model.testing'
import { functionalConstraints } from './verma'

const constraints = (text: string) =>
  valueOf(functionalConstraints(valueOf(readGraph(text)).graph)).map(
    ({ expression, independentOf }) =>
      `${expressionWithNames(expression, (id) => id)} is the same for every ${independentOf.join(', ')}`,
  )

test('the first example of Verma and Pearl has one, the front door and a DAG have none', () => {
  expect(constraints('dag { V1 -> V2 -> V3 -> V4; V2 <-> V4 }')).toEqual([
    'Σ_V2 P(V2 | V1) P(V4 | V1, V2, V3) is the same for every V1',
  ])
  expect(constraints('dag { X -> M -> Y; X <-> Y }')).toEqual([])
  expect(constraints('dag { A -> B -> C; A -> C }')).toEqual([])
})

test('every constraint holds in random models', () => {
  const random = createRandom(6)
  let checked = 0
  for (let n = 0; n < 400; n++) {
    const graph = randomAdmg(4 + random.integer(2), 0.5, 0.3, random)
    const found = valueOf(functionalConstraints(graph))
    if (found.length === 0) continue
    const model = randomBinaryModel(graph, random)
    for (const { expression, independentOf } of found) {
      const at = new Map(freeTerms(expression).map((term) => [termKey(term), random.integer(2)]))
      const other = new Map([...at, ...independentOf.map((id) => [id as string, 1 - at.get(id)!] as const)])
      const values = [at, other].map((values) => evaluateEstimand(expression, model.distribution, values))
      expect(Math.abs(values[0] - values[1])).toBeLessThan(1e-9)
      checked++
    }
  }
  expect(checked).toBeGreaterThan(10)
})
