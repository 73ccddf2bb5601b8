import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../../base/result'
import { descendants } from '../graph/ancestors'
import { isCausalPath, isOpen, simplePaths, subsets } from '../graph/brute-force.testing'
import { variableId as id, type CausalGraph, type VariableId } from '../graph/graph'
import { draw, fromCase, readKnownAnswers, smallAdmg, type CaseGraph } from '../graph/graph-text.testing'
import { adjustment } from './adjustment'
import type { AdjustmentQuery } from './adjustment-query'
import { isAdjustmentSet, minimalAdjustmentSets } from './adjustment-sets'
import type { EffectQuestion } from './question'

const ids = (text: string) => (text === '' ? [] : text.split(' ').map(id))

const ask = (x: string, y: string, rest: Partial<AdjustmentQuery> = {}): AdjustmentQuery => ({
  exposures: ids(x),
  outcomes: ids(y),
  effect: 'total',
  must: [],
  forbidden: [],
  ...rest,
})

const question = (x: string, y: string, rest: Partial<EffectQuestion> = {}): EffectQuestion => ({
  kind: 'effect',
  effect: 'total',
  treatments: ids(x).map((variable) => ({ variable, from: 0, to: 1 })),
  outcomes: ids(y),
  population: 'everyone',
  must: [],
  forbidden: [],
  ...rest,
})

const canonical = (sets: Iterable<readonly string[]>) =>
  [...sets].map((set) => set.toSorted().join(' ')).toSorted()
const setsOf = (graph: CausalGraph, query: AdjustmentQuery) =>
  canonical(valueOf(minimalAdjustmentSets(graph, query)))

describe('adjustment sets', () => {
  it('hold nothing that is hidden, forbidden, the treatment or the outcome, and all that is required', () => {
    const graph = draw('X -> Y, X <- Z -> Y, X <- H -> Z', { latent: ['H'] })
    const verdict = (z: string, rest: Partial<AdjustmentQuery> = {}) =>
      isAdjustmentSet(graph, ask('X', 'Y', rest), ids(z))
    expect(valueOf(verdict('Z'))).toBe(true)
    expect(valueOf(verdict('Z H'))).toBe(false)
    expect(valueOf(verdict('Z', { forbidden: ids('Z') }))).toBe(false)
    expect(valueOf(verdict('', { must: ids('Z') }))).toBe(false)
    expect(verdict('Z X')).toMatchObject({ ok: false, problems: [{ code: 'overlapping-sets' }] })
  })
})

describe('minimal adjustment sets', () => {
  it('offers either end of the butterfly beside the required collider', () => {
    const graph = draw('A -> B, C -> B, C -> A, D -> C, E -> C, D -> A, E -> B')
    expect(setsOf(graph, ask('A', 'B', { must: ids('C') }))).toEqual(['C D', 'C E'])
    expect(setsOf(graph, ask('A', 'B', { must: ids('C'), forbidden: ids('D') }))).toEqual(['C E'])
  })
  it('returns one empty set when nothing need be adjusted for, and none for a bow', () => {
    expect(setsOf(draw('X -> Y'), ask('X', 'Y'))).toEqual([''])
    expect(setsOf(draw('X -> Y, X <-> Y'), ask('X', 'Y'))).toEqual([])
  })
  it('lists a family of a million sets lazily', () => {
    const k = 20
    const links = Array.from({ length: k }, (_, i) => `X <- A${i} <- B${i} -> Y`)
    const graph = draw(['X -> Y', ...links].join(', '))
    const started = performance.now()
    const first = new Set<string>()
    for (const set of valueOf(minimalAdjustmentSets(graph, ask('X', 'Y')))) {
      expect(set).toHaveLength(k)
      first.add(set.join(' '))
      if (first.size === 100) break
    }
    // Far above what it takes: only an enumeration of all sets would exceed it.
    expect(performance.now() - started).toBeLessThan(2000)
  })
  it('refuses senseless questions, all problems at once', () => {
    const graph = draw('U -> X -> Y, C -> X', { latent: ['U'] })
    const refused = (query: AdjustmentQuery) => {
      const result = minimalAdjustmentSets(graph, query)
      return result.ok ? [] : result.problems.map((problem) => problem.code)
    }
    expect(refused(ask('X', 'X'))).toEqual(['treatment-is-outcome'])
    expect(refused(ask('U', 'Y', { must: ids('C'), forbidden: ids('C') }))).toEqual([
      'latent-treatment',
      'must-and-forbidden',
    ])
    expect(refused(ask('', 'Q'))).toEqual(['unknown-variable'])
    expect(refused(ask('X', 'Y', { must: ids('U') }))).toEqual(['latent-required'])
    expect(minimalAdjustmentSets(draw('X -> Y -> X'), ask('X', 'Y'))).toMatchObject({
      problems: [{ code: 'cycle' }],
    })
  })
})

