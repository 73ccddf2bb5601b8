import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { patternFromGraph, pointsTo, type Pattern } from '../../graph/pattern'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { noKnowledge, type DiscoveryProblem } from '../algorithm'
import { cpdagFromDag } from '../classes/cpdag'
import { textOfPattern } from '../patterns.testing'
import { chooseScore } from './choose-score'
import type { LocalScore } from './local-score'
import { scoreMethods } from './registry'

const SIZE = 4
const ROWS = 200

/** Columns that depend on those before them; levels 0 for numbers, above 2 for categories without an order. */
function problemWith(levels: readonly number[], random: Random): DiscoveryProblem {
  const columns = levels.map(() => new Float64Array(ROWS))
  for (let row = 0; row < ROWS; row++) {
    let pull = 0
    levels.forEach((count, k) => {
      const value = 0.8 * pull + random.normal()
      columns[k][row] = count === 0 ? value : Math.max(0, Math.min(count - 1, Math.round(value + count / 2)))
      pull = columns[k][row] - count / 2
    })
  }
  return {
    names: numberedNames(levels.length),
    columns,
    levels,
    unordered: levels.flatMap((count, k) => (count > 2 ? [k] : [])),
    gaps: 'none',
    rows: { total: ROWS, used: ROWS, missing: {} },
    knowledge: noKnowledge,
    contexts: [],
  }
}

const parentsIn = (dag: Pattern, node: number) =>
  Array.from({ length: dag.size }, (_, v) => v).filter((v) => pointsTo(dag, v, node))

const totalOf = (score: LocalScore, dag: Pattern) =>
  Array.from({ length: dag.size }, (_, v) => score.score(v, parentsIn(dag, v))).reduce((a, b) => a + b, 0)

const numbers = [0, 0, 0, 0]
const categories = [2, 3, 4, 2]
const mixed = [0, 3, 2, 4]

describe.each([
  ['gaussian-bic', numbers],
  ['ebic', numbers],
  ['bdeu', categories],
  ['discrete-bic', categories],
  ['degenerate-gaussian-bic', mixed],
] as const)('%s', (id, levels) => {
  const method = valueOf(scoreMethods.find(id))
  const scoreFor = (penalty: number) => method.prepare(problemWith(levels, createRandom(2)), penalty, {})

  test.each([1, 1.7])('gains less cost are what the score grows by, with a penalty of %s', (penalty) => {
    const score = scoreFor(penalty)
    for (const parents of [[], [1], [3, 0], [0, 1]]) {
      for (const variable of [2, 3]) {
        if (parents.includes(variable)) continue
        const before = score.score(variable, parents)
        const gains = score.gains(variable, parents).slice()
        for (let z = 0; z < SIZE; z++) {
          if (z === variable || parents.includes(z)) expect(gains[z]).toBe(0)
          else {
            const grown = before + gains[z] - score.cost(variable, parents, z)
            expect(score.score(variable, [...parents, z])).toBeCloseTo(grown, 6)
          }
        }
      }
    }
  })

  test('is equal over the DAGs of every class of four variables, and tells classes apart', () => {
    const score = scoreFor(1)
    const random = createRandom(5)
    const classes = new Map<string, number>()
    let compared = 0
    for (let k = 0; k < 400; k++) {
      const dag = patternFromGraph(randomDag(numberedNames(SIZE), 2, random))
      const key = textOfPattern(cpdagFromDag(dag), numberedNames(SIZE))
      const total = totalOf(score, dag)
      const before = classes.get(key)
      if (before === undefined) classes.set(key, total)
      else {
        compared++
        expect(total).toBeCloseTo(before, 6)
      }
    }
    expect(compared).toBeGreaterThan(200)
    expect(new Set([...classes.values()].map((value) => value.toFixed(6))).size).toBeGreaterThan(30)
  })

  test('does not depend on the order of the parents, and a penalty takes more off what is denser', () => {
    const score = scoreFor(1)
    expect(score.score(2, [3, 1, 0])).toBeCloseTo(score.score(2, [0, 1, 3]), 8)
    const dearer = scoreFor(3)
    expect(score.score(2, [1, 3]) - score.score(2, [])).toBeGreaterThan(
      dearer.score(2, [1, 3]) - dearer.score(2, []),
    )
  })
})

test('BDeu of a small table, from its definition', () => {
  const columns = [Float64Array.of(0, 0, 1, 1), Float64Array.of(0, 1, 1, 1)]
  const problem = { ...problemWith([2, 2], createRandom(1)), columns }
  const options = { equivalentSampleSize: 4 }
  const score = valueOf(scoreMethods.find('bdeu')).prepare(problem, 1, options)
  // One row after the other: (prior of the cell + seen there) / (prior of the stratum + seen in it).
  const alone = (2 / 4) * (2 / 5) * (3 / 6) * (4 / 7)
  const withParent = (1 / 2) * (1 / 3) * (1 / 2) * (2 / 3)
  expect(score.score(1, [])).toBeCloseTo(Math.log(alone), 10)
  expect(score.score(1, [0])).toBeCloseTo(Math.log(withParent), 10)
})

test('the degenerate Gaussian BIC of numbers is the Gaussian BIC', () => {
  const problem = problemWith(numbers, createRandom(8))
  const [plain, blocks] = ['gaussian-bic', 'degenerate-gaussian-bic'].map((id) =>
    valueOf(scoreMethods.find(id)).prepare(problem, 1, {}),
  )
  for (const parents of [[], [0], [0, 1, 3]]) {
    expect(blocks.score(2, parents)).toBeCloseTo(plain.score(2, parents), 6)
  }
})

test('the kinds of the columns choose the score, and what a score cannot read is named', () => {
  const idFor = (levels: readonly number[]) =>
    valueOf(chooseScore(problemWith(levels, createRandom(1)), { score: 'auto' })).id
  expect([idFor(numbers), idFor(categories), idFor(mixed)]).toEqual([
    'gaussian-bic',
    'bdeu',
    'degenerate-gaussian-bic',
  ])
  const namesRefused = (id: string) => {
    const chosen = chooseScore(problemWith(mixed, createRandom(1)), { score: id })
    return chosen.ok ? [] : chosen.problems.map(({ where }) => where?.name)
  }
  expect(namesRefused('ebic')).toEqual(['X2', 'X4'])
  expect(namesRefused('bdeu')).toEqual(['X1'])
})
