import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { evaluateEstimand, type DiscreteDistribution } from '../../expression/evaluate'
import { expressionWithNames, variablesIn } from '../../expression/print'
import { draw } from '../../graph/graph-text.testing'
import type { CausalGraph, VariableId } from '../../graph/graph'
import { probabilityIn, randomAdmg, randomBinaryModel } from '../discrete-model.testing'
import { identifyEffect } from '../id/identify-effect'
import { isDeterminedNearby } from '../local-determination.testing'
import { recoverEffect } from './recover-effect'

const ids = (text: string) => (text === '' ? [] : (text.split(' ') as VariableId[]))

function verdict(text: string, question: string, external = ''): string {
  const [outcomes, treatments = '', given = ''] = question.split('|').map((part) => part.trim())
  const graph = draw(text, { selected: ['S'] })
  const query = { outcomes: ids(outcomes), treatments: ids(treatments), given: ids(given) }
  const found = valueOf(recoverEffect(graph, query, ids(external)))
  return found.verdict === 'recoverable' ? expressionWithNames(found.estimand, (id) => id) : found.verdict
}

test('published cases', () => {
  // Bareinboim & Tian 2015: selection by treatment, by outcome, by a cause of the treatment.
  expect(verdict('X -> Y, X -> S', 'Y|X')).toBe('P(Y | X, S)')
  expect(verdict('X -> Y, Y -> S', 'Y|X')).toBe('not-recoverable')
  expect(verdict('X -> Y, X -> S, Y -> S', 'Y|X')).toBe('not-recoverable')
  expect(verdict('W1 -> X, W2 -> X, X -> Y, W2 -> S, W1 <-> W2, W1 <-> Y', 'Y|X')).toBe(
    'Σ_W1 P(W1 | W2, S) P(Y | W1, X, W2, S)',
  )
  // A confounder that drives selection: its distribution is needed from elsewhere.
  expect(verdict('Z -> X, Z -> Y, X -> Y, Z -> S', 'Y|X')).toBe('not-recoverable')
  expect(verdict('Z -> X, Z -> Y, X -> Y, A <-> Z, A -> S', 'Y|X', 'Z')).toBe('Σ_Z P(Z) P(Y | Z, X, S)')
  expect(verdict('Z -> X, Z -> Y, X -> Y, Z -> S', 'Y|X', 'Z')).toBe('Σ_Z P(Z) P(Y | Z, X, S)')
  // Within levels of the confounder the effect is recoverable although the joint is not.
  expect(verdict('Z -> X, Z -> Y, X -> Y, Z -> S', 'Y|X|Z')).toBe('P(Y | Z, X, S)')
})

test('what is only seen: separation from the selection decides (Bareinboim, Tian & Pearl 2014)', () => {
  expect(verdict('X -> Y, X -> S', 'Y||X')).toBe('P(Y | X, S)')
  expect(verdict('Y -> X, X -> S', 'Y||X')).toBe('P(Y | X, S)')
  expect(verdict('X -> Y, X -> S', 'Y')).toBe('not-recoverable')
  expect(verdict('X -> Y, X -> S', 'Y', 'X')).toBe('Σ_X P(Y | X, S) P(X)')
  expect(verdict('X -> Y, X -> C, C -> S, Y <-> C', 'Y||X', 'X C')).toBe('Σ_C P(Y | X, C, S) P(C | X)')
})

test('each round of reading off the sample is told', () => {
  const graph = draw('W1 -> X, W2 -> X, X -> Y, W2 -> S, W1 <-> W2, W1 <-> Y', { selected: ['S'] })
  const found = valueOf(recoverEffect(graph, { outcomes: ids('Y'), treatments: ids('X'), given: [] }, []))
  if (found.verdict !== 'recoverable') throw new Error(found.verdict)
  const sentences = found.derivation.map(({ rule, sentence }) => `${rule}: ${sentence}`)
  expect(sentences[0]).toBe(
    'read-off-sample: X is a district that does not lead to the selection: its factor is that of everyone and is divided out.',
  )
  expect(sentences.at(-1)).toMatch(/^combine: /)
})

test('questions about the selection, or without one, are refused', () => {
  const query = { outcomes: ids('Y'), treatments: ids('X'), given: [] }
  const graph = draw('X -> Y, X -> S', { selected: ['S'] })
  expect(recoverEffect(graph, { ...query, given: ids('S') }, [])).toMatchObject({
    problems: [{ code: 'about-selection' }],
  })
  expect(recoverEffect(draw('X -> Y'), query, [])).toMatchObject({ problems: [{ code: 'no-selection' }] })
  const chain = Array.from({ length: 600 }, (_, i) => `N${i} -> N${i + 1}`).join(', ')
  const long = draw(`${chain}, N600 -> X, X -> Y, X -> S`, { selected: ['S'] })
  expect(recoverEffect(long, query, [])).toMatchObject({ problems: [{ code: 'too-many-variables' }] })
  expect(recoverEffect(graph, query, ids('Q'))).toMatchObject({ problems: [{ code: 'unknown-variable' }] })
})

/** The same distribution among the selected, and nobody else. */
function amongSelected(
  { variables, levels, table }: DiscreteDistribution,
  selection: VariableId,
): DiscreteDistribution {
  const at = variables.length - 1 - variables.indexOf(selection)
  const kept = table.map((p, cell) => ((cell >> at) & 1 ? p : 0))
  const total = kept.reduce((a, b) => a + b, 0)
  return { variables, levels, table: kept.map((p) => p / total) }
}

