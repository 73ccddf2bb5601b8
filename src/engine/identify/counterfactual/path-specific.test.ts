import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { evaluateEstimand } from '../../expression/evaluate'
import { expressionWithNames } from '../../expression/print'
import { termKey } from '../../expression/scope'
import { readGraph } from '../../formats/registry'
import { isBidirected, variableId, type CausalGraph, type VariableId } from '../../graph/graph'
import { randomAdmg } from '../discrete-model.testing'
import { identifyEffect } from '../id/identify-effect'
import { componentsOf } from '../id/recursion.testing'
import { pathSpecificEffect, type PathChoice } from './path-specific'
import { answerContrast } from './questions'
import { randomStructuralModel } from './structural.testing'

const graphOf = (text: string) => valueOf(readGraph(text)).graph
const [treatment, outcome] = [variableId('X'), variableId('Y')]
const roles = { treatment, outcome, from: 0, to: 1, outcomeValue: 1 }
const pathsOf = (...texts: string[]): PathChoice => ({
  kind: 'paths',
  paths: texts.map((text) => text.split(' ') as VariableId[]),
})
const through = (...names: string[]): PathChoice => ({ kind: 'through', variables: names.map(variableId) })

function verdict(text: string, choice: PathChoice) {
  const graph = graphOf(text)
  const contrast = valueOf(pathSpecificEffect(graph, roles, choice))
  const { to } = valueOf(answerContrast(graph, contrast, 'observation'))
  if (to.verdict === 'identifiable') {
    const valueOfTerm = new Map(to.values.map(({ term, value }) => [termKey(term), value]))
    const x = (primes: string) => `X=${valueOfTerm.get(`X${primes}`)}`
    return expressionWithNames(to.estimand, (id) => id).replace(/X(′*)/g, (_, primes) => x(primes))
  }
  return to.verdict === 'not-identifiable' && to.witness.kind === 'conflict' ? to.witness : to.verdict
}

test('direct and indirect effects are the simplest path-specific ones', () => {
  const mediation = 'dag { X -> M -> Y; X -> Y; Z -> M; Z -> Y }'
  expect(verdict(mediation, pathsOf('X Y'))).toBe('Σ_{Z, M} P(M | X=0, Z) P(Y | X=1, M, Z) P(Z)')
  expect(verdict(mediation, through('M'))).toBe('Σ_{Z, M} P(M | X=1, Z) P(Y | X=0, M, Z) P(Z)')
})

test('the kite of Avin, Shpitser and Pearl: W recants', () => {
  const kite = 'dag { X -> W -> A -> Y; W -> B -> Y; A -> Y }'
  expect(verdict(kite, pathsOf('X W A Y'))).toMatchObject({ variable: 'X', recanting: 'W' })
  const apart = 'dag { X -> A -> B -> Y; X -> B; A -> Y }'
  expect(verdict(apart, pathsOf('X B Y'))).toBe('Σ_{A, B} P(A | X=0) P(B | X=1, A) P(Y | A, B)')
})

test('a recanting district needs no single witness (Shpitser 2013)', () => {
  expect(verdict('dag { X -> A -> Y; X -> B -> Y; A <-> B }', through('A'))).toMatchObject({
    recanting: null,
    tied: ['A', 'B'],
  })
})

test('paths that are not there are refused with their place', () => {
  const graph = graphOf('dag { X -> M -> Y; U [latent] U -> Y }')
  expect(pathSpecificEffect(graph, roles, pathsOf('X M Y', 'X Y'))).toMatchObject({
    problems: [{ code: 'no-such-edge', where: { row: 2 } }],
  })
  expect(pathSpecificEffect(graph, roles, pathsOf('M Y'))).toMatchObject({
    problems: [{ code: 'bad-path' }],
  })
  expect(pathSpecificEffect(graph, roles, through('U'))).toMatchObject({
    problems: [{ code: 'unknown-variable' }],
  })
})

function allPaths(graph: CausalGraph, from: VariableId, to: VariableId): VariableId[][] {
  if (from === to) return [[to]]
  return graph.edges
    .filter((edge) => !isBidirected(edge) && edge.from === from)
    .flatMap((edge) => allPaths(graph, edge.to, to).map((rest) => [from, ...rest]))
}

/** Two variables (or one twice) in one district, one on a chosen way from the treatment and one on another. */
function recants(graph: CausalGraph, all: VariableId[][], chosen: ReadonlySet<string>): boolean {
  const between = new Set(all.flatMap((path) => path.slice(1)))
  const ancestors = new Set<VariableId>(between)
  for (let grown = true; grown;) {
    const before = ancestors.size
    for (const edge of graph.edges)
      if (!isBidirected(edge) && ancestors.has(edge.to) && edge.from !== all[0][0]) ancestors.add(edge.from)
    grown = ancestors.size > before
  }
  return componentsOf(graph, ancestors).some((district) => {
    const firsts = all.filter((path) => district.has(path[1]))
    return firsts.some((a) => chosen.has(a.join()) && firsts.some((b) => !chosen.has(b.join())))
  })
}

test('on random structural models the formulas equal enumeration, and refusals have a recanting district', () => {
  const random = createRandom(33)
  const counts = { formulas: 0, recanting: 0, hedges: 0 }
  for (let n = 0; n < 500; n++) {
    const size = 3 + random.integer(2)
    const graph = randomAdmg(size, 0.8, size === 3 ? 0.25 : 0.12, random)
    const [x, y] = [graph.variables[0].id, graph.variables[size - 1].id]
    const all = allPaths(graph, x, y)
    if (all.length < 2) continue
    const paths = all.filter(() => random.integer(2))
    const chosen = new Set(paths.map((path) => path.join()))
    const asked = { treatment: x, outcome: y, from: 0, to: 1, outcomeValue: 1 }
    const contrast = valueOf(pathSpecificEffect(graph, asked, { kind: 'paths', paths }))
    const { to } = valueOf(answerContrast(graph, contrast, 'observation'))
    if (to.verdict === 'not-identifiable') {
      if (to.witness.kind === 'hedge') {
        counts.hedges++
        const total = valueOf(identifyEffect(graph, { outcomes: [y], treatments: [x], given: [] }))
        expect(total.identifiable && !recants(graph, all, chosen)).toBe(false)
      } else {
        counts.recanting++
        expect(recants(graph, all, chosen)).toBe(true)
      }
      continue
    }
    if (to.verdict !== 'identifiable') throw new Error(to.verdict)
    expect(recants(graph, all, chosen)).toBe(false)
    counts.formulas++
    const model = randomStructuralModel(graph, random)
    const at = new Map(to.values.map(({ term, value }) => [termKey(term), Number(value)]))
    const truth = model.probabilityAlongPaths(y, x, (path) => (chosen.has(path.join()) ? 1 : 0))
    expect(Math.abs(evaluateEstimand(to.estimand, model.distribution, at) - truth)).toBeLessThan(1e-9)
  }
  console.log(JSON.stringify(counts))
  expect(counts.formulas).toBeGreaterThan(100)
  expect(counts.recanting).toBeGreaterThan(50)
})
