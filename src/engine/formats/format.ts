import type { Result } from '../../base/result'
import type { CausalGraph, VariableId } from '../graph/graph'

export interface Point {
  readonly x: number
  readonly y: number
}

/** What a graph file may hold besides the graph. Positions are in canvas pixels where the format allows. */
export interface GraphPart {
  readonly graph: CausalGraph
  readonly layout: Readonly<Record<VariableId, Point>>
  /** Roles a file may state: exposure, outcome, adjusted. */
  readonly roles: {
    readonly exposures: readonly VariableId[]
    readonly outcomes: readonly VariableId[]
    readonly adjusted: readonly VariableId[]
  }
}

export interface GraphFormat {
  readonly id: string
  readonly label: string
  readonly extensions: readonly string[]
  /** Does this text look like the format? Cheap; used when the extension does not decide. */
  match(text: string): boolean
  /** Every problem of the text with line and column, or the part. */
  read(text: string): Result<GraphPart>
  /** Absent for formats that are only read. */
  write?(part: GraphPart): string
}
