/**
 * Data as the engine sees it: typed columns of equal length. Every column is a Float64Array with NaN for
 * missing; categories are codes 0 .. levels.length-1 into `levels`, dates are days since 1970-01-01 (UTC).
 */
export type ColumnKind = 'continuous' | 'count' | 'ordinal' | 'nominal' | 'binary' | 'date' | 'id'

/** What a column is for, beyond being a variable. `intervention-target` names, row by row, the variable set by the experimenter. */
export type ColumnRole =
  | 'variable'
  | 'regime'
  | 'intervention-target'
  | 'weight'
  | 'cluster'
  | 'unit'
  | 'time'
  | 'left-out'

export interface Column {
  readonly name: string
  readonly kind: ColumnKind
  readonly role: ColumnRole
  /** length = rows; NaN is missing. */
  readonly values: Float64Array
  /** Labels of the codes, for nominal, ordinal and binary columns that were read from text. */
  readonly levels?: readonly string[]
  /** Why the column was left out, when its role says so ("a different value in every row"). */
  readonly note?: string
}

export interface Dataset {
  readonly id: string
  readonly name: string
  /** Grows with every change, so that results can name the data they came from. */
  readonly revision: number
  /** Names the steps that led from the source of this revision to these columns; absent for the source itself. */
  readonly stepsKey?: string
  readonly rows: number
  readonly columns: readonly Column[]
  /** What was done to the file and the columns, in order, in words; printed by the methods text. */
  readonly log: readonly string[]
}

export const columnNamed = (dataset: Dataset, name: string): Column | undefined =>
  dataset.columns.find((column) => column.name === name)

export const isCategorical = (column: Pick<Column, 'kind'>): boolean =>
  column.kind === 'nominal' || column.kind === 'ordinal' || column.kind === 'binary'

/** Rows with a value in every named column, and how many were lost to which column. */
export interface RowsUsed {
  readonly total: number
  readonly used: number
  /** Column name -> rows in which it is missing; a row may be counted under several. */
  readonly missing: Readonly<Record<string, number>>
}
