import { expect, test } from 'vitest'
import { createRandom, type Random } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { evaluateEstimand, type DiscreteDistribution } from '../../expression/evaluate'
import { expressionWithNames } from '../../expression/print'
import { draw } from '../../graph/graph-text.testing'
import { bidirected, directed, graphFromNames, type Edge, type VariableId } from '../../graph/graph'
import { probabilityIn, randomBinaryModel } from '../discrete-model.testing'
import { isDeterminedNearby } from '../local-determination.testing'
import { identifyMissing } from './identify-missing'

const ids = (text: string) => (text === '' ? [] : (text.split(' ') as VariableId[]))

/** Indicators are called R and the name of their variable. */
function verdict(text: string, question: string): string {
  const graph = draw(text)
  const [outcomes, treatments = '', given = ''] = question.split('|').map((part) => part.trim())
  const indicators = new Map(
    graph.variables.filter(({ id }) => /^R./.test(id)).map(({ id }) => [id, id.slice(1) as VariableId]),
  )
  const query = { outcomes: ids(outcomes), treatments: ids(treatments), given: ids(given) }
  const found = valueOf(identifyMissing(graph, indicators, query))
  return found.verdict === 'identifiable' ? expressionWithNames(found.estimand, (id) => id) : found.verdict
}

test('published cases', () => {
  // Completely at random, at random, and not at random (Mohan, Pearl & Tian 2013).
  expect(verdict('X -> Y, RY', 'Y|X')).toBe('P(Y | X, RY)')
  expect(verdict('X -> Y, X -> RY', 'Y')).toBe('Σ_X P(X) P(Y | X, RY)')
  expect(verdict('X -> Y, X -> RY, Y -> RX', 'X Y')).toBe('P(X, Y, RY, RX) / (P(RY | X, RX) P(RX | Y, RY))')
  // Rows weighted for one indicator give the other's chances (Bhattacharya et al. 2019).
  expect(verdict('X -> Y, Y -> RX, RX -> RY', 'X Y')).toContain('Σ_RX′ P(Y, RX′, RY)')
  // A colluder: X and its indicator both decide whether Y is seen (Nabi et al. 2020).
  expect(verdict('X -> Y, Y -> RX, RX -> RY, X -> RY', 'X Y')).toBe('undecided')
  expect(verdict('X -> Y, Y -> RY', 'Y|X')).toBe('not-identifiable')
  // The case-control design of dosearch: only its odds ratio is known.
  expect(verdict('X -> Y, Y -> RY, RY -> RX', 'Y|X')).toBe('not-identifiable')
  expect(verdict('X -> Y, Y -> RY, RY -> RX', 'X||Y')).toBe('P(X | Y, RY, RX)')
  // Even without gaps.
  expect(verdict('X -> Y, X <-> Y, RX', 'Y|X')).toBe('not-identifiable')
})

test('graphs that make no sense are refused by name', () => {
  const problemOf = (text: string, indicators: [string, string][]) => {
    const given = new Map(indicators as [VariableId, VariableId][])
    const query = { outcomes: ids('Y'), treatments: ids('X'), given: [] }
    const found = identifyMissing(draw(text), given, query)
    return found.ok ? 'answered' : found.problems[0].code
  }
  expect(problemOf('X -> Y, R -> Y', [['R', 'Y']])).toBe('indicator-causes')
  expect(problemOf('X -> Y', [['R', 'Y']])).toBe('unknown-variable')
  expect(problemOf('X -> Y', [['Y', 'X']])).toBe('about-indicator')
  expect(
    problemOf('X -> Y, R, Q', [
      ['R', 'Y'],
      ['Q', 'Y'],
    ]),
  ).toBe('bad-indicator')
})

/** Variables with arrows and hidden causes, some with gaps whose indicators hang on anything but effects of theirs. */
function randomMissingGraph(random: Random) {
  const count = 2 + random.integer(2)
  const names = Array.from({ length: count }, (_, i) => `V${i}`)
  const gappy = names.filter(() => random.integer(3) > 0)
  const indicators = gappy.map((name) => `R${name}`)
  const edges: Edge[] = []
  const maybe = (chance: number, edge: Edge) => random.uniform() < chance && edges.push(edge)
  const id = (name: string) => name as VariableId
  names.forEach((a, i) => {
    for (const b of names.slice(i + 1)) {
      maybe(0.6, directed(id(a), id(b)))
      maybe(0.12, bidirected(id(a), id(b)))
    }
  })
  indicators.forEach((r, i) => {
    for (const name of names) maybe(name === gappy[i] ? 0.08 : 0.35, directed(id(name), id(r)))
    for (const later of indicators.slice(i + 1)) {
      maybe(0.25, directed(id(r), id(later)))
      maybe(0.06, bidirected(id(r), id(later)))
    }
  })
  return {
    graph: graphFromNames([...names, ...indicators], edges),
    indicators: new Map(gappy.map((name, i) => [id(indicators[i]), id(name)])),
    variables: names.map(id),
  }
}