/** The adjustment criterion as it is defined, on enumerated paths. Selected variables aside. */
function satisfiesCriterion(graph: CausalGraph, x: VariableId[], y: VariableId[], z: VariableId[]): boolean {
  const proper = x.flatMap((start) =>
    y.flatMap((end) =>
      simplePaths(graph, start, end).filter((path) =>
        path.variables.slice(1).every((step) => !x.includes(step)),
      ),
    ),
  )
  const onCausal = proper.filter(isCausalPath).flatMap((path) => path.variables.slice(1))
  const harmful = new Set(descendants(graph, onCausal))
  if (z.some((member) => harmful.has(member))) return false
  return proper.filter((path) => !isCausalPath(path)).every((path) => !isOpen(graph, path, z))
}

describe('the criterion', () => {
  it('agrees with enumeration of paths and subsets, latents, required and forbidden variables included', () => {
    const verdicts = { valid: 0, invalid: 0, sets: 0 }
    fc.assert(
      fc.property(
        smallAdmg(6, { latent: true }),
        fc.constantFrom(['B', 'E'], ['A', 'D'], ['C', 'B'], ['A B', 'F'], ['C', 'E F']),
        fc.constantFrom('none', 'must', 'forbidden'),
        (given, [xs, ys], constraint) => {
          const ends = ids(`${xs} ${ys}`)
          const graph: CausalGraph = {
            ...given,
            variables: given.variables.map((v) => (ends.includes(v.id) ? { id: v.id, name: v.name } : v)),
          }
          const free = graph.variables.filter((v) => !v.latent && !ends.includes(v.id)).map((v) => v.id)
          const query = ask(xs, ys, constraint === 'none' ? {} : { [constraint]: free.slice(0, 1) })
          const valid = subsets(free).filter((z) => {
            const expected =
              query.must.every((member) => z.includes(member)) &&
              !query.forbidden.some((member) => z.includes(member)) &&
              satisfiesCriterion(graph, ids(xs), ids(ys), z)
            expect(valueOf(isAdjustmentSet(graph, query, z))).toBe(expected)
            verdicts[expected ? 'valid' : 'invalid']++
            return expected
          })
          const minimal = valid.filter(
            (z) =>
              !valid.some((other) => other.length < z.length && other.every((member) => z.includes(member))),
          )
          const listed = [...valueOf(minimalAdjustmentSets(graph, query))]
          expect(new Set(canonical(listed)).size).toBe(listed.length)
          expect(canonical(listed)).toEqual(canonical(minimal))
          verdicts.sets += listed.length
        },
      ),
      { numRuns: 400 },
    )
    expect(Math.min(verdicts.valid, verdicts.invalid, verdicts.sets)).toBeGreaterThan(50)
  })
  it('asks of a selected sample that it stands for everyone', () => {
    const valid = (selected: string, z = '') =>
      valueOf(isAdjustmentSet(draw('S -> X -> Y <- T', { selected: [selected] }), ask('X', 'Y'), ids(z)))
    expect([valid('S'), valid('T'), valid('S', 'T')]).toEqual([true, false, true])
  })
  it('forbids for a direct effect what the outcome causes, when there is an edge', () => {
    const direct = (graph: string, z: string) =>
      valueOf(isAdjustmentSet(draw(graph), ask('X', 'Y', { effect: 'direct' }), ids(z)))
    expect(direct('X -> Y -> D, X -> M -> Y', 'M')).toBe(true)
    expect(direct('X -> Y -> D, X -> M -> Y', 'M D')).toBe(false)
    expect(direct('Y -> D -> X', 'D')).toBe(true)
  })
})

