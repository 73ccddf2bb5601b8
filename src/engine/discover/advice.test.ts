import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { succeed, valueOf } from '../../base/result'
import type { Column, Dataset } from '../data/dataset'
import { advise } from './advice'
import { adviceFacts } from './advice-facts'
import { startingGoal, type DiscoveryGoal } from './advice-goal'
import { adviseOnData } from './advise-on-data'
import { noKnowledge, type DiscoveryProblem } from './algorithm'
import { prepareDiscovery } from './discover'
import { buildDiscoveryProblem } from './problem'
import { discoveryAlgorithms } from './registry'
import { requestFor } from './request-for'

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

/** The chain as a dataset, so that every method gets the rows and contexts it would read. */
function table({
  gaps = 0,
  skewed = false,
  extra = [],
}: {
  gaps?: number
  skewed?: boolean
  extra?: readonly Column[]
}): Dataset {
  const random = createRandom(8)
  const { names, columns } = chain({ noise: skewed ? 'skewed' : 'normal' })
  const variables = names.map((name, j): Column => {
    const values = columns[j].map((value) => (random.uniform() < gaps ? NaN : value))
    return { name, kind: 'continuous', role: 'variable', values }
  })
  return { id: 'd', name: 'd.csv', revision: 1, rows: ROWS, columns: [...variables, ...extra], log: [] }
}

const codes = (of: (row: number) => number) => Float64Array.from({ length: ROWS }, (_, row) => of(row))
const region: Column = {
  name: 'region',
  kind: 'nominal',
  role: 'variable',
  levels: ['north', 'south', 'west'],
  values: codes((row) => (7 * row + (row % 5)) % 3),
}
const site: Column = { ...region, name: 'site', role: 'regime', values: codes((row) => row % 2) }
const day: Column = { name: 'day', kind: 'count', role: 'time', values: codes((row) => row) }
const wasSet: Column = {
  name: 'was set',
  kind: 'nominal',
  role: 'intervention-target',
  levels: ['C'],
  values: codes((row) => (row % 4 === 0 ? 0 : NaN)),
}

describe('which method comes first', () => {
  const situations: [string, Dataset, Partial<DiscoveryGoal>, string][] = [
    ['numbers, linear, nothing hidden', table({}), {}, 'boss'],
    ['relations of any shape', table({}), { relations: 'any' }, 'neural'],
    ['hidden causes possible', table({}), { hiddenCauses: 'possible' }, 'gfci'],
    ['gaps in many rows', table({ gaps: 0.1 }), {}, 'pc'],
    ['gaps and hidden causes', table({ gaps: 0.1 }), { hiddenCauses: 'possible' }, 'fci'],
    ['directions wanted, skewed noise', table({ skewed: true }), { priority: 'directions' }, 'direct-lingam'],
    ['directions wanted, Gaussian noise', table({}), { priority: 'directions' }, 'boss'],
    ['a variable was set in some rows', table({ extra: [wasSet] }), {}, 'boss'],
    ['two places', table({ extra: [site] }), {}, 'cd-nod'],
    ['slow change in time', table({ extra: [day] }), { time: 'drift' }, 'cd-nod'],
    ['later effects', table({ extra: [day] }), { time: 'lags' }, 'pcmci'],
  ]
  test.each(situations)('%s', (_, dataset, goal, expected) => {
    const advice = valueOf(adviseOnData(dataset, {}, { ...startingGoal, ...goal }))
    expect(advice.fit).toBe('all')
    expect(advice.advised[0]).toMatchObject({ algorithm: expected, against: [] })
    expect(advice.advised[0].forecast?.seconds).toBeGreaterThan(0)
  })

  test('mixed data: what is advised reads numbers and categories', () => {
    const dataset = table({ extra: [region] })
    const { fit, advised, facts } = valueOf(adviseOnData(dataset, {}, startingGoal))
    expect([fit, facts.values]).toEqual(['all', 'mixed'])
    for (const { algorithm, options } of advised) {
      const problem = valueOf(buildDiscoveryProblem(dataset, requestFor(algorithm, {})))
      expect(prepareDiscovery(problem, algorithm, options)).toMatchObject({ ok: true })
    }
  })

  test('set variables and hidden causes at once: a network alone reads both', () => {
    const goal: DiscoveryGoal = { ...startingGoal, hiddenCauses: 'possible' }
    const { fit, advised } = valueOf(adviseOnData(table({ extra: [wasSet] }), {}, goal))
    expect(fit).toBe('all')
    expect(advised.map(({ algorithm }) => algorithm)).toEqual(['neural'])
  })

  test('set variables, hidden causes and later effects: nothing fits, and the nearest say what speaks against them', () => {
    const goal: DiscoveryGoal = { ...startingGoal, hiddenCauses: 'possible', time: 'lags' }
    const { fit, advised } = valueOf(adviseOnData(table({ extra: [wasSet, day] }), {}, goal))
    expect(fit).toBe('nearest')
    for (const { against } of advised) expect(against).toHaveLength(1)
  })

  test('what is done with a column of places is told', () => {
    const { advised } = valueOf(adviseOnData(table({ extra: [site] }), {}, startingGoal))
    const said = (id: string) => advised.find(({ algorithm }) => algorithm === id)?.reasons
    expect(said('cd-nod')).toContain('It uses what changes with “site”.')
    expect(said('boss')).toContain('It does not look at “site”.')
  })

  test('the share of rows with gaps is told with what becomes of them', () => {
    const { advised } = valueOf(adviseOnData(table({ gaps: 0.1 }), {}, startingGoal))
    const said = (id: string) => advised.find(({ algorithm }) => algorithm === id)?.reasons.join(' ')
    expect(said('pc')).toMatch(/missing in \d+ % of the rows: every step uses the rows it can/)
    expect(said('boss')).toMatch(/missing in \d+ % of the rows: it uses the \d+ complete ones/)
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
