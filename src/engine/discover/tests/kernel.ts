import type { Random } from '../../../base/random'
import { succeed } from '../../../base/result'
import { crossProducts, productsBetween } from '../../kernels/cross-products'
import { cholesky, solveLower, solveLowerTransposed } from '../../stats/dense'
import { normalQuantile } from '../../stats/distributions'
import { normalSizeOfChiSquare } from '../../stats/log-tails'
import type { DiscoveryProblem } from '../algorithm'
import { embed } from '../embedding'
import type { IndependenceTest, TestMethod } from './independence'
import { createSharedRows } from './shared-rows'

/** Features of each of the two variables tested, as published. */
const PAIR_FEATURES = 5
/** Rows whose distances set the width of the kernel. */
const WIDTH_ROWS = 200
/** A feature of the set needs this many rows at least, or residuals shrink by what was only noise. */
const ROWS_PER_FEATURE = 8
const RIDGE = 1e-8
const FEWEST_ROWS = 30

/**
 * The randomised conditional correlation test RCoT: smooth features of x and y, less what random Fourier features of
 * the set explain of them, should not covary (Strobl, Zhang & Visweswaran 2019, algorithm 1; features: Rahimi & Recht
 * 2007). The statistic is a weighted sum of chi-squares with one degree of freedom, whose tail is taken from a
 * chi-square with the same first three cumulants (Hall 1983; Buckley & Eagleson 1988).
 *
 * Frequencies belong to the names of the columns, so that neither the order of the columns nor that of the tests
 * plays a part.
 */
export function kernelTest(
  problem: DiscoveryProblem,
  critical: number,
  setFeatures: number,
  random: Random,
): IndependenceTest {
  const { columns, blocks } = embed(problem)
  const size = problem.names.length
  const shared = createSharedRows(problem.columns)
  const everyRow = Int32Array.from({ length: problem.columns[0].length }, (_, row) => row)
  const frequencies = columns.map(() => new Float64Array(0))
  blocks.forEach((block, variable) =>
    block.forEach((column, part) => {
      const own = random.fork(`${problem.names[variable]} ${part}`)
      frequencies[column] = Float64Array.from({ length: setFeatures }, () => own.normal())
    }),
  )
  const phasesFor = (label: string) => {
    const own = random.fork(label)
    return Float64Array.from({ length: setFeatures }, () => 2 * Math.PI * own.uniform())
  }
  const phases = problem.names.map((name) => phasesFor(`phases of ${name}`))
  const setPhases = phasesFor('phases of sets')

  const rowsOf = (x: number, y: number, given: Int32Array, count: number) =>
    shared.of([x, y, ...given.subarray(0, count)], count + 2)

  /** Features of some variables together, each with mean 0 and mean square 1; those that are constant are left out. */
  const featuresOf = (variables: readonly number[], rows: Int32Array, count: number, phase: Float64Array) => {
    const members = variables.flatMap((variable) => blocks[variable])
    const values = members.map((member) => standardised(columns[member], rows))
    const width = medianDistance(values)
    return Array.from({ length: count }, (_, feature) => {
      const result = new Float64Array(rows.length).fill(phase[feature])
      values.forEach((column, k) => {
        const frequency = frequencies[members[k]][feature] / width
        for (let row = 0; row < result.length; row++) result[row] += frequency * column[row]
      })
      for (let row = 0; row < result.length; row++) result[row] = Math.cos(result[row])
      return standardised(result, everyRow.subarray(0, rows.length))
    }).filter((feature) => feature.some((value) => value !== 0))
  }

  return {
    id: 'kernel',
    critical,
    largestSet: size - 2,
    evidence(x, y, given, count) {
      const rows = rowsOf(x, y, given, count) ?? everyRow
      if (rows.length < FEWEST_ROWS) return Infinity
      const left = featuresOf([x], rows, PAIR_FEATURES, phases[x])
      const right = featuresOf([y], rows, PAIR_FEATURES, phases[y])
      if (left.length === 0 || right.length === 0) return Infinity
      if (count > 0) {
        const most = Math.min(setFeatures, Math.floor(rows.length / ROWS_PER_FEATURE))
        const held = featuresOf([...given.subarray(0, count)], rows, most, setPhases)
        if (!takeOut(held, [...left, ...right])) return Infinity
      }
      return strengthOf(left, right)
    },
    ...(problem.gaps === 'some'
      ? { rowsUsed: (x, y, given, count) => rowsOf(x, y, given, count)?.length ?? everyRow.length }
      : {}),
  }
}

