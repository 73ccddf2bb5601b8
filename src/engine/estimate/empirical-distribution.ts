import { fail, succeed, type Result } from '../../base/result'
import { isCategorical, type Column } from '../data/dataset'
import type { DiscreteDistribution } from '../expression/evaluate'
import type { VariableId } from '../graph/graph'
import { labelOf } from './problem'
import type { RowSample } from './row-weights'

/** More different numbers in a column than this are not taken for classes. */
const MOST_VALUES = 20
/** Cells of the table of all columns together. */
const MOST_CELLS = 2 ** 14
/** What a reader is told to cut a column of numbers into. */
const CLASSES_SUGGESTED = 5

/** Columns of few values as positions in a table of all their combinations. */
export interface Cells {
  readonly columns: readonly Column[]
  /** Ascending values of each column. */
  readonly values: readonly (readonly number[])[]
  /** Of each row: the position in the table. */
  readonly cellOf: Int32Array
  /** The distribution in a sample of rows. */
  distribution(sample: RowSample): DiscreteDistribution
}

/**
 * The table of all combinations of the columns' values. Nothing is ever put into classes silently: a column of many
 * numbers, and more combinations than can be computed with, are problems that name the column.
 */
export function cellsOf(columns: readonly Column[]): Result<Cells> {
  const values = columns.map((column) => [...new Set(column.values)].toSorted((a, b) => a - b))
  const long = columns.findIndex((column, i) => !isCategorical(column) && values[i].length > MOST_VALUES)
  if (long >= 0) {
    const [{ name }, different] = [columns[long], values[long].length]
    const rows = Math.round(columns[long].values.length / CLASSES_SUGGESTED)
    return fail(
      'too-many-values',
      `“${name}” has ${different} different numbers, and this estimate counts rows in every combination of values. Cut it into classes first, for example ${CLASSES_SUGGESTED} of about ${rows} rows each.`,
      { name },
    )
  }
  const levels = values.map((list) => list.length)
  const count = levels.reduce((product, level) => product * level, 1)
  if (count > MOST_CELLS) {
    const widest = levels.indexOf(Math.max(...levels))
    const shape = columns.map(({ name }, i) => `${name} ${levels[i]}`).join(', ')
    return fail(
      'too-many-cells',
      `The columns have ${count.toLocaleString('en-US')} combinations of values (${shape}), and at most ${MOST_CELLS.toLocaleString('en-US')} can be counted. Cut “${columns[widest].name}” into fewer classes.`,
      { name: columns[widest].name },
    )
  }
  const cellOf = new Int32Array(columns[0].values.length)
  columns.forEach((column, i) => {
    const position = new Map(values[i].map((value, at) => [value, at]))
    column.values.forEach((value, row) => (cellOf[row] = cellOf[row] * levels[i] + position.get(value)!))
  })
  const variables = columns.map(({ name }) => name as VariableId)
  return succeed({
    columns,
    values,
    cellOf,
    distribution({ rows, weights }) {
      const table = new Float64Array(count)
      let mass = 0
      for (let k = 0; k < rows.length; k++) {
        const weight = weights ? weights[k] : 1
        table[cellOf[rows[k]]] += weight
        mass += weight
      }
      return { variables, levels, table: table.map((weight) => weight / mass) }
    },
  })
}

/** Combinations of these columns' values that no row has, in words: "size = large, sex = female". */
export function emptyCombinations({ columns, values, cellOf }: Cells, names: readonly string[]): string[] {
  const at = names.map((name) => columns.findIndex((column) => column.name === name))
  const strides = values.map((_, i) =>
    values.slice(i + 1).reduce((product, list) => product * list.length, 1),
  )
  const level = (cell: number, i: number) => Math.floor(cell / strides[i]) % values[i].length
  const seen = new Set<string>()
  for (const cell of new Set(cellOf)) seen.add(at.map((i) => level(cell, i)).join(' '))
  const empty: string[] = []
  const visit = (chosen: number[]): void => {
    if (chosen.length < at.length) {
      for (let next = 0; next < values[at[chosen.length]].length; next++) visit([...chosen, next])
      return
    }
    if (seen.has(chosen.join(' '))) return
    empty.push(
      at.map((i, k) => `${columns[i].name} = ${labelOf(columns[i], values[i][chosen[k]])}`).join(', '),
    )
  }
  visit([])
  return empty
}
