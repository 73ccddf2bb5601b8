import type { Rect } from '../geometry'
import { rectOf, type CausalFlowEdge, type Flow, type VariableFlowNode } from '../to-flow'

/** The drawing with what its painter asks again and again. Positions in arrays: `nodes[i]`, `edges[e]`. */
export interface Scene {
  readonly nodes: readonly VariableFlowNode[]
  readonly edges: readonly CausalFlowEdge[]
  readonly at: ReadonlyMap<string, number>
  /** Ends of edge e: `ends[2 * e]` and `ends[2 * e + 1]`; -1 where the end is not drawn. */
  readonly ends: Int32Array
  readonly rects: readonly Rect[]
  /** All nodes, those whose names matter most first: roles, then adjustment, then how many edges they have. */
  readonly order: readonly number[]
  /** Nodes at the front of the order whose names are shown whatever they cover. */
  readonly leading: number
}

const LEADING = 9e5
/** Of a big selection only the first show their names at any price. */
const MOST_LEADING = 40

export function createScene({ nodes, edges }: Flow): Scene {
  const at = new Map(nodes.map((node, i) => [node.id, i]))
  const ends = new Int32Array(2 * edges.length)
  const degree = new Int32Array(nodes.length)
  edges.forEach((edge, e) => {
    const from = at.get(edge.source) ?? -1
    const to = at.get(edge.target) ?? -1
    ends[2 * e] = from
    ends[2 * e + 1] = to
    if (from < 0 || to < 0 || edge.hidden) return
    degree[from]++
    degree[to]++
  })
  const rank = (i: number) => {
    const { data, selected } = nodes[i]
    if (data.faded) return -1
    if (data.role === 'exposure' || data.role === 'outcome') return LEADING + 1
    if (selected || data.inCycle) return LEADING
    if (data.highlighted) return LEADING - 1
    return (data.adjusted ? 5e5 : 0) + degree[i]
  }
  const ranks = nodes.map((_, i) => rank(i))
  const order = nodes.map((_, i) => i).toSorted((a, b) => ranks[b] - ranks[a] || a - b)
  const leading = Math.min(MOST_LEADING, ranks.filter((one) => one >= LEADING).length)
  return { nodes, edges, at, ends, rects: nodes.map(rectOf), order, leading }
}