/** Mean 0 and mean square 1 over the rows; all 0 for a constant. */
function standardised(column: Float64Array, rows: Int32Array): Float64Array {
  const result = Float64Array.from(rows, (row) => column[row])
  let total = 0
  for (const value of result) total += value
  const mean = total / result.length
  let squares = 0
  for (const value of result) squares += (value - mean) ** 2
  const scale = squares > 1e-12 * result.length * (1 + mean * mean) ? Math.sqrt(result.length / squares) : 0
  for (let row = 0; row < result.length; row++) result[row] = (result[row] - mean) * scale
  return result
}

/** Median Euclidean distance between the first rows; 1 where most of them agree. */
function medianDistance(values: readonly Float64Array[]): number {
  const rows = Math.min(WIDTH_ROWS, values[0].length)
  const distances = new Float64Array((rows * (rows - 1)) / 2)
  let at = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      let square = 0
      for (const column of values) square += (column[i] - column[j]) ** 2
      distances[at++] = square
    }
  }
  distances.sort()
  return Math.sqrt(distances[distances.length >> 1]) || 1
}

/** Replaces each column by its residual from ridge regression on the features; false where that fails. */
function takeOut(features: readonly Float64Array[], columns: readonly Float64Array[]): boolean {
  const count = features.length
  if (count === 0) return true
  const rows = features[0].length
  const factor = crossProducts(features)
  for (let k = 0; k < count; k++) factor[k * count + k] += RIDGE * rows
  if (!cholesky(factor, count)) return false
  const products = productsBetween(features, columns)
  const weights = new Float64Array(count)
  columns.forEach((column, c) => {
    for (let k = 0; k < count; k++) weights[k] = products[k * columns.length + c]
    solveLower(factor, count, weights)
    solveLowerTransposed(factor, count, weights)
    features.forEach((feature, k) => {
      for (let row = 0; row < rows; row++) column[row] -= weights[k] * feature[row]
    })
  })
  return true
}

/** Rows times the squared norm of the covariance of two sets of features, on the scale of |z|. */
function strengthOf(left: readonly Float64Array[], right: readonly Float64Array[]): number {
  const rows = left[0].length
  const products = left.flatMap((a) => right.map((b) => a.map((value, row) => value * b[row])))
  const statistic = products.reduce((sum, product) => {
    let total = 0
    for (const value of product) total += value
    return sum + (total * total) / rows
  }, 0)
  const size = products.length
  const covariance = crossProducts(products)
  for (let cell = 0; cell < covariance.length; cell++) covariance[cell] /= rows
  let [first, second, third] = [0, 0, 0]
  for (let i = 0; i < size; i++) {
    first += covariance[i * size + i]
    for (let j = 0; j < size; j++) {
      const entry = covariance[i * size + j]
      second += entry * entry
      let squared = 0
      for (let k = 0; k < size; k++) squared += covariance[i * size + k] * covariance[k * size + j]
      third += squared * entry
    }
  }
  if (!(third > 0)) return Infinity
  // Cumulants of the sum: first, 2 second, 8 third.
  const freedom = (second * second * second) / (third * third)
  const scaled = (statistic - first) * Math.sqrt(freedom / second) + freedom
  return normalSizeOfChiSquare(Math.max(0, scaled), freedom)
}

export const kernel: TestMethod = {
  id: 'kernel',
  label: 'Random features (any shape)',
  reference:
    'Strobl, Zhang & Visweswaran (2019), Approximate kernel-based conditional independence tests for fast non-parametric causal discovery, Journal of Causal Inference 7.',
  assumptions: ['relations are smooth, of any shape', 'some hundreds of rows, more for large sets'],
  reads: { numbers: true, categories: true, gaps: true },
  options: [
    {
      id: 'kernelFeatures',
      label: 'Features of a set (random features)',
      help: 'With more features the test follows finer shapes of what is held fixed, and takes longer.',
      type: 'number',
      default: 50,
      min: 5,
      max: 500,
      integer: true,
    },
  ],
  applies: () => succeed(true),
  prepare: (problem, alpha, options, random) =>
    kernelTest(problem, normalQuantile(1 - alpha / 2), Number(options.kernelFeatures ?? 50), random),
}
