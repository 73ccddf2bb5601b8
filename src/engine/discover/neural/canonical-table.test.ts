import { expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { noKnowledge, type DiscoveryProblem } from '../algorithm'
import { problemAtRows } from '../support/resample'
import { canonicalTable, MOST_ROWS_READ } from './canonical-table'
import { joiningOrders } from './order-searches'
import { inStandardUnits } from './standard-units'

function problemOf(columns: readonly Float64Array[], interventions?: Int32Array): DiscoveryProblem {
  const used = columns[0].length
  return {
    names: columns.map((_, j) => `V${j}`),
    columns,
    levels: columns.map(() => 0),
    gaps: 'none',
    rows: { total: used, used, missing: {} },
    knowledge: noKnowledge,
    contexts: [],
    ...(interventions ? { interventions } : {}),
  }
}

function chain(size: number, rows: number): Float64Array[] {
  const random = createRandom(size * rows)
  const columns: Float64Array[] = []
  for (let j = 0; j < size; j++)
    columns.push(
      Float64Array.from({ length: rows }, (_, r) =>
        Math.round(8 * ((columns[j - 1]?.[r] ?? 0) / 9 + random.normal())),
      ),
    )
  return columns
}

const shown = ({ problem, targets, facts }: ReturnType<typeof canonicalTable>) => ({
  names: problem.names,
  columns: problem.columns,
  interventions: problem.interventions && [...problem.interventions],
  facts,
  targets,
})

test('turning the sign of a column changes nothing', () => {
  const columns = chain(4, 61)
  columns[1] = columns[1].map((value) => value ** 2)
  columns[3][5] = NaN
  const turned = columns.map((column, j) => (j % 2 === 1 ? column.map((value) => -value) : column))
  // What is told of a column counts its values, whatever their signs.
  expect(shown(canonicalTable(problemOf(turned)))).toEqual(shown(canonicalTable(problemOf(columns))))
})

test('neither the order of the columns nor that of the rows is left', () => {
  const columns = chain(5, 60)
  columns[2][7] = NaN
  columns[4][11] = NaN
  const targets = Int32Array.from({ length: 60 }, (_, r) => (r % 7) - 2)
  const table = shown(canonicalTable(problemOf(columns, targets)))
  expect(table.targets).toBe('hidden')
  expect(table.interventions).toContain(4)

  const rows = shuffle([...columns[0].keys()], createRandom(1))
  const shuffled = problemAtRows(problemOf(columns, targets), Int32Array.from(rows))
  expect(shown(canonicalTable(shuffled))).toEqual(table)

  const order = [3, 0, 4, 1, 2]
  const permuted: DiscoveryProblem = {
    ...problemOf(
      order.map((j) => columns[j]),
      targets.map((target) => (target < 0 ? target : order.indexOf(target))),
    ),
    names: order.map((j) => `V${j}`),
  }
  expect(shown(canonicalTable(permuted))).toEqual(table)
})

test('units and zero points leave no digit', () => {
  const columns = chain(4, 50)
  const table = canonicalTable(problemOf(columns))
  const factors = [1e-3, 7.3, 0.1, 12345]
  const changed = columns.map((column, j) => column.map((value) => value * factors[j] + j / 3))
  expect(canonicalTable(problemOf(changed)).problem.columns).toEqual(table.problem.columns)
  expect(inStandardUnits(Float64Array.of(4, 4, 4))).toEqual(Float64Array.of(4, 4, 4))
})

test('gaps take the mean of their column, and count as gaps', () => {
  const table = canonicalTable(problemOf([Float64Array.of(1, NaN, 3, 8), Float64Array.of(2, 1, 5, 0)]))
  const filled = table.order.indexOf(0)
  expect(table.problem.columns[filled].toSorted()).toEqual(inStandardUnits(Float64Array.of(1, 3, 4, 8)))
  expect(table.facts.missing[filled]).toBe(0.25)
})

test('targets are known where one was set and each is noted', () => {
  const columns = chain(3, 12)
  const kind = (of: (r: number) => number) =>
    canonicalTable(
      problemOf(
        columns,
        Int32Array.from({ length: 12 }, (_, r) => of(r)),
      ),
    ).targets
  expect(kind((r) => (r < 6 ? -1 : 1))).toBe('known')
  expect(kind(() => -1)).toBe('hidden')
  expect(kind((r) => (r < 6 ? -2 : 1))).toBe('hidden')
})

test('of very many rows an even part of the sorted ones is read', () => {
  const rows = MOST_ROWS_READ + 1000
  const columns = [Float64Array.from({ length: rows }, (_, r) => (r * 7919) % rows), ...chain(2, rows)]
  const { problem, order } = canonicalTable(problemOf(columns))
  expect(problem.rows.used).toBe(MOST_ROWS_READ)
  // Evenly spread values lie within the root of 3 in standard units.
  const spread = problem.columns[order.indexOf(0)].toSorted()
  expect(spread[0]).toBeLessThan(-1.56)
  expect(spread.at(-1)).toBeGreaterThan(1.56)
})

test('the starts of the searches: as they stand, from the middle outwards, reversed, from both ends inwards', () => {
  expect(joiningOrders([0, 1, 2, 3, 4])).toEqual([
    [0, 1, 2, 3, 4],
    [2, 3, 1, 4, 0],
    [4, 3, 2, 1, 0],
    [0, 4, 1, 3, 2],
  ])
})
