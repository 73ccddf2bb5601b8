import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { drawBenchmark } from '../../examples/benchmark/draw'
import type { MechanismFamily } from '../../examples/benchmark/mechanism'
import { compiledOrderTrees } from '../../kernels/order-search'
import { installKernels, kernelRuntime, removeKernels } from '../../kernels/runtime'
import { noKnowledge, type Knowledge } from '../algorithm'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { dataFrom } from '../patterns.testing'
import { buildDiscoveryProblem } from '../problem'
import { createGaussianScore } from '../scores/gaussian-bic'
import { momentsByVariable, poolMoments, type BasisWidth, type Moments } from '../scores/moments'
import { growGaussianTrees, growOrderTrees, type OrderTrees } from './order-trees'
import { precedence } from './start-order'

beforeAll(() => installKernels(readFileSync(new URL('../../kernels/kernels.wasm', import.meta.url))))
afterAll(removeKernels)

interface Case {
  readonly family: MechanismFamily
  readonly variables: number
  readonly rows: number
  readonly width: BasisWidth
  readonly discount: number
  readonly set: boolean
  readonly knowledge?: Partial<Knowledge>
}

function momentsOf({ family, variables, rows, width, set }: Case): Moments[] {
  const draw = drawBenchmark({ family, variables, edges: 2 * variables, rows }, createRandom(variables))
  const interventions = Array.from(draw.targets, (target) => (target < 0 ? '' : draw.names[target]))
  const data = dataFrom(draw.columns, draw.names)
  const problem = valueOf(buildDiscoveryProblem(data, { interventions: set ? interventions : undefined }))
  return momentsByVariable(problem, poolMoments(problem, width))
}

/** Builds an order by insertion in two shuffled ways, improves it to the end, and tells all that it says. */
function story(trees: Pick<OrderTrees, 'search'>, size: number) {
  return [1, 2].map((seed) => {
    const variables = shuffle(
      Array.from({ length: size }, (_, k) => k),
      createRandom(seed),
    )
    const search = trees.search([])
    const moves: boolean[] = []
    for (let sweep = 0; sweep < 4; sweep++)
      for (const variable of variables) moves.push(search.improve(variable))
    return { order: [...search.order], score: search.score(), parents: search.parents(), moves }
  })
}

/** The same matrix for all, with every row to take out kept beside it. */
function withoutOwnMatrices(moments: readonly Moments[], variables: number): Moments[] {
  const width = Math.sqrt(moments[0].correlation.length)
  const random = createRandom(3)
  return moments.map(({ correlation, rows }, variable) => {
    if (variable % 3 === 0) return { correlation, rows }
    const removed = Array.from({ length: 3 }, () =>
      Float64Array.from({ length: width }, () => random.normal() / Math.sqrt(rows)),
    )
    const scale = Float64Array.from(
      { length: width },
      (_, a) => 1 / Math.sqrt(removed.reduce((left, row) => left - row[a] * row[a], 1)),
    )
    scale[(variable + 1) % variables] = 0
    return { correlation, rows, removed: { rows: removed, scale } }
  })
}

const known = (size: number, knowledge: Partial<Knowledge> = {}): KnowledgeIndex =>
  valueOf(
    indexKnowledge(
      Array.from({ length: size }, (_, k) => `X${k + 1}`),
      { ...noKnowledge, ...knowledge },
    ),
  )

const penaltiesOf = (moments: readonly Moments[], { discount, width }: Pick<Case, 'discount' | 'width'>) => {
  const score = createGaussianScore(moments, discount, width)
  return moments.map((_, variable) => score.cost(variable, [], variable))
}

const cases: Case[] = [
  { family: 'linear', variables: 2, rows: 60, width: 1, discount: 2, set: false },
  { family: 'linear', variables: 30, rows: 400, width: 1, discount: 1, set: false },
  { family: 'nn', variables: 30, rows: 700, width: 2, discount: 1, set: true },
  { family: 'sigmoid', variables: 25, rows: 300, width: 2, discount: 1.5, set: false },
  { family: 'polynomial', variables: 20, rows: 500, width: 1, discount: 0.5, set: true },
  { family: 'linear', variables: 40, rows: 25, width: 1, discount: 0.3, set: false },
  {
    family: 'linear',
    variables: 20,
    rows: 300,
    width: 2,
    discount: 1,
    set: true,
    knowledge: {
      tiers: [
        ['X1', 'X2', 'X3'],
        ['X4', 'X5'],
      ],
      required: [
        ['X6', 'X7'],
        ['X7', 'X8'],
        ['X9', 'X8'],
      ],
      forbidden: [['X10', 'X11']],
    },
  },
]

describe('compiled order search', () => {
  test.each(cases)('takes the same steps as TypeScript, digit for digit: %o', (one) => {
    const moments = momentsOf(one)
    const knowledge = known(one.variables, one.knowledge)
    const slow = growOrderTrees(createGaussianScore(moments, one.discount, one.width), knowledge)
    expect(kernelRuntime()).not.toBeNull()
    const fast = compiledOrderTrees({
      moments,
      penalties: penaltiesOf(moments, one),
      width: one.width,
      ...(one.knowledge ? { knowledge: { ...knowledge, precedes: precedence(knowledge) } } : {}),
    })!
    const told = story(fast, one.variables)
    expect(told).toEqual(story(slow, one.variables))
    expect(new Set(told[0].order).size).toBe(one.variables)
    if (one.variables > 2) expect(told[0].parents.some((list) => list.length > 1)).toBe(true)
  })

  test.each(cases.slice(1, 3))('also with rows taken out of the matrix of all: %o', (one) => {
    const moments = withoutOwnMatrices(momentsOf({ ...one, set: false }), one.variables)
    const score = createGaussianScore(moments, one.discount, one.width)
    const slow = growOrderTrees(score, known(one.variables))
    const fast = compiledOrderTrees({ moments, penalties: penaltiesOf(moments, one), width: one.width })!
    const told = story(fast, one.variables)
    expect(told).toEqual(story(slow, one.variables))
    told[0].parents.forEach((parents, variable) => {
      const { gains, losses } = fast.worthOf(variable, parents)
      expect(gains).toEqual(score.gains(variable, parents))
      expect(losses).toEqual(score.losses!(variable, parents).subarray(0, parents.length))
    })
  })

  test('says the same when its memory is too small to keep the trees', () => {
    const moments = momentsOf({ ...cases[2], variables: 60 })
    const penalties = penaltiesOf(moments, { discount: 0.2, width: 2 })
    const problem = { moments, penalties, width: 2 as const }
    const [small, large] = [compiledOrderTrees(problem, 0)!, compiledOrderTrees(problem)!]
    expect(story(small, 60)).toEqual(story(large, 60))
    expect(small.regrown()).toBeGreaterThan(0)
    expect(large.regrown()).toBe(0)
  })

  test('is chosen where kernels are installed', () => {
    const moments = momentsOf(cases[0])
    const trees = () => growGaussianTrees(createGaussianScore(moments, 1), moments, 1, known(2))
    const fast = story(trees(), 2)
    const source = readFileSync(new URL('../../kernels/kernels.wasm', import.meta.url))
    removeKernels()
    expect(story(trees(), 2)).toEqual(fast)
    return installKernels(source)
  })
})
