/**
 * The features of pair-feature-table.ts straight from their definitions, with none of the compiled kernel's shortcuts:
 * each regression over the rows in which j was not set is computed from these rows, and dropping a parent is a fit
 * without it. Slower, and the yardstick of pair-features.c.
 */
import { naturalLog } from './natural-log'
import { pairFeatures } from './pair-feature-table'
import type { OrderSearchResult, PairFeatureInput } from './pair-features'
import { invertPositiveDefinite } from './positive-definite'

const CLIP = 6
const LARGEST = 8
const CONSTANT = 1e-12
const DESIGN_RIDGE = 1e-4
const REGRESSION_SHARE = 0.3
const PARENTS_AT_MOST = 9
const PERFECT = 1e-9

type Column = Float64Array

/** Yields the share that is done; returns the features as `PairFeatureRun` does. */
export function* pairFeaturesReference(input: PairFeatureInput): Generator<number, Float32Array> {
  const { linear, quadratic } = input
  const size = input.columns.length
  const rows = size > 0 ? input.columns[0].length : 0
  const targets = input.targets ?? new Int32Array(rows).fill(-1)
  const every = Array.from({ length: rows }, (_, r) => r)
  const kept = input.columns.map((_, j) => every.filter((r) => targets[r] !== j))
  const set = input.columns.map((_, i) => every.filter((r) => targets[r] === i))
  const lambda = 0.003 + (0.1 * size) / rows

  const z = input.columns.map((column) => standardised(column, every))
  const squares = z.map((column) =>
    centred(
      column.map((v) => v * v),
      every,
    ),
  )
  const hermite = z.map((column) => column.map((v) => v * v * v - 3 * v))
  const absolute = z.map((column) => column.map(Math.abs))
  const precision = penalisedInverse(z, every, lambda * rows)
  const positions = z.map((_, j) => columnSum(quadratic.before, size, j))

  const errors: Column[] = []
  const fullErrors: Column[] = []
  const drops: Float64Array[] = []
  for (let j = 0; j < size; j++) {
    const basis = quadratic.parents[j].flatMap((p) => [z[p], z[p].map((v) => v * v)])
    errors.push(standardised(regress(z[j], basis, kept[j]).residual, kept[j]))
    const parents = strongestParents(linear, quadratic, size, j)
    const design = fullDesign(z, parents)
    const full = regress(
      z[j],
      design.map(({ values }) => values),
      kept[j],
    )
    fullErrors.push(standardised(full.residual, kept[j]))
    drops.push(new Float64Array(size))
    for (const parent of parents) {
      const left = design.filter(({ of }) => !of.includes(parent))
      const without = regress(
        z[j],
        left.map(({ values }) => values),
        kept[j],
      )
      const df = design.length - left.length
      const chiSquare = kept[j].length * naturalLog(without.objective / full.objective)
      drops[j][parent] = full.objective > 0 ? (chiSquare - df) / Math.sqrt(2 * df) : 0
    }
    yield (0.4 * j) / size
  }
  const errorSquares = errors.map((e, j) =>
    centred(
      e.map((v) => v * v),
      kept[j],
    ),
  )
  const fullSquares = fullErrors.map((e, j) =>
    centred(
      e.map((v) => v * v),
      kept[j],
    ),
  )

  const result = new Float32Array(size * size * pairFeatures.length)
  for (let j = 0; j < size; j++) {
    yield 0.4 + (0.6 * j) / size
    const own = centred(z[j], kept[j])
    const ownSquare = centred(squares[j], kept[j])
    const cubes = centred(
      errors[j].map((v) => v ** 3),
      kept[j],
    )
    const count = Math.max(1, kept[j].length)
    const regression = regressionOnAll(z, kept[j], j, REGRESSION_SHARE * lambda * rows)
    const moment = (scale: number, effect: Column, cause: Column) =>
      scale * signedLog(sumOf(every, (r) => effect[r] * cause[r]) / Math.sqrt(count))
    const s = (effect: Column, cause: Column) => moment(0.7, effect, cause)
    for (let i = 0; i < size; i++) {
      if (i === j) continue
      const times = set[i].length
      const d = (value: (row: number) => number) =>
        0.7 * signedLog(sumOf(set[i], value) / Math.sqrt(Math.max(1, times)))
      const partial = -precision[i * size + j] / Math.sqrt(precision[i * size + i] * precision[j * size + j])
      const values = [
        3 * correlationOver(z[i], z[j], every),
        3 * partial,
        3 * correlationOver(z[i], z[j], kept[j]),
        3 * regression.coefficients[i],
        0.7 * signedLog(regression.statistics[i]),
        d((r) => z[i][r] * z[j][r]),
        d((r) => z[j][r]),
        d((r) => squares[j][r]),
        d((r) => errorSquares[j][r]),
        d((r) => z[i][r] * errors[j][r]),
        ...fromSearch(linear, size, i, j),
        ...fromSearch(quadratic, size, i, j),
        (positions[j] - positions[i]) / size,
        s(errors[j], squares[i]),
        s(errorSquares[j], z[i]),
        s(errorSquares[j], squares[i]),
        s(errors[j], hermite[i]),
        s(errors[j], absolute[i]),
        s(errors[j], errors[i]),
        s(errorSquares[j], errorSquares[i]),
        s(cubes, errors[i]),
        moment(0.5, own, squares[i]),
        moment(0.5, ownSquare, squares[i]),
        naturalLog(1 + times) / 4,
        0.5 * signedLog(drops[j][i]),
        d((r) => fullSquares[j][r]),
        d((r) => z[i][r] * fullErrors[j][r]),
        s(fullErrors[j], z[i]),
        s(fullErrors[j], squares[i]),
        s(fullErrors[j], hermite[i]),
        s(fullSquares[j], z[i]),
        s(fullSquares[j], squares[i]),
        s(fullErrors[j], fullErrors[i]),
        s(fullSquares[j], fullSquares[i]),
      ]
      const clipped = values.map((value) => Math.max(-LARGEST, Math.min(LARGEST, value)))
      result.set(clipped, (i * size + j) * pairFeatures.length)
    }
  }
  return result
}

