import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import { discover } from '../discover/discover'
import { buildDiscoveryProblem } from '../discover/problem'
import { columnsOf, testContext } from '../estimate/estimating.testing'
import { estimateEffect } from '../estimate/estimate-effect'
import type { Dataset } from './dataset'
import { partOfSplit, splitRows } from './sample-split'

const numbered = (rows: number) => columnsOf({ x: Array.from({ length: rows }, (_, row) => row) })

describe('the two halves', () => {
  test('have every row once, and are the same for a seed', () => {
    for (const rows of [10, 11, 2]) {
      const { search, heldOut } = splitRows(numbered(rows), 5)
      expect([...search, ...heldOut].toSorted((a, b) => a - b)).toEqual([...Array(rows).keys()])
      expect(Math.abs(search.length - heldOut.length)).toBeLessThanOrEqual(1)
      expect(splitRows(numbered(rows), 5)).toEqual({ search, heldOut })
    }
    expect(splitRows(numbered(100), 1).search).not.toEqual(splitRows(numbered(100), 2).search)
  })

  test('both have rows of every experiment', () => {
    const target = Array.from({ length: 60 }, (_, row) => (row < 4 ? 'a' : row < 6 ? 'b' : null))
    const { columns, ...rest } = columnsOf({
      a: numbered(60).columns[0].values,
      b: [...Array(60).keys()],
      target,
    })
    const data: Dataset = {
      ...rest,
      columns: columns.map((column) =>
        column.name === 'target' ? { ...column, role: 'intervention-target' } : column,
      ),
    }
    for (let seed = 0; seed < 20; seed++) {
      const { search, heldOut } = splitRows(data, seed)
      for (const half of [search, heldOut]) {
        expect(half.filter((row) => row < 4)).toHaveLength(2)
        expect(half.filter((row) => row === 4 || row === 5)).toHaveLength(1)
      }
    }
  })

  test('a part has its rows in all columns, another key and a line in the log', () => {
    const data = columnsOf({ x: [...Array(9).keys()], y: [...Array(9).keys()].map((row) => 10 * row) })
    const search = partOfSplit(data, 3, 'search')
    const heldOut = partOfSplit(data, 3, 'held-out')
    expect([search.rows, heldOut.rows]).toEqual([5, 4])
    expect([...heldOut.columns[1].values]).toEqual([...heldOut.columns[0].values].map((row) => 10 * row))
    expect(search.stepsKey).not.toBe(heldOut.stepsKey)
    expect(heldOut.log.at(-1)).toBe(
      'Only the 4 of 9 rows kept from the search for a graph (random halves, seed 3)',
    )
  })
})

/**
 * The winner's curse: y depends weakly on x, and the effect is estimated only where a search drew the arrow. Where the
 * same rows do both, they drew it because they happened to show a large effect.
 */
describe('an effect that a search chose to estimate', () => {
  const EFFECT = 0.15
  const ROWS = 160

  async function study(rowsFor: 'the same' | 'two halves') {
    let chosen = 0
    let covered = 0
    let total = 0
    for (let seed = 1; chosen < 200; seed++) {
      const random = createRandom(seed)
      const rows = rowsFor === 'the same' ? ROWS / 2 : ROWS
      const x = Array.from({ length: rows }, () => random.normal())
      const data = columnsOf({ x, y: x.map((value) => EFFECT * value + random.normal()) })
      const searched = rowsFor === 'the same' ? data : partOfSplit(data, seed, 'search')
      const estimated = rowsFor === 'the same' ? data : partOfSplit(data, seed, 'held-out')
      const problem = valueOf(buildDiscoveryProblem(searched))
      const found = valueOf(await discover(problem, 'pc', { alpha: 0.05 }, testContext()))
      if (found.graph.edges.length === 0) continue
      chosen++
      const request = { treatment: 'x', outcome: 'y', estimator: 'regression', adjustment: [] }
      const estimate = valueOf(await estimateEffect(estimated, request, testContext()))
      total += estimate.point
      const [low, high] = estimate.interval!
      if (low <= EFFECT && EFFECT <= high) covered++
    }
    return { mean: total / chosen, coverage: covered / chosen }
  }

  test('is too large and too sure on the rows that chose it', async () => {
    const { mean, coverage } = await study('the same')
    expect(mean).toBeGreaterThan(1.5 * EFFECT)
    expect(coverage).toBeLessThan(0.9)
  })

  test('is right on rows kept from the search, and its intervals cover as they say', async () => {
    const { mean, coverage } = await study('two halves')
    // Standard error of the mean .008, of the coverage .015.
    expect(Math.abs(mean - EFFECT)).toBeLessThan(0.025)
    expect(coverage).toBeGreaterThan(0.91)
  })
})
