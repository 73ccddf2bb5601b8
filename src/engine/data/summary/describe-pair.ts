import type { Random } from '../../../base/random'
import { fail, succeed, type Result } from '../../../base/result'
import { columnNamed, type Column, type ColumnKind, type Dataset } from '../dataset'
import { unknownColumn } from './describe-columns'
import { describeCountsPair, type CountsPair } from './pair-counts'
import { describeGroupsPair, type GroupsPair } from './pair-groups'
import { describeNumbersPair, type NumbersPair } from './pair-numbers'
import { infiniteCell, picturedAs } from './pictured'

export type PairDescription = {
  readonly x: { readonly name: string; readonly kind: ColumnKind; readonly missing: number }
  readonly y: { readonly name: string; readonly kind: ColumnKind; readonly missing: number }
  /** `both`: rows in which both are known; everything else is computed from those. */
  readonly rows: { readonly total: number; readonly both: number }
} & (NumbersPair | GroupsPair | CountsPair)

/**
 * Two columns side by side: numbers as a grid of counts with a sample of points and means, a category and a number as
 * one summary a category, two categories as a table of counts. Only the points and, beyond 20,000 rows, the rank
 * correlation come from a sample; `random` decides which rows.
 */
export function describePair(
  dataset: Dataset,
  names: { readonly x: string; readonly y: string },
  random: Random,
): Result<PairDescription> {
  const x = columnNamed(dataset, names.x)
  const y = columnNamed(dataset, names.y)
  if (!x) return unknownColumn(dataset, names.x)
  if (!y) return unknownColumn(dataset, names.y)
  const infinite = infiniteCell(x) ?? infiniteCell(y)
  if (infinite) return infinite
  const forms = { x: picturedAs(x), y: picturedAs(y) }
  const identifier = forms.x === 'identifier' ? x : forms.y === 'identifier' ? y : null
  if (identifier) {
    const message = `“${identifier.name}” holds a different value in every row: there is nothing to compare it with.`
    return fail('identifier', message, { name: identifier.name })
  }
  const { left, right, missing } = rowsWithBoth(x, y)
  const facts = {
    x: { name: x.name, kind: x.kind, missing: missing.x },
    y: { name: y.name, kind: y.kind, missing: missing.y },
    rows: { total: dataset.rows, both: left.values.length },
  }
  if (forms.x === 'number' && forms.y === 'number')
    return succeed({ ...facts, ...describeNumbersPair(left, right, random) })
  if (forms.x === 'category' && forms.y === 'category')
    return succeed({ ...facts, ...describeCountsPair(left, right) })
  return succeed({
    ...facts,
    ...(forms.x === 'category' ? describeGroupsPair(left, right, 'x') : describeGroupsPair(right, left, 'y')),
  })
}

/** Both columns cut down to the rows in which both are known, and how many rows each lacks. */
function rowsWithBoth(x: Column, y: Column) {
  const rows = x.values.length
  const left = new Float64Array(rows)
  const right = new Float64Array(rows)
  const missing = { x: 0, y: 0 }
  let used = 0
  for (let row = 0; row < rows; row++) {
    const gapX = Number.isNaN(x.values[row])
    const gapY = Number.isNaN(y.values[row])
    if (gapX) missing.x++
    if (gapY) missing.y++
    if (gapX || gapY) continue
    left[used] = x.values[row]
    right[used++] = y.values[row]
  }
  return {
    left: { ...x, values: left.subarray(0, used) },
    right: { ...y, values: right.subarray(0, used) },
    missing,
  }
}