const signedLog = (t: number) => (t < 0 ? -naturalLog(1 - t) : naturalLog(1 + t))

function sumOf(rows: readonly number[], value: (row: number) => number): number {
  let total = 0
  for (const row of rows) total += value(row)
  return total
}

function columnSum(matrix: Float64Array, size: number, j: number): number {
  let total = 0
  for (let i = 0; i < size; i++) if (i !== j) total += matrix[i * size + j]
  return total
}

/** The column minus its mean over some rows, 0 in the others. */
function centred(column: Column, rows: readonly number[]): Column {
  const mean = rows.length > 0 ? sumOf(rows, (r) => column[r]) / rows.length : 0
  const result = new Float64Array(column.length)
  for (const r of rows) result[r] = column[r] - mean
  return result
}

function unitScale(column: Column, rows: readonly number[]): Column {
  const mean = rows.length > 0 ? sumOf(rows, (r) => column[r]) / rows.length : 0
  const result = centred(column, rows)
  const squares = sumOf(rows, (r) => result[r] ** 2)
  const varies = squares > CONSTANT ** 2 * rows.length * mean ** 2
  const scale = varies ? Math.sqrt(rows.length / squares) : 0
  return result.map((v) => v * scale)
}

/** Mean 0 and mean square 1 over some rows, clipped, and the same once more; 0 in the other rows. */
function standardised(column: Column, rows: readonly number[]): Column {
  const clipped = unitScale(column, rows).map((v) => Math.max(-CLIP, Math.min(CLIP, v)))
  return unitScale(clipped, rows)
}

