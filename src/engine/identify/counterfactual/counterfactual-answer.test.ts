import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { evaluateEstimand } from '../../expression/evaluate'
import { expressionWithNames } from '../../expression/print'
import { termKey } from '../../expression/scope'
import { readGraph } from '../../formats/registry'
import { randomAdmg } from '../discrete-model.testing'
import { counterfactualAnswer, type CounterfactualAnswer } from './counterfactual-answer'
import { events } from './event-text.testing'
import {
  answerContrast,
  controlledDirectEffect,
  effectOnTreated,
  mediatorsBetween,
  naturalDirectEffect,
  naturalIndirectEffect,
} from './questions'
import { randomStructuralModel } from './structural.testing'

const graphOf = (text: string) => valueOf(readGraph(text)).graph
const ask = (text: string, asked: string, known = '') =>
  valueOf(counterfactualAnswer(graphOf(text), { asked: events(asked), known: events(known) }, 'observation'))

const sentences = (answer: CounterfactualAnswer) =>
  answer.derivation.map(({ rule, sentence, result }) =>
    [rule, sentence, ...(result ? [expressionWithNames(result, (id) => id)] : [])].join(' | '),
  )

test('an effect on the untreated, step by step', () => {
  expect(sentences(ask('dag { Z -> X -> Y; Z -> Y }', 'Y=1|X=1', 'X=0'))).toEqual([
    'question | Asked is how likely it is that Y would be 1 if X were 1, given that X is 0.',
    'ancestors | Behind these events stand Z.',
    'merge | Nothing that is set reaches Z differently: it is the same in several worlds and drawn once.',
    'c-component-factorisation | Hidden causes leave 3 groups apart, {Z}, {X} and {Y (X = 1)}: the chance of all together is the product of their factors.',
    'district | Among its causes, Z is a district: its factor is read off what is seen, each member given what came before it. | P(Z)',
    'values | At the values that the question gives, this is the factor of Z. | P(Z)',
    'district | Among its causes, X is a district: its factor is read off what is seen, each member given what came before it. | P(X | Z)',
    'values | At the values that the question gives, this is the factor of X. | P(X′ | Z)',
    'district | Among its causes, Y is a district: its factor is read off what is seen, each member given what came before it. | P(Y | Z, X)',
    'values | At the values that the question gives, this is the factor of Y (X = 1). | P(Y | Z, X)',
    'combine | The factors are multiplied and Z summed over. | Σ_Z P(Z) P(X′ | Z) P(Y | Z, X)',
    'condition | Dividing by the chance of what is known, X is 0, conditions on it. | (Σ_Z P(Z) P(X′ | Z) P(Y | Z, X)) / P(X′)',
  ])
})

test('nested counterfactuals are told as such, and the recanting witness is named and shown', () => {
  const answer = ask('dag { X -> L -> M -> Y; L -> Y; X -> Y }', 'Y=1|X=1,M=m M=m|X=0')
  expect(answer.derivation[0].sentence).toBe(
    'Asked is how likely it is that Y would be 1 if X were 1 and M were as it would be if X were 0.',
  )
  if (answer.verdict !== 'not-identifiable') throw new Error(answer.verdict)
  expect(answer.explanation).toBe(
    'L would have to answer to X at 1 and at 0 at once: it is a recanting witness, and no experiment shows both on the same unit.',
  )
  expect(answer.witness).toMatchObject({ kind: 'conflict', variable: 'X', recanting: 'L', tied: ['L'] })
  const shown = answer.graph.nodes.filter(({ id }) => answer.witness.nodes.includes(id))
  expect(shown.map(({ variable }) => variable)).toEqual(['L', 'L'])
})

test('both potential outcomes of one unit: the outcome itself answers to both values', () => {
  expect(ask('dag { X -> Y }', 'Y=1|X=1 Y=0|X=0')).toMatchObject({
    verdict: 'not-identifiable',
    witness: { variable: 'X', recanting: 'Y', tied: ['Y'] },
  })
})

test('a recanting district: two variables that one hidden cause ties together', () => {
  const answer = ask('dag { X -> M -> Y; X -> Y; M <-> Y }', 'Y=1|X=1,M=m M=m|X=0')
  if (answer.verdict !== 'not-identifiable') throw new Error(answer.verdict)
  expect(answer.witness).toMatchObject({ kind: 'conflict', variable: 'X', recanting: null, tied: ['M', 'Y'] })
  expect(answer.explanation).toMatch(/^Hidden causes tie M and Y together/)
})

test('events that cannot be, and a hedge', () => {
  expect(ask('dag { X -> Y }', 'Y=0|Y=1')).toMatchObject({
    verdict: 'impossible',
    explanation: 'Y is set to 1 and cannot be 0. The probability is 0.',
  })
  expect(ask('dag { X -> Y }', 'X=0', 'Y=0|Y=1')).toMatchObject({
    verdict: 'undefined',
    explanation: 'What is given cannot occur: Y is set to 1 and cannot be 0.',
  })
  expect(ask('dag { X -> Y; X <-> Y }', 'Y=1|X=1')).toMatchObject({
    verdict: 'not-identifiable',
    witness: { kind: 'hedge', hedge: { outer: ['X', 'Y'], inner: ['Y'] } },
  })
})

test('effects on the treated, natural and controlled effects equal what enumerating the noise gives', () => {
  const random = createRandom(6)
  const counts = { ett: 0, nde: 0, nie: 0, cde: 0, refused: 0 }
  for (let n = 0; n < 250; n++) {
    const graph = randomAdmg(4, 0.6, 0.15, random)
    const [treatment, outcome] = [graph.variables[random.integer(2)].id, graph.variables[3].id]
    const roles = { treatment, from: 0, to: 1, outcome, outcomeValue: 1 }
    const mediators = mediatorsBetween(graph, treatment, outcome)
    const contrasts = {
      ett: effectOnTreated(roles, 1),
      nde: naturalDirectEffect(roles, mediators),
      nie: naturalIndirectEffect(roles, mediators),
      cde: controlledDirectEffect(roles, new Map(mediators.map((id) => [id, 1]))),
    }
    const model = randomStructuralModel(graph, random)
    for (const [kind, contrast] of Object.entries(contrasts)) {
      const { to, from } = valueOf(answerContrast(graph, contrast, 'observation'))
      for (const [query, answer] of [
        [contrast.to, to],
        [contrast.from, from],
      ] as const) {
        const nodes = new Set(answer.graph.nodes.map(({ id }) => id))
        for (const { shows } of answer.derivation)
          for (const id of shows.nodes) expect(nodes.has(id)).toBe(true)
        for (const edge of answer.graph.edges) expect(nodes.has(edge.from) && nodes.has(edge.to)).toBe(true)
        if (answer.verdict !== 'identifiable') {
          counts.refused++
          expect(answer.verdict === 'not-identifiable' && answer.witness.nodes.length > 0).toBe(true)
          continue
        }
        counts[kind as keyof typeof counts]++
        const at = new Map(answer.values.map(({ term, value }) => [termKey(term), Number(value)]))
        const value = evaluateEstimand(answer.estimand, model.distribution, at)
        expect(Math.abs(value - model.probabilityOfQuery(query))).toBeLessThan(1e-9)
      }
    }
  }
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(100)
})