test('on random models the formulas, read in the selected sample, equal what setting does in everyone', () => {
  const random = createRandom(15)
  const counts = { sample: 0, external: 0, conditional: 0, refused: 0, undecided: 0 }
  for (let n = 0; n < 1900; n++) {
    const plain = randomAdmg(4 + random.integer(2), 0.45, 0.2, random)
    const selection = plain.variables.at(-1)!.id
    const graph: CausalGraph = {
      ...plain,
      variables: plain.variables.map((variable) =>
        variable.id === selection ? { ...variable, selected: true } : variable,
      ),
    }
    const rest = plain.variables.slice(0, -1).map(({ id }) => id)
    const [outcome, ...others] = rest.toSorted(() => random.uniform() - 0.5)
    const treatments = others.slice(0, random.integer(3))
    const given = random.integer(3) === 0 ? others.slice(treatments.length, treatments.length + 1) : []
    const external = random.integer(2) ? rest.filter(() => random.integer(2)) : []
    const query = { outcomes: [outcome], treatments, given }
    const found = valueOf(recoverEffect(graph, query, external))
    const unselected = valueOf(identifyEffect(plain, query))
    if (!unselected.identifiable) expect(found.verdict).not.toBe('recoverable')
    if (found.verdict !== 'recoverable') {
      counts[found.verdict === 'undecided' ? 'undecided' : 'refused']++
      if (found.verdict === 'undecided') expect(external.length + given.length).toBeGreaterThan(0)
      const isApart = !plain.edges.some(({ from, to }) => from === selection || to === selection)
      expect(isApart && unselected.identifiable).toBe(false)
      continue
    }
    counts[external.length > 0 ? 'external' : given.length > 0 ? 'conditional' : 'sample']++
    const model = randomBinaryModel(plain, random)
    const at = new Map([...query.outcomes, ...treatments, ...given].map((id) => [id, random.integer(2)]))
    const set = model.distribution(new Map(treatments.map((id) => [id, at.get(id)!])))
    const condition = new Map(given.map((id) => [id, at.get(id)!]))
    const truth =
      probabilityIn(set, new Map([...condition, [outcome, at.get(outcome)!]])) / probabilityIn(set, condition)
    const everyone = model.distribution()
    // Without external data nothing outside the sample may be read.
    const seen = external.length > 0 ? everyone : amongSelected(everyone, selection)
    const value = evaluateEstimand(found.estimand, () => seen, new Map([...at, [selection, 1]]))
    expect(Math.abs(value - truth)).toBeLessThan(1e-9)
    for (const part of unselectedParts(found.estimand, selection))
      for (const id of part) expect(external).toContain(id)
  }
  console.log(JSON.stringify(counts))
  expect(Math.min(counts.sample, counts.external, counts.conditional, counts.refused)).toBeGreaterThan(50)
})

test('near models of most refused questions others look the same when selected and differ in everyone', () => {
  const random = createRandom(29)
  const counts = { recovered: 0, refusedRightly: 0, refusedForMoreValues: 0 }
  for (let n = 0; n < 150; n++) {
    const plain = randomAdmg(4, 0.5, 0.2, random)
    const selection = plain.variables.at(-1)!.id
    const graph: CausalGraph = {
      ...plain,
      variables: plain.variables.map((variable) => ({ ...variable, selected: variable.id === selection })),
    }
    const rest = plain.variables.slice(0, -1).map(({ id }) => id)
    const [outcome, treatment] = rest.toSorted(() => random.uniform() - 0.5)
    const treatments = random.integer(4) > 0 ? [treatment] : []
    const found = valueOf(recoverEffect(graph, { outcomes: [outcome], treatments, given: [] }, []))
    const set = new Map(treatments.map((id) => [id, 1]))
    const isDetermined = isDeterminedNearby(
      plain,
      (model) => [...amongSelected(model.distribution(), selection).table],
      (model) => probabilityIn(model.distribution(set), new Map([[outcome, 1]])),
      random,
    )
    if (found.verdict === 'recoverable') {
      counts.recovered++
      expect(isDetermined, JSON.stringify([plain.edges, outcome, treatments])).toBe(true)
    } else if (!isDetermined) counts.refusedRightly++
    // X -> M <- Y, M -> S: with two values each, counting equations determines P(Y); with more it does not.
    else counts.refusedForMoreValues++
  }
  console.log(JSON.stringify(counts))
  expect(counts.recovered).toBeGreaterThan(15)
  expect(counts.refusedRightly).toBeGreaterThan(4 * counts.refusedForMoreValues)
})

type Estimand = Parameters<typeof variablesIn>[0]

/** The variables of every probability in which the selection does not stand: they must be known in everyone. */
function unselectedParts(expression: Estimand, selection: VariableId): VariableId[][] {
  switch (expression.kind) {
    case 'probability': {
      const names = variablesIn(expression)
      return names.includes(selection) ? [] : [names]
    }
    case 'sum':
      return unselectedParts(expression.body, selection)
    case 'product':
      return expression.factors.flatMap((factor) => unselectedParts(factor, selection))
    case 'quotient':
      return [expression.numerator, expression.denominator].flatMap((side) =>
        unselectedParts(side, selection),
      )
  }
}
