import type { Problem, Result } from '../../../base/result'
import type { ColumnKind, ColumnRole, Dataset } from '../dataset'

/**
 * One thing done to the data between the file and every computation. Steps run in order on what the step before
 * left; a column is named as it is called at that point. Plain data: saved with the project, moved, undone.
 */
export type DataStep = { readonly id: string } & (
  | FilterStep
  | RecodeStep
  | BinStep
  | DeriveStep
  | DropStep
  | RenameStep
  | KindStep
  | RoleStep
  | RandomisedStep
)

/** Keeps the rows for which the formula is true; rows for which it is false or cannot be computed go, counted apart. */
export interface FilterStep {
  readonly type: 'filter'
  readonly formula: string
}

/** Gives values of a column other labels; several may become one. Values not named stay, or become missing. */
export interface RecodeStep {
  readonly type: 'recode'
  readonly column: string
  /** Name of the result; the column itself when it is the same. */
  readonly into: string
  /** `from`: labels of the levels, or numbers as text; `to`: null makes them missing. */
  readonly values: readonly { readonly from: readonly string[]; readonly to: string | null }[]
  readonly others: 'keep' | 'missing'
  readonly kind: ColumnKind
}

/** Cuts a numeric column into ordered classes. */
export interface BinStep {
  readonly type: 'bin'
  readonly column: string
  readonly into: string
  readonly cuts:
    | { readonly by: 'points'; readonly points: readonly number[] }
    | { readonly by: 'equal-width' | 'quantiles'; readonly classes: number }
}

/** A column computed row by row from others. */
export interface DeriveStep {
  readonly type: 'derive'
  readonly into: string
  readonly formula: string
}

export interface DropStep {
  readonly type: 'drop'
  readonly columns: readonly string[]
}

export interface RenameStep {
  readonly type: 'rename'
  readonly column: string
  readonly to: string
}

export interface KindStep {
  readonly type: 'kind'
  readonly column: string
  readonly kind: ColumnKind
}

/** What a column is for from here on; "left-out" keeps it in the data and out of every computation. */
export interface RoleStep {
  readonly type: 'role'
  readonly column: string
  readonly role: ColumnRole
}

/**
 * States that in some rows (all, when the formula is empty) the experimenter set `variable` by chance: the column
 * with the role `intervention-target` names it there, and is made when there is none.
 */
export interface RandomisedStep {
  readonly type: 'randomised'
  readonly variable: string
  readonly formula: string
}

/** What one step did, for the list that shows it. */
export interface StepEffect {
  readonly id: string
  /** In words, as the log and the methods text say it: "Kept 1,566 of 1,629 rows where wt82_71 is known". */
  readonly sentence: string
  readonly rowsBefore: number
  readonly rowsAfter: number
  /** Cells that the step made missing. */
  readonly madeMissing: number
}

export interface DerivedData {
  readonly dataset: Dataset
  readonly effects: readonly StepEffect[]
}

/** The data after the steps, or what is wrong with the first step that cannot be done (`where.token` is its id). */
export type StepsResult = Result<DerivedData>

/** As far as the steps can be done: the data before the first that cannot, and what is wrong with it. */
export interface StepsOutcome extends DerivedData {
  /** Empty where every step was done; else `where.token` is the id of the step, `where.column` a place in its formula. */
  readonly problems: readonly Problem[]
}

/** A step without its id: what it does. */
export type StepAction = DistributiveOmit<DataStep, 'id'>

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never