/** What is seen: where an indicator is 0 its variable counts as 0. */
function seenOf(
  { variables, levels, table }: DiscreteDistribution,
  indicators: ReadonlyMap<VariableId, VariableId>,
): DiscreteDistribution {
  const bit = (id: VariableId) => 1 << (variables.length - 1 - variables.indexOf(id))
  const seen = new Float64Array(table.length)
  table.forEach((p, cell) => {
    let at = cell
    for (const [indicator, variable] of indicators) if (!(cell & bit(indicator))) at &= ~bit(variable)
    seen[at] += p
  })
  return { variables, levels, table: seen }
}

test('on random models with gaps the formulas, read off what is seen, equal what setting does', () => {
  const random = createRandom(77)
  const counts = { formulas: 0, weighted: 0, refused: 0, undecided: 0 }
  for (let n = 0; n < 900; n++) {
    const { graph, indicators, variables } = randomMissingGraph(random)
    if (indicators.size === 0) continue
    const [outcome, ...others] = variables.toSorted(() => random.uniform() - 0.5)
    const treatments = others.slice(0, random.integer(2))
    const given = others.slice(treatments.length, treatments.length + (random.integer(3) === 0 ? 1 : 0))
    const joint = treatments.length + given.length === 0 && random.integer(2) === 0
    const outcomes = joint ? variables : [outcome]
    const found = valueOf(identifyMissing(graph, indicators, { outcomes, treatments, given }))
    if (found.verdict !== 'identifiable') {
      counts[found.verdict === 'undecided' ? 'undecided' : 'refused']++
      continue
    }
    counts.formulas++
    if (JSON.stringify(found.estimand).includes('quotient')) counts.weighted++
    const model = randomBinaryModel(graph, random)
    const at = new Map([...outcomes, ...treatments, ...given].map((id) => [id, random.integer(2)]))
    const set = model.distribution(new Map(treatments.map((id) => [id, at.get(id)!])))
    const condition = new Map(given.map((id) => [id, at.get(id)!]))
    const truth =
      probabilityIn(set, new Map([...condition, ...outcomes.map((id) => [id, at.get(id)!] as const)])) /
      probabilityIn(set, condition)
    const seen = seenOf(model.distribution(), indicators)
    const ones = [...indicators.keys()].map((id) => [id, 1] as const)
    const value = evaluateEstimand(found.estimand, () => seen, new Map([...at, ...ones]))
    expect(Math.abs(value - truth)).toBeLessThan(1e-9)
  }
  console.log(JSON.stringify(counts))
  expect(counts.formulas).toBeGreaterThan(300)
  expect(counts.weighted).toBeGreaterThan(50)
  expect(counts.refused).toBeGreaterThan(20)
})

test('refusals are proved by models that look the same with gaps and differ in the answer', () => {
  const random = createRandom(51)
  const counts = { found: 0, hidesItself: 0, undecided: 0, undecidedRightly: 0 }
  for (let n = 0; n < 260; n++) {
    const { graph, indicators, variables } = randomMissingGraph(random)
    if (indicators.size === 0) continue
    const [outcome, treatment] = variables.toSorted(() => random.uniform() - 0.5)
    const treatments = random.integer(2) ? [treatment] : []
    const found = valueOf(identifyMissing(graph, indicators, { outcomes: [outcome], treatments, given: [] }))
    // Where a formula was found this is a check of the check; a few suffice.
    if (found.verdict === 'identifiable' && counts.found > 30) continue
    const hides = found.verdict === 'not-identifiable' && indicators.has(found.witness[1])
    if (found.verdict === 'not-identifiable' && !hides) continue
    // A model of the graph in which nothing but its indicator touches the outcome is one of the graph too.
    const isKept = ({ from, to }: Edge) =>
      ![from, to].includes(outcome) || [from, to].includes(`R${outcome}` as VariableId)
    const near = hides ? { ...graph, edges: graph.edges.filter(isKept) } : graph
    const set = new Map(treatments.map((id) => [id, 1]))
    const isDetermined = isDeterminedNearby(
      near,
      (model) => [...seenOf(model.distribution(), indicators).table],
      (model) => probabilityIn(model.distribution(set), new Map([[outcome, 1]])),
      random,
    )
    if (found.verdict === 'undecided') {
      counts.undecided++
      if (!isDetermined) counts.undecidedRightly++
    } else {
      counts[hides ? 'hidesItself' : 'found']++
      expect(isDetermined).toBe(!hides)
    }
  }
  console.log(JSON.stringify(counts))
  expect(Math.min(counts.found, counts.hidesItself)).toBeGreaterThan(10)
})
