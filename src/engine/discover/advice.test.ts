import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { succeed } from '../../base/result'
import { advise } from './advice'
import { adviceFacts } from './advice-facts'
import { startingGoal, type DiscoveryGoal } from './advice-goal'
import { noKnowledge, type DiscoveryProblem } from './algorithm'
import { discoveryAlgorithms } from './registry'

const ROWS = 200

/** Five columns in a chain; noise is normal unless told otherwise. */
function chain({
  noise = 'normal',
  ...change
}: Partial<DiscoveryProblem> & { noise?: 'normal' | 'skewed' } = {}): DiscoveryProblem {
  const random = createRandom(5)
  const draw = () => (noise === 'normal' ? random.normal() : random.normal() ** 2 - 1)
  const columns: Float64Array[] = []
  for (let j = 0; j < 5; j++)
    columns.push(Float64Array.from({ length: ROWS }, (_, row) => 0.8 * (columns[j - 1]?.[row] ?? 0) + draw()))
  return {
    names: [...'ABCDE'],
    columns,
    levels: [0, 0, 0, 0, 0],
    gaps: 'none',
    rows: { total: ROWS, used: ROWS, missing: {} },
    knowledge: noKnowledge,
    contexts: [],
    ...change,
  }
}

const first = (problem: DiscoveryProblem, goal: Partial<DiscoveryGoal> = {}) =>
  advise(
    { ...startingGoal, ...goal },
    adviceFacts(problem),
    () => succeed(problem),
    () => ({ seconds: 1, note: '' }),
  )

describe('which method comes first', () => {
  const set = Int32Array.from({ length: ROWS }, (_, row) => (row % 4 === 0 ? 1 : -1))
  const situations: [string, DiscoveryProblem, Partial<DiscoveryGoal>, string][] = [
    ['numbers, linear, nothing hidden', chain(), {}, 'boss'],
    ['some variables were set in some rows', chain({ interventions: set }), {}, 'boss'],
  ]
  test.each(situations)('%s', (_, problem, goal, expected) => {
    const advice = first(problem, goal)
    expect(advice.fit).toBe('all')
    expect(advice.advised[0].algorithm).toBe(expected)
    expect(advice.advised[0].against).toEqual([])
  })
})

test('every method is advised or carries a reason why not', () => {
  const goals: Partial<DiscoveryGoal>[] = [{}, { hiddenCauses: 'possible' }, { relations: 'any' }]
  for (const goal of goals) {
    const { advised, others } = first(chain(), goal)
    expect(advised.length + others.length).toBe(discoveryAlgorithms.entries.length)
    for (const { against } of others) expect(against).not.toEqual([])
  }
})

test('where hidden causes are possible, what takes them to be absent says so', () => {
  const { advised, others } = first(chain(), { hiddenCauses: 'possible' })
  const boss = [...advised, ...others].find(({ algorithm }) => algorithm === 'boss')
  expect(boss?.against).toContain('It takes hidden common causes to be absent, and they are possible.')
})

test('a quick answer is the one with the shortest forecast', () => {
  const seconds: Record<string, number> = { pc: 1 }
  const { advised } = advise(
    { ...startingGoal, priority: 'speed' },
    adviceFacts(chain()),
    () => succeed(chain()),
    ({ id }) => ({ seconds: seconds[id] ?? 9, note: id }),
  )
  expect(advised[0]).toMatchObject({ algorithm: 'pc', forecast: { seconds: 1, note: 'pc' } })
})

test('the facts are read from the data', () => {
  const holes = chain().columns.map((column, j) => column.map((value, row) => (j === row % 10 ? NaN : value)))
  const mixed = chain({
    levels: [0, 0, 0, 0, 3],
    columns: chain().columns.with(
      4,
      Float64Array.from({ length: ROWS }, (_, row) => row % 3),
    ),
  })
  expect(adviceFacts(chain({ gaps: 'some', columns: holes })).rows).toEqual({ total: ROWS, complete: 100 })
  expect(adviceFacts(mixed).values).toBe('mixed')
  expect(adviceFacts(chain()).shape).toBe('roughly Gaussian')
  expect(adviceFacts(chain({ noise: 'skewed' })).shape).toBe('not Gaussian')
})
