import { expect, test } from 'vitest'
import { fromCase, readKnownAnswers, type CaseGraph } from '../engine/graph/graph-text.testing'
import { variableId } from '../engine/graph/graph'
import { latentProjection } from '../engine/graph/projection'
import { isHedge } from '../engine/identify/id/recursion.testing'
import { answerLine } from './batch'

interface Case {
  readonly name: string
  readonly graph: CaseGraph
  readonly model?: unknown
  readonly query: {
    readonly kind: string
    readonly outcome: string[]
    readonly do: string[]
    readonly given: string[]
  }
  readonly expected: unknown
}

async function resultOf(request: { graph: unknown; query: unknown; model?: unknown }): Promise<unknown> {
  const answer = await answerLine(JSON.stringify(request), 1)
  expect(answer).toHaveProperty('result')
  return (answer as { result: unknown }).result
}

/** Lists as sets, at every depth; records by their sorted fields. */
function meaning(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(meaning).toSorted().join(' ')}}`
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${key}:${meaning(entry)}`)
    .join(';')
}

/** The two ends of an independence in either order. */
const pairs = (list: unknown) =>
  (list as { a: string; b: string; given: string[] }[]).map(({ a, b, given }) => ({ ends: [a, b], given }))

const cases = readKnownAnswers('identification.json')

test.skipIf(cases === null)(
  'named cases: effects, instruments, front-door sets, independencies',
  async () => {
    const counts: Record<string, number> = {}
    for (const { name, graph, query, expected } of JSON.parse(cases!) as Case[]) {
      if (!['identify', 'instruments', 'frontdoor_sets', 'implied_independencies'].includes(query.kind))
        continue
      counts[query.kind] = (counts[query.kind] ?? 0) + 1
      const result = await resultOf({ graph, query })
      if (query.kind === 'implied_independencies')
        expect(meaning(pairs(result)), name).toBe(meaning(pairs(expected)))
      else if (query.kind !== 'identify') expect(meaning(result), name).toBe(meaning(expected))
      else {
        const found = result as { identifiable: boolean; hedge_witness?: { F: string[]; F_prime: string[] } }
        expect(found.identifiable, name).toBe((expected as typeof found).identifiable)
        if (!found.hedge_witness) continue
        const [y, x, outer, inner] = [
          [...query.outcome, ...query.given],
          query.do,
          found.hedge_witness.F,
          found.hedge_witness.F_prime,
        ].map((names) => new Set(names.map(variableId)))
        expect(isHedge(latentProjection(fromCase(graph)), y, x, outer, inner), name).toBe(true)
      }
    }
    console.log(`compared: ${JSON.stringify(counts)}`)
    expect(counts).toEqual({ identify: 20, instruments: 5, frontdoor_sets: 4, implied_independencies: 4 })
  },
)

/** Edges as texts that do not depend on which end is named first. */
const undirectedTexts = (edges: { a: string; b: string; mark_at_a: string; mark_at_b: string }[]) =>
  edges.map(({ a, b, mark_at_a, mark_at_b }) => [`${a} ${mark_at_a}`, `${b} ${mark_at_b}`])

test.skipIf(cases === null)('named cases: equivalence classes and effects from several sources', async () => {
  const counts: Record<string, number> = {}
  const kinds = ['markov_equivalent_dag_count', 'mag', 'pag', 'z_identify', 'transportable']
  for (const { name, graph, query, expected } of JSON.parse(cases!) as Case[]) {
    if (!kinds.includes(query.kind)) continue
    counts[query.kind] = (counts[query.kind] ?? 0) + 1
    const result = await resultOf({ graph, query })
    if (query.kind === 'pag') {
      const [found, known] = [result, expected] as { edges: never[]; mag_count: number }[]
      expect(meaning(undirectedTexts(found.edges)), name).toBe(meaning(undirectedTexts(known.edges)))
      expect(found.mag_count, name).toBe(known.mag_count)
    } else if (query.kind === 'z_identify' || query.kind === 'transportable') {
      const verdict = query.kind === 'z_identify' ? 'identifiable' : 'transportable'
      expect(result, name).toMatchObject({ [verdict]: (expected as Record<string, boolean>)[verdict] })
    } else expect(meaning(result), name).toBe(meaning(expected))
  }
  console.log(`compared: ${JSON.stringify(counts)}`)
  expect(counts).toEqual({ markov_equivalent_dag_count: 10, mag: 2, pag: 4, z_identify: 2, transportable: 2 })
})

