import type { Column } from '../dataset'

/** Rows that association is judged by. */
const MOST_ROWS = 20_000
/** Below this correlation a column says too little about another to be of help (van Buuren 2018, section 6.3.2). */
const LEAST_CORRELATION = 0.1

/**
 * The columns that go with one of the `targets`, by value or by where it is missing, the strongest first; those below
 * a correlation of .1 are left out.
 */
export function rankByAssociation(columns: readonly Column[], targets: readonly Column[]): Column[] {
  const rows = columns[0]?.values.length ?? 0
  const step = Math.max(1, Math.ceil(rows / MOST_ROWS))
  const wanted = targets.flatMap(({ values, kind, name }) => {
    const present = thinned(values, step).map((value) => (Number.isNaN(value) ? 0 : 1))
    return [...signals({ values, kind }, step).map((signal) => ({ name, signal })), { name, signal: present }]
  })
  return columns
    .map((column) => {
      const own = signals(column, step)
      const strength = Math.max(
        0,
        ...wanted
          .filter(({ name }) => name !== column.name)
          .flatMap(({ signal }) => own.map((one) => Math.abs(correlation(one, signal)))),
      )
      return { column, strength }
    })
    .filter(({ strength }) => strength >= LEAST_CORRELATION)
    .toSorted((a, b) => b.strength - a.strength)
    .map(({ column }) => column)
}

const thinned = (values: Float64Array, step: number): Float64Array =>
  step === 1 ? values : values.filter((_, row) => row % step === 0)

/** Numbers as they are; each category of an unordered column as yes or no. */
function signals({ values, kind }: Pick<Column, 'values' | 'kind'>, step: number): Float64Array[] {
  const thin = thinned(values, step)
  if (kind !== 'nominal') return [thin]
  return [...new Set(thin)]
    .filter((value) => !Number.isNaN(value))
    .map((level) => thin.map((value) => (Number.isNaN(value) ? NaN : value === level ? 1 : 0)))
}

/** Pearson's correlation over the rows with both values; 0 where one of them does not vary. */
function correlation(a: Float64Array, b: Float64Array): number {
  let [n, sumA, sumB] = [0, 0, 0]
  for (let row = 0; row < a.length; row++) {
    if (Number.isNaN(a[row]) || Number.isNaN(b[row])) continue
    n++
    sumA += a[row]
    sumB += b[row]
  }
  const [meanA, meanB] = [sumA / n, sumB / n]
  let [squaresA, squaresB, products] = [0, 0, 0]
  for (let row = 0; row < a.length; row++) {
    if (Number.isNaN(a[row]) || Number.isNaN(b[row])) continue
    squaresA += (a[row] - meanA) ** 2
    squaresB += (b[row] - meanB) ** 2
    products += (a[row] - meanA) * (b[row] - meanB)
  }
  const scale = Math.sqrt(squaresA * squaresB)
  return scale > 0 ? products / scale : 0
}
