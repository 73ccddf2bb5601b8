import { succeed, type Result } from '../../../base/result'
import { dateText } from '../cells'
import {
  columnNamed,
  isCategorical,
  type Column,
  type ColumnKind,
  type ColumnRole,
  type Dataset,
} from '../dataset'
import { performStep } from './apply-steps'
import { countMissing } from './performed'
import { labelsOf } from './recode-step'
import type { StepAction } from './step'

/** A label with the rows that have it. */
export interface LabelCount {
  readonly label: string
  readonly rows: number
}

/** What a form needs to know about a column at the point where a step is put in. */
export interface ColumnFacts {
  readonly name: string
  readonly kind: ColumnKind
  readonly role: ColumnRole
  readonly missing: number
  /** Every label in its order, or every different number where there are few; null where there are many. */
  readonly labels: readonly LabelCount[] | null
  /** Smallest and largest number or date; null for labels and for columns without values. */
  readonly span: readonly [from: string, to: string] | null
}

/** What a step would do, before it is one. */
export interface StepPreview {
  readonly rowsBefore: number
  readonly rowsAfter: number
  readonly sentence: string
  /** The column that is made or changed: its facts and the first few cells, null where missing. */
  readonly column: (ColumnFacts & { readonly first: readonly (string | null)[] }) | null
}

/** Labels that a form lists. */
export const MOST_LABELS_LISTED = 200
/** Different numbers that a form lists as if they were labels. */
const MOST_NUMBERS_LISTED = 40
const FIRST_CELLS = 6

export function columnFacts(column: Column): ColumnFacts {
  const { name, kind, role, values } = column
  const missing = countMissing(values)
  const span = column.levels ? null : spanOf(column)
  return { name, kind, role, missing, labels: labelCounts(column), span }
}

function spanOf({ values, kind }: Column): [string, string] | null {
  let from = Infinity
  let to = -Infinity
  for (const value of values) {
    if (value < from) from = value
    if (value > to) to = value
  }
  if (from > to) return null
  const shown = (value: number) => (kind === 'date' ? dateText(value) : String(Number(value.toPrecision(6))))
  return [shown(from), shown(to)]
}

function labelCounts(column: Column): LabelCount[] | null {
  if (column.kind === 'date') return null
  const most = column.levels || isCategorical(column) ? MOST_LABELS_LISTED : MOST_NUMBERS_LISTED
  if (column.levels && column.levels.length > most) return null
  const rows = new Map<number, number>()
  for (const value of column.values) {
    if (Number.isNaN(value)) continue
    rows.set(value, (rows.get(value) ?? 0) + 1)
    if (rows.size > most) return null
  }
  return labelsOf(column).map((label, code) => ({
    label,
    rows: rows.get(column.levels ? code : Number(label)) ?? 0,
  }))
}

const cellText = (column: Column, value: number): string | null => {
  if (Number.isNaN(value)) return null
  if (column.levels) return column.levels[value]
  return column.kind === 'date' ? dateText(value) : String(Number(value.toPrecision(6)))
}

/** The step done to the data as they stand there, or what is wrong with it. */
export function previewStep(before: Dataset, step: StepAction): Result<StepPreview> {
  const done = performStep(before, step)
  if (!done.ok) return done
  const { dataset, sentence } = done.value
  const column = madeBy(step, dataset)
  return succeed({
    rowsBefore: before.rows,
    rowsAfter: dataset.rows,
    sentence,
    column: column
      ? {
          ...columnFacts(column),
          first: Array.from(column.values.subarray(0, FIRST_CELLS), (value) => cellText(column, value)),
        }
      : null,
  })
}

function madeBy(step: StepAction, after: Dataset): Column | undefined {
  if (step.type === 'derive' || step.type === 'recode' || step.type === 'bin')
    return columnNamed(after, step.into.trim())
  return step.type === 'kind' ? columnNamed(after, step.column) : undefined
}
