import type { CausalGraph, Edge, GraphKind, Mark, Variable } from './graph'
import { canonicalEdge } from './graph'
import { indexGraph } from './index-graph'

export const NONE = 0
export const CIRCLE_MARK = 1
export const ARROW_MARK = 2
export const TAIL_MARK = 3

/** `at[a * size + b]` is the mark at b of the edge between a and b; NONE in both places without one. */
export interface MarkMatrix {
  readonly size: number
  readonly at: Uint8Array
}

const codes: Record<Mark, number> = { circle: CIRCLE_MARK, arrow: ARROW_MARK, tail: TAIL_MARK }
const marks: readonly (Mark | null)[] = [null, 'circle', 'arrow', 'tail']

export const isJoined = ({ size, at }: MarkMatrix, a: number, b: number): boolean => at[a * size + b] !== NONE

/** The mark at b of the edge between a and b. */
export const markAt = ({ size, at }: MarkMatrix, a: number, b: number): number => at[a * size + b]

export function setMark({ size, at }: MarkMatrix, a: number, b: number, mark: number): void {
  at[a * size + b] = mark
}

/** a -> b */
export const pointsAt = (matrix: MarkMatrix, a: number, b: number): boolean =>
  markAt(matrix, a, b) === ARROW_MARK && markAt(matrix, b, a) === TAIL_MARK

export function marksOf(graph: CausalGraph): MarkMatrix {
  const { count: size, indexOf } = indexGraph(graph)
  const at = new Uint8Array(size * size)
  for (const edge of graph.edges) {
    const [from, to] = [indexOf.get(edge.from)!, indexOf.get(edge.to)!]
    at[from * size + to] = codes[edge.markTo]
    at[to * size + from] = codes[edge.markFrom]
  }
  return { size, at }
}

export function graphOfMarks(
  matrix: MarkMatrix,
  variables: readonly Variable[],
  kind: GraphKind,
): CausalGraph {
  const edges: Edge[] = []
  for (let a = 0; a < matrix.size; a++)
    for (let b = a + 1; b < matrix.size; b++) {
      const [markFrom, markTo] = [marks[markAt(matrix, b, a)], marks[markAt(matrix, a, b)]]
      if (markFrom && markTo)
        edges.push(canonicalEdge({ from: variables[a].id, to: variables[b].id, markFrom, markTo }))
    }
  return { kind, variables, edges }
}
