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
    const ids = Array.from({ length: 500 }, (_, row) => row)
    const values = noise(500)
    const data = dataset(
      column('a', values),
      column('town', ids, { kind: 'nominal', levels: ids.map(String) }),
      column('day', values, { kind: 'date' }),
      column(
        'nothing',
        ids.map(() => NaN),
      ),
    )
    expect(problemsOf(data)).toEqual(['nominal-column town', 'date-column day', 'empty-column nothing'])
    const result = buildDiscoveryProblem(data)
    expect(result.ok ? '' : result.problems[0].message).toContain('has 500 categories')
    expect(result.ok ? '' : result.problems[0].message).toContain('Group the rare ones, or leave it out.')
  })

  test('categories become codes of what occurs; only those without an order are marked', () => {
    const codes = (...cycle: number[]) => a.map((_, row) => cycle[row % cycle.length])
    const problem = valueOf(
      buildDiscoveryProblem(
        dataset(
          column('a', a),
          column('colour', codes(2, 0, 3), { kind: 'nominal', levels: ['red', 'green', 'blue', 'grey'] }),
          column('sex', codes(1, 0, 1), { kind: 'nominal', levels: ['f', 'm'] }),
          column('grade', codes(1, 9, 5, 7), { kind: 'ordinal' }),
          column('answer', codes(5, 5, 6, 6, 6), { kind: 'binary' }),
          column('score', b, { kind: 'ordinal' }),
          column('children', codes(0, 1, 2, 2, 1, 3, 0), { kind: 'count' }),
        ),
      ),
    )
    expect(problem.levels).toEqual([0, 3, 2, 4, 2, 0, 0])
    expect(problem.unordered).toEqual([1])
    expect([...problem.columns[1].subarray(0, 3)]).toEqual([1, 0, 2])
    expect([...problem.columns[3].subarray(0, 4)]).toEqual([0, 3, 1, 2])
    expect(problem.columns[5]).toEqual(Float64Array.from(b))
  })

  test('names columns of categories that divide the rows alike', () => {
    const levels = ['red', 'green', 'blue']
    const nominal = (name: string, turn: number) =>
      column(
        name,
        a.map((_, row) => (row + turn) % 3),
        { kind: 'nominal', levels },
      )
    expect(problemsOf(dataset(column('a', a), nominal('x', 0), nominal('y', 1)))).toEqual([
      'duplicate-column y',
    ])
  })

  test('columns that tell places or times apart become contexts, by role or by name', () => {
    const data = dataset(
      column('a', a),
      column('b', b),
      column('c', c),
      column(
        'site',
        a.map((_, row) => 3 + (row % 2)),
        { kind: 'count', role: 'regime' },
      ),
      column('year', b, { role: 'time' }),
    )
    const marked = valueOf(buildDiscoveryProblem(data))
    expect(marked.names).toEqual(['a', 'b', 'c'])
    expect(marked.contexts.map(({ name, kind }) => [name, kind])).toEqual([
      ['site', 'regime'],
      ['year', 'time'],
    ])
    expect([...marked.contexts[0].values.subarray(0, 3)]).toEqual([0, 1, 0])
    const named = valueOf(buildDiscoveryProblem(data, { contexts: ['c'] }))
    expect(named.names).toEqual(['a', 'b'])
    expect(named.contexts.map(({ name }) => name)).toEqual(['c'])
    expect(problemsOf(data, { columns: ['a', 'b', 'c'], contexts: ['c', 'z'] })).toEqual(['unknown-column z'])
    expect(problemsOf(data, { columns: ['a', 'b', 'c'], contexts: ['c'] })).toEqual(['column-is-context c'])
  })

  test('test-wise keeps every row with two values', () => {
    const holes = a.map((value, row) => (row < 10 ? NaN : value))
    const rest = b.map((value, row) => (row < 8 ? value : NaN))
    const data = dataset(column('first', holes), column('second', rest), column('c', c))
    const complete = buildDiscoveryProblem(data)
    const message = complete.ok ? '' : complete.problems[0].message
    expect(message).toContain('No row has both “first” and “second”')
    expect(message).toContain('test by test')
    const problem = valueOf(buildDiscoveryProblem(data, { gaps: 'test-wise' }))
    expect(problem.gaps).toBe('some')
    expect(problem.rows).toEqual({ total: 20, used: 18, missing: { first: 10, second: 12 } })
    expect(
      valueOf(buildDiscoveryProblem(dataset(column('a', a), column('b', b)), { gaps: 'test-wise' })).gaps,
    ).toBe('none')
    expect(
      problemsOf(dataset(column('first', holes), column('second', rest)), { gaps: 'test-wise' }),
    ).toEqual(['too-few-rows'])
  })

  test('copies are found where values are missing', () => {
    const values = noise(60)
    const copy = values.map((value, row) => (row % 3 === 0 ? NaN : 2 - 4 * value))
    const data = dataset(column('a', values), column('b', noise(60)), column('copy', copy))
    expect(problemsOf(data, { gaps: 'test-wise' })).toEqual(['duplicate-column copy'])
  })

  test('refuses what would not fit into the memory, with the number', () => {
    const values = Float64Array.from(a)
    const many = Array.from({ length: 15_000 }, (_, k) => ({ ...column(`v${k}`, []), values }))
    const result = buildDiscoveryProblem(dataset(...many))
    expect(result.ok ? '' : result.problems[0].message).toContain('about 11 GB')
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