describe('the verdict', () => {
  const verdict = (graph: CausalGraph, asked: EffectQuestion) =>
    valueOf(adjustment.identify(graph, asked, { milliseconds: 100, count: 1 }))

  it('derives the formula in three steps', () => {
    const found = verdict(draw('C -> X, C -> Y, X -> Y'), question('X', 'Y'))
    expect(found).toMatchObject({ identifiable: true, adjustment: ['C'], estimand: { kind: 'sum' } })
    if (!found.identifiable) return
    expect(found.derivation.map((step) => step.rule)).toEqual([
      'question',
      'average-over-set',
      'action-to-observation',
    ])
    expect(found.derivation[2].sentence).toContain('X ← C → Y')
    expect(found.derivation[2].shows.edges).toEqual(['C -> X', 'C -> Y'])
    expect(found.derivation[2].result).toEqual(found.estimand)
  })
  it('says that without a causal path the effect is 0', () => {
    const found = verdict(draw('C -> X, C -> Y'), question('X', 'Y'))
    expect(found).toMatchObject({ identifiable: true, adjustment: ['C'] })
    expect(found.identifiable && found.derivation[0].sentence).toContain('effect is 0')
  })

  const explanation = (graph: CausalGraph, rest: Partial<EffectQuestion> = {}) => {
    const found = verdict(graph, question('X', 'Y', rest))
    return found.identifiable ? 'identified' : found.explanation
  }
  it('shows the path that nothing measured closes', () => {
    expect(explanation(draw('U -> X, U -> Y, X -> Y', { latent: ['U'] }))).toBe(
      'The path X ← U → Y stays open. Nothing on it can be adjusted for: U is not measured.',
    )
    expect(explanation(draw('X -> M -> Y, X <-> M'))).toBe(
      'The path X ↔ M → Y stays open. Nothing on it can be adjusted for: X and M share a hidden cause and M carries part of the effect.',
    )
    expect(explanation(draw('C -> X, C -> Y, X -> Y'), { forbidden: ids('C') })).toContain(
      'ruled out by the question',
    )
  })
  it('answers "then leave it out" for a collider that must not be left out', () => {
    const text = explanation(draw('X -> Y, X <-> A, A -> Y, A <-> Y'))
    expect(text).toContain('X ↔ A ↔ Y stays open once A is adjusted for')
    expect(text).toContain('Leaving A out opens X ↔ A → Y instead')
  })
  it('blames a required mediator and a selected sample', () => {
    expect(explanation(draw('X -> M -> Y'), { must: ids('M') })).toContain('M lies on a causal path')
    expect(explanation(draw('X -> Y -> S', { selected: ['S'] }))).toContain('selected by S')
  })
  it('never fails to explain itself', () => {
    let explained = 0
    fc.assert(
      fc.property(smallAdmg(6, { latent: true, selected: true }), (given) => {
        const graph = {
          ...given,
          variables: given.variables.map((v) =>
            v.name === 'B' || v.name === 'E' ? { id: v.id, name: v.name } : v,
          ),
        }
        const found = verdict(graph, question('B', 'E'))
        if (found.identifiable) return
        expect(found.witness.edges.length).toBeGreaterThan(0)
        const edges = new Set(graph.edges.map((edge) => [edge.from, edge.to].toSorted().join()))
        found.witness.variables.slice(1).forEach((step, at) => {
          expect(edges.has([found.witness.variables[at], step].toSorted().join())).toBe(true)
        })
        explained++
      }),
      { numRuns: 200 },
    )
    expect(explained).toBeGreaterThan(20)
  })
})

interface RandomCase {
  readonly name: string
  readonly graph: CaseGraph
  readonly exposure: string
  readonly outcome: string
  readonly answers: {
    readonly minimalAdjustmentSetsTotal: string[][]
    readonly minimalAdjustmentSetsDirect: string[][]
    readonly isAdjustmentSet: { z: string[]; valid: boolean }[]
  }
}

describe('known answers', () => {
  const text = readKnownAnswers('random-graphs.json')
  it.skipIf(text === null)('of 150 random graphs', () => {
    const compared = { total: 0, direct: 0, verdicts: 0 }
    for (const { name, graph: given, exposure, outcome, answers } of JSON.parse(text!) as RandomCase[]) {
      const graph = fromCase(given)
      expect(setsOf(graph, ask(exposure, outcome)), name).toEqual(
        canonical(answers.minimalAdjustmentSetsTotal),
      )
      compared.total++
      const direct = setsOf(graph, ask(exposure, outcome, { effect: 'direct' }))
      expect(direct, name).toEqual(canonical(answers.minimalAdjustmentSetsDirect))
      compared.direct++
      for (const { z, valid } of answers.isAdjustmentSet) {
        expect(valueOf(isAdjustmentSet(graph, ask(exposure, outcome), z.map(id))), name).toBe(valid)
        compared.verdicts++
      }
    }
    console.log(`compared: ${JSON.stringify(compared)}`)
    expect(compared).toEqual({ total: 150, direct: 150, verdicts: 1097 })
  })
})