test.skipIf(cases === null)('named cases: counterfactuals, mediation and causation', async () => {
  let compared = 0
  for (const { name, graph, query, expected } of JSON.parse(cases!) as Case[]) {
    if (
      ![
        'counterfactual',
        'nde',
        'cde',
        'pn_monotone',
        'pns_monotone',
        'pns',
        'verma_constraint',
        'causal_odds_ratio_adjustable',
      ].includes(query.kind)
    )
      continue
    compared++
    const result = await resultOf({ graph, query })
    if (typeof expected === 'boolean') {
      expect(result, name).toBe(expected)
      continue
    }
    const {
      published_estimand: _formula,
      bounds: _bounds,
      statement: _statement,
      ...verdict
    } = expected as Record<string, unknown>
    expect(result, name).toMatchObject(verdict)
  }
  expect(compared).toBe(18)
})

const random = readKnownAnswers('random-graphs.json')

test.skipIf(random === null)(
  'random graphs: instruments, implied independencies and equivalence classes',
  async () => {
    let instruments = 0
    let independencies = 0
    let classes = 0
    for (const { name, graph, exposure, outcome, answers } of JSON.parse(random!)) {
      if (answers.instrumentsComplete) {
        instruments++
        const query = { kind: 'instruments', exposure, outcome }
        expect(meaning(await resultOf({ graph, query })), name).toBe(meaning(answers.instrumentsComplete))
      }
      if (answers.cpdag) {
        classes++
        const { directed, undirected } = (await resultOf({
          graph,
          query: { kind: 'cpdag' },
        })) as typeof answers.cpdag
        expect(directed.map(String).toSorted(), name).toEqual(answers.cpdag.directed.map(String).toSorted())
        expect(meaning(undirected), name).toBe(meaning(answers.cpdag.undirected))
      }
      independencies++
      const implied = await resultOf({ graph, query: { kind: 'implied_independencies' } })
      expect(meaning(pairs(implied)), name).toBe(meaning(pairs(answers.impliedIndependencies)))
    }
    expect([instruments, independencies, classes]).toEqual([106, 150, 64])
  },
)

const ladder = readKnownAnswers('ladder.json')

test.skipIf(ladder === null)(
  'models as tables: what is seen, what setting does, and what would have been',
  async () => {
    let compared = 0
    for (const { name, graph, model, query, expected } of JSON.parse(ladder!) as Case[]) {
      compared++
      expect(await resultOf({ graph, model, query }), name).toBeCloseTo(expected as number, 9)
    }
    expect(compared).toBe(41)
  },
)

test('an estimand is evaluated on the model, and the tables are checked', async () => {
  const graph = {
    nodes: ['Z', 'X', 'Y'],
    directed: [
      ['Z', 'X'],
      ['Z', 'Y'],
      ['X', 'Y'],
    ],
  }
  const p1 = {
    Z: { parents: [], table: [[[], 0.4]] },
    X: {
      parents: ['Z'],
      table: [
        [[0], 0.2],
        [[1], 0.7],
      ],
    },
    Y: {
      parents: ['Z', 'X'],
      table: [
        [[0, 0], 0.1],
        [[0, 1], 0.3],
        [[1, 0], 0.5],
        [[1, 1], 0.8],
      ],
    },
  }
  const query = { kind: 'identify', outcome: ['Y'], do: ['X'], at: { Y: 1, X: 1 } }
  const model = { type: 'cpt-binary', p1 }
  expect(await resultOf({ graph, model, query })).toMatchObject({
    method: 'adjustment',
    value: expect.closeTo(0.6 * 0.3 + 0.4 * 0.8, 12),
  })
  const broken = { ...model, p1: { ...p1, X: { parents: ['Y'], table: [[[0], 0.2]] } } }
  const answer = await answerLine(JSON.stringify({ graph, model: broken, query }), 1)
  expect(answer).toMatchObject({ error: { code: 'bad-model', where: { name: 'X' } } })
})
