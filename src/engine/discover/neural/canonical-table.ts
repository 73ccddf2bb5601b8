import { columnFacts, type ColumnFacts } from '../../neural/discovery-inputs'
import type { TargetKnowledge } from '../../neural/discovery-readout'
import { mean } from '../../stats/moments'
import { noKnowledge, type DiscoveryProblem } from '../algorithm'
import { emptyKnowledgeIndex } from '../knowledge/knowledge'
import { canonicalOrder } from '../order/start-order'
import { poolMoments } from '../scores/moments'
import { inStandardUnits } from './standard-units'

/** More rows than this are not read: the network learned from fewer. */
export const MOST_ROWS_READ = 5000

/** A problem arranged by what its table holds, so that neither units nor the order of columns or rows change a digit. */
export interface CanonicalTable {
  /** order[k]: the column of the problem that stands at k. */
  readonly order: readonly number[]
  /** Complete columns in that order, rows sorted, without knowledge; a set variable that nobody noted counts as none. */
  readonly problem: DiscoveryProblem
  readonly facts: ColumnFacts
  readonly targets: TargetKnowledge
}

/**
 * Columns that share least with the others stand first; rows are sorted by them. Gaps take the mean of their column, and
 * columns are in standard units. Of more than `MOST_ROWS_READ` rows every so many-th of the sorted ones is read.
 */
export function canonicalTable(problem: DiscoveryProblem): CanonicalTable {
  const filled = problem.columns.map((column) => inStandardUnits(withMeans(column)))
  const order = columnOrder({ ...problem, columns: filled })
  const placeOf = new Int32Array(order.length)
  order.forEach((column, k) => (placeOf[column] = k))
  const targets = problem.interventions?.map((target) => (target < 0 ? -1 : placeOf[target]))
  const columns = order.map((column) => filled[column])
  const rows = evenly(sortedRows(columns, targets), MOST_ROWS_READ)
  const read = (column: Float64Array) => Float64Array.from(rows, (row) => column[row])
  return {
    order,
    problem: {
      names: order.map((column) => problem.names[column]),
      columns: columns.map(read),
      levels: order.map((column) => problem.levels[column]),
      gaps: 'none',
      rows: { ...problem.rows, used: rows.length },
      knowledge: noKnowledge,
      contexts: [],
      ...(targets?.some((target) => target >= 0)
        ? { interventions: Int32Array.from(rows, (row) => targets[row]) }
        : {}),
    },
    facts: columnFacts(order.map((column) => read(problem.columns[column]))),
    targets: targetKnowledge(problem.interventions),
  }
}

/** Gaps become the mean of what is there, added up in the order of size. */
function withMeans(column: Float64Array): Float64Array {
  if (!column.some(Number.isNaN)) return column
  const centre = mean(column.filter((value) => !Number.isNaN(value)).toSorted())
  return column.map((value) => (Number.isNaN(value) ? centre : value))
}

/** Ties are broken by the values in the order of size, as rows may stand in any order. */
function columnOrder(problem: DiscoveryProblem): number[] {
  const { correlation } = poolMoments(problem, 1).moments
  const sorted = problem.columns.map((column) => column.toSorted())
  return canonicalOrder(sorted, correlation, emptyKnowledgeIndex(problem.names.length))
}

function sortedRows(columns: readonly Float64Array[], targets: Int32Array | undefined): Int32Array {
  const rows = Int32Array.from(columns[0].keys())
  return rows.toSorted((a, b) => {
    for (const column of columns) if (column[a] !== column[b]) return column[a] - column[b]
    return targets ? targets[a] - targets[b] : 0
  })
}

function evenly(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows
  return Int32Array.from({ length: most }, (_, k) => rows[Math.floor((k * rows.length) / most)])
}

/** Known where some variable was set and no row is without its note. */
function targetKnowledge(targets: Int32Array | undefined): TargetKnowledge {
  const known = targets?.some((target) => target >= 0) && !targets.includes(-2)
  return known ? 'known' : 'hidden'
}
