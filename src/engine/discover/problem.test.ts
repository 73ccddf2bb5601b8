import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import type { Column, Dataset } from '../data/dataset'
import { noKnowledge } from './algorithm'
import { buildDiscoveryProblem } from './problem'
import { discover } from './discover'
import { indexKnowledge } from './knowledge/knowledge'
import { quietContext } from './patterns.testing'

const random = createRandom(3)
const noise = (rows: number) => Array.from({ length: rows }, () => random.normal())
const column = (name: string, values: readonly number[], rest: Partial<Column> = {}): Column => ({
  name,
  kind: 'continuous',
  role: 'variable',
  values: Float64Array.from(values),
  ...rest,
})
const dataset = (...columns: Column[]): Dataset => ({
  id: 'd',
  name: 'data.csv',
  revision: 1,
  rows: columns[0].values.length,
  columns,
  log: [],
})
const a = noise(20)
const b = noise(20)
const c = noise(20)
const problemsOf = (data: Dataset, request = {}) => {
  const result = buildDiscoveryProblem(data, request)
  return result.ok
    ? []
    : result.problems.map((problem) => `${problem.code} ${problem.where?.name ?? ''}`.trim())
}

describe('the problem of discovery', () => {
  test('keeps complete rows and says which columns cost how many', () => {
    const holes = b.map((value, row) => (row < 3 ? NaN : value))
    const sparse = c.map((value, row) => (row === 2 || row === 10 ? NaN : value))
    const problem = valueOf(
      buildDiscoveryProblem(dataset(column('a', a), column('b', holes), column('c', sparse))),
    )
    expect(problem.rows).toEqual({ total: 20, used: 16, missing: { b: 3, c: 2 } })
    expect(problem.columns.map((values) => values.length)).toEqual([16, 16, 16])
  })

  test('leaves out columns with another role', () => {
    const data = dataset(
      column('a', a),
      column('b', b),
      column('w', c, { role: 'weight' }),
      column('x', c, { role: 'left-out' }),
    )
    expect(valueOf(buildDiscoveryProblem(data)).names).toEqual(['a', 'b'])
    expect(problemsOf(data, { columns: ['a', 'x'] })).toEqual(['column-not-a-variable x'])
  })

  test('refuses numbers that overflow when multiplied, instead of calling them collinear', () => {
    const huge = dataset(
      column('a', a),
      column(
        'b',
        b.map((value) => value * 1e200),
      ),
    )
    expect(problemsOf(huge)).toEqual(['extreme-values b'])
  })

  test('names every column that does not suit', () => {
    const levels = ['red', 'green', 'blue']
    const codes = a.map((_, row) => row % 3)
    expect(
      problemsOf(
        dataset(
          column('a', a),
          column('colour', codes, { kind: 'nominal', levels }),
          column('day', b, { kind: 'date' }),
        ),
      ),
    ).toEqual(['nominal-column colour', 'date-column day'])
    const twoLevels = column(
      'sex',
      a.map((_, row) => row % 2),
      { kind: 'nominal', levels: ['f', 'm'] },
    )
    expect(problemsOf(dataset(column('a', a), twoLevels))).toEqual([])
  })

  test('refuses constants, copies and exact combinations by name', () => {
    const total = a.map((value, row) => value + 2 * b[row] - 5)
    const copy = c.map((value) => 3 - 2 * value)
    const data = dataset(
      column('a', a),
      column(
        'k',
        a.map(() => 7),
      ),
      column('b', b),
      column('c', c),
      column('total', total),
      column('copy', copy),
    )
    expect(problemsOf(data)).toEqual(['constant-column k', 'collinear-column total', 'duplicate-column copy'])
    const result = buildDiscoveryProblem(data)
    expect(result.ok ? '' : result.problems[1].message).toContain('combination of “a” and “b”')
  })

  test('says which missing values made a column constant', () => {
    const sex = a.map((_, row) => (row < 6 ? 0 : 1))
    const date = b.map((value, row) => (row < 6 ? value : NaN))
    const result = buildDiscoveryProblem(dataset(column('a', a), column('sex', sex), column('date', date)))
    expect(result.ok ? '' : result.problems[0].message).toContain('“date” is missing in 14 of 20 rows')
  })

  test('accepts more columns than rows', () => {
    const wide = Array.from({ length: 12 }, (_, k) => column(`v${k}`, noise(8)))
    expect(problemsOf(dataset(...wide))).toEqual([])
    expect(problemsOf(dataset(...wide, column('again', [...wide[0].values])))).toEqual([
      'duplicate-column again',
    ])
  })

  test('refuses fewer than five rows, unknown columns and a single column', () => {
    expect(problemsOf(dataset(column('a', a.slice(0, 4)), column('b', b.slice(0, 4))))).toEqual([
      'too-few-rows',
    ])
    expect(problemsOf(dataset(column('a', a), column('b', b)), { columns: ['a', 'z'] })).toEqual([
      'unknown-column z',
    ])
    expect(problemsOf(dataset(column('a', a)))).toEqual(['too-few-columns'])
  })

  test('reads interventions from a list or from the column marked for it', () => {
    const target = column(
      'set',
      a.map((_, row) => (row < 5 ? 0 : NaN)),
      { kind: 'nominal', role: 'intervention-target', levels: ['b'] },
    )
    const marked = valueOf(buildDiscoveryProblem(dataset(column('a', a), column('b', b), target)))
    expect(Array.from(marked.interventions!.subarray(3, 7))).toEqual([1, 1, -1, -1])
    const partly = valueOf(
      buildDiscoveryProblem(dataset(column('a', a), column('b', b)), {
        interventions: a.map((_, row) => (row === 0 ? ' ? ' : row === 1 ? 'a' : '')),
      }),
    )
    expect(Array.from(partly.interventions!.subarray(0, 3))).toEqual([-2, 0, -1])
    const list = a.map((_, row) => (row === 1 ? 'nobody' : ''))
    expect(problemsOf(dataset(column('a', a), column('b', b)), { interventions: list })).toEqual([
      'unknown-target nobody',
    ])
  })
})

