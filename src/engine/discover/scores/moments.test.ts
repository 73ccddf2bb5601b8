import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { correlationMatrix } from '../../stats/moments'
import type { DiscoveryProblem } from '../algorithm'
import { createGaussianScore } from './gaussian-bic'
import { momentsByVariable, poolMoments, type BasisWidth } from './moments'

/** So many variables that were set that they share one matrix, and so few that each has its own. */
const sizes = [260, 12]
const ROWS = 400

function problemOf(size: number): DiscoveryProblem {
  const random = createRandom(size)
  const columns = Array.from({ length: size }, () =>
    Float64Array.from({ length: ROWS }, () => random.normal()),
  )
  for (let k = 1; k < size; k++)
    columns[k].forEach((_, row) => (columns[k][row] += 0.7 * columns[k - 1][row]))
  return {
    names: columns.map((_, k) => `X${k + 1}`),
    columns,
    levels: columns.map(() => 0),
    gaps: 'none',
    rows: { total: ROWS, used: ROWS, missing: {} },
    knowledge: { tiers: [], required: [], forbidden: [] },
    interventions: Int32Array.from({ length: ROWS }, (_, row) =>
      row < size ? row : row % 3 ? row % size : -1,
    ),
    contexts: [],
  }
}

/** The rows in which the variable was not set, of all columns and with width 2 of their squares about the pooled mean. */
function keptColumns({ columns, interventions }: DiscoveryProblem, variable: number, width: BasisWidth) {
  const kept = Array.from(interventions!.keys()).filter((row) => interventions![row] !== variable)
  return columns.flatMap((column) => {
    const mean = column.reduce((total, value) => total + value, 0) / column.length
    const bases = width === 1 ? [column] : [column, column.map((value) => (value - mean) ** 2)]
    return bases.map((basis) => Float64Array.from(kept, (row) => basis[row]))
  })
}

for (const size of sizes) {
  test.each([1, 2] as const)(
    `${size} set variables, %i columns each: correlations of the rows that stay`,
    (width) => {
      const problem = problemOf(size)
      const moments = momentsByVariable(problem, poolMoments(problem, width))
      expect(moments.every(({ removed }) => (removed === undefined) === (size === 12))).toBe(true)
      const columns = size * width
      for (const variable of [0, 5, size - 1]) {
        const expected = correlationMatrix(keptColumns(problem, variable, width))
        const { correlation, removed } = moments[variable]
        let worst = 0
        for (let a = 0; a < columns; a++) {
          for (let b = 0; b < a; b++) {
            let value = correlation[a * columns + b]
            for (const row of removed?.rows ?? []) value -= row[a] * row[b]
            if (removed) value *= removed.scale[a] * removed.scale[b]
            worst = Math.max(worst, Math.abs(value - expected[a * columns + b]))
          }
        }
        expect(worst).toBeLessThan(1e-12)
      }
    },
  )
}

test.each([1, 2] as const)('what a parent adds is what it loses, with %i columns each', (width) => {
  const problem = problemOf(12)
  const score = createGaussianScore(momentsByVariable(problem, poolMoments(problem, width)), 1.5, width)
  const parents = [3, 5, 7]
  const whole = score.score(4, parents)
  const losses = score.losses!(4, parents).slice(0, 3)
  parents.forEach((parent, k) => {
    const others = parents.filter((other) => other !== parent)
    const gain = score.gains(4, others)[parent]
    expect(gain).toBeCloseTo(losses[k], 9)
    expect(score.score(4, others) + gain - score.cost(4, others, parent)).toBeCloseTo(whole, 9)
  })
})