function correlationOver(left: Column, right: Column, rows: readonly number[]): number {
  const [a, b] = [centred(left, rows), centred(right, rows)]
  const [aa, bb] = [sumOf(rows, (r) => a[r] ** 2), sumOf(rows, (r) => b[r] ** 2)]
  const least = 1e-9 * Math.max(1, rows.length)
  return aa > least && bb > least ? sumOf(rows, (r) => a[r] * b[r]) / Math.sqrt(aa * bb) : 0
}

/** (C'C + penalty I)^-1 for the columns centred over some rows. */
function penalisedInverse(columns: readonly Column[], rows: readonly number[], penalty: number) {
  const size = columns.length
  const values = columns.map((column) => centred(column, rows))
  const products = new Float64Array(size * size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const product = sumOf(rows, (r) => values[a][r] * values[b][r])
      products[a * size + b] = products[b * size + a] = product
    }
    products[a * size + a] += penalty
  }
  return invertPositiveDefinite(products, size)
}

/** Ridge regression of a column on others over some rows; `objective` is what it minimises, at the minimum. */
function regress(outcome: Column, regressors: readonly Column[], rows: readonly number[]) {
  const inverse = penalisedInverse(regressors, rows, DESIGN_RIDGE * Math.max(1, rows.length))
  const values = regressors.map((column) => centred(column, rows))
  const residual = centred(outcome, rows)
  const products = values.map((column) => sumOf(rows, (r) => column[r] * residual[r]))
  let objective = sumOf(rows, (r) => residual[r] ** 2)
  values.forEach((column, k) => {
    let coefficient = 0
    products.forEach((product, m) => (coefficient += inverse[k * products.length + m] * product))
    objective -= coefficient * products[k]
    for (const r of rows) residual[r] -= coefficient * column[r]
  })
  return { residual, objective }
}

/** Ridge regression of column j on all others over some rows, with its t statistics; entry j is 0. */
function regressionOnAll(z: readonly Column[], rows: readonly number[], j: number, penalty: number) {
  const others = z.map((_, i) => i).filter((i) => i !== j)
  const inverse = penalisedInverse(
    others.map((i) => z[i]),
    rows,
    penalty,
  )
  const values = others.map((i) => centred(z[i], rows))
  const own = centred(z[j], rows)
  const products = values.map((column) => sumOf(rows, (r) => column[r] * own[r]))
  const coefficients = new Float64Array(z.length)
  const statistics = new Float64Array(z.length)
  let squares = sumOf(rows, (r) => own[r] ** 2)
  others.forEach((i, k) => {
    products.forEach((product, m) => (coefficients[i] += inverse[k * others.length + m] * product))
    squares -= coefficients[i] * products[k]
  })
  const variance = squares / Math.max(1, rows.length)
  others.forEach((i, k) => {
    if (variance > PERFECT)
      statistics[i] = coefficients[i] / Math.sqrt(variance * inverse[k * others.length + k])
  })
  return { coefficients, statistics }
}

function fromSearch({ parents, strength, before }: OrderSearchResult, size: number, i: number, j: number) {
  return [0.5 * signedLog(strength[i * size + j]), parents[j].includes(i) ? 1 : 0, before[i * size + j]]
}

/** Parents of j in either search, the strongest first. */
function strongestParents(linear: OrderSearchResult, quadratic: OrderSearchResult, size: number, j: number) {
  const strength = (i: number) => Math.max(linear.strength[i * size + j], quadratic.strength[i * size + j])
  return [...new Set([...linear.parents[j], ...quadratic.parents[j]])]
    .toSorted((a, b) => strength(b) - strength(a))
    .slice(0, PARENTS_AT_MOST)
}

/** Three powers of each parent and all products of two, with the parents that each regressor reads. */
function fullDesign(z: readonly Column[], parents: readonly number[]) {
  const powers = parents.flatMap((p) =>
    [1, 2, 3].map((power) => ({ of: [p], values: z[p].map((v) => v ** power) })),
  )
  const products = parents.flatMap((a, k) =>
    parents.slice(0, k).map((b) => ({ of: [a, b], values: z[a].map((v, r) => v * z[b][r]) })),
  )
  return [...powers, ...products]
}