describe('knowledge', () => {
  const names = ['a', 'b', 'c']
  const codes = (knowledge: Partial<typeof noKnowledge>) => {
    const result = indexKnowledge(names, { ...noKnowledge, ...knowledge })
    return result.ok ? [] : result.problems.map((problem) => problem.message)
  }
  test.each([
    [{ required: [['a', 'x']] as const }, 'which is not among'],
    [{ tiers: [['a'], ['a', 'b']] }, 'tier 1 and in tier 2'],
    [{ required: [['a', 'b']] as const, forbidden: [['a', 'b']] as const }, 'also forbidden'],
    [{ required: [['b', 'a']] as const, tiers: [['a'], ['b']] }, 'against the tiers'],
    [{ exogenous: ['x'] }, 'exogenous variables name “x”'],
    [{ required: [['b', 'a']] as const, exogenous: ['a'] }, 'leads into a, which is exogenous'],
    [
      {
        required: [
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'a'],
        ] as const,
      },
      'a -> b -> c -> a',
    ],
  ])('%j is refused', (knowledge, words) => {
    expect(codes(knowledge).join('\n')).toContain(words)
  })

  test('no arrow leads into an exogenous variable', () => {
    const { forbidden, empty } = valueOf(indexKnowledge(names, { ...noKnowledge, exogenous: ['b'] }))
    expect([...forbidden]).toEqual([0, 1, 0, 0, 0, 0, 0, 1, 0])
    expect(empty).toBe(false)
  })

  test('about columns outside the search is set aside', () => {
    const knowledge = { tiers: [['a'], ['b', 'c']], required: [['a', 'c'] as const], forbidden: [] }
    const data = dataset(column('a', a), column('b', b), column('c', c))
    const problem = valueOf(buildDiscoveryProblem(data, { columns: ['a', 'b'], knowledge }))
    expect(problem.knowledge).toEqual({ tiers: [['a'], ['b']], required: [], forbidden: [] })
  })

  test('and options are checked before a run', async () => {
    const problem = valueOf(buildDiscoveryProblem(dataset(column('a', a), column('b', b))))
    const result = await discover(problem, 'pc', { alpha: 3, speed: 1 }, quietContext())
    expect(result.ok ? [] : result.problems.map((one) => one.where?.token)).toEqual(['speed', 'alpha'])
    expect(await discover(problem, 'magic', {}, quietContext())).toMatchObject({ ok: false })
  })
})
