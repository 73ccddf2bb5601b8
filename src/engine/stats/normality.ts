import { normalUpperTail } from './normal'

/**
 * The test of Anderson & Darling that values come from a normal distribution of unknown mean and variance. P-values by
 * the approximation of D'Agostino & Stephens (1986), Goodness-of-Fit Techniques, table 4.9; from eight values on.
 */
export function andersonDarling(values: Float64Array): {
  readonly statistic: number
  readonly pValue: number
} {
  const rows = values.length
  const ascending = values.toSorted()
  const mean = ascending.reduce((total, value) => total + value, 0) / rows
  const squares = ascending.reduce((total, value) => total + (value - mean) ** 2, 0)
  const deviation = Math.sqrt(squares / (rows - 1))
  let sum = 0
  for (let r = 0; r < rows; r++) {
    const low = normalUpperTail((mean - ascending[r]) / deviation)
    const high = normalUpperTail((ascending[rows - 1 - r] - mean) / deviation)
    // Beyond 38 standard deviations a tail is 0; the smallest number there is keeps its logarithm finite.
    sum +=
      (2 * r + 1) * (Math.log(Math.max(low, Number.MIN_VALUE)) + Math.log(Math.max(high, Number.MIN_VALUE)))
  }
  const statistic = (-rows - sum / rows) * (1 + 0.75 / rows + 2.25 / rows ** 2)
  return { statistic, pValue: Math.max(0, Math.min(1, tailOf(statistic))) }
}

function tailOf(a: number): number {
  if (a >= 10) return 0
  if (a >= 0.6) return Math.exp(1.2937 - 5.709 * a + 0.0186 * a * a)
  if (a > 0.34) return Math.exp(0.9177 - 4.279 * a - 1.38 * a * a)
  if (a > 0.2) return 1 - Math.exp(-8.318 + 42.796 * a - 59.938 * a * a)
  return 1 - Math.exp(-13.436 + 101.14 * a - 223.73 * a * a)
}
