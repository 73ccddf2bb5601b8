import { fail, succeed } from '../../base/result'
import { canonicalEdge, edgeId, isBidirected, type CausalGraph, type Edge } from '../../engine/graph/graph'
import { findCycle } from '../../engine/graph/topological'
import { defineCommand } from '../command'
import { carryBend } from '../drawing'
import { edgeWords } from '../edge-words'
import { graphEntry } from '../project'
import { editGraph, type InGraph } from './graph-access'

export interface TurnedEdge {
  readonly old: Edge
  readonly by: Edge
}

/** The two ends; a hidden common cause stands beside an arrow between the same two. */
const pairOf = (edge: Edge) =>
  [...[edge.from, edge.to].toSorted(), isBidirected(edge) ? 'tie' : ''].join('\n')

/** The edges that another graph over the same pairs draws otherwise. */
export function turnedEdges(graph: CausalGraph, other: CausalGraph): TurnedEdge[] {
  const there = new Map(other.edges.map((edge) => [pairOf(edge), edge]))
  return graph.edges.flatMap((old) => {
    const by = there.get(pairOf(old))
    return by && edgeId(by) !== edgeId(old) ? [{ old, by }] : []
  })
}

/** Directs the edges of a graph as another one of its class does; their reasons and the lines they are drawn on stay. */
export const takeMember = defineCommand<InGraph & { member: CausalGraph }>({
  id: 'take-member',
  label: (project, { graphId, member }) => {
    const graph = graphEntry(project, graphId)?.graph
    const turned = graph ? turnedEdges(graph, member) : []
    return turned.length === 1
      ? `Change ${edgeWords(graph!, turned[0].old)} to ${edgeWords(graph!, turned[0].by)}`
      : `Turn ${turned.length} arrows`
  },
  apply: (project, { graphId, member }) =>
    editGraph(project, graphId, (entry) => {
      const pairs = (graph: CausalGraph) => graph.edges.map(pairOf).toSorted().join('\n\n')
      if (pairs(entry.graph) !== pairs(member))
        return fail(
          'other-pairs',
          'That graph joins other variables than this one, so it is not of its class.',
        )
      const turned = turnedEdges(entry.graph, member)
      if (turned.length === 0) return succeed(entry)
      const cycle = findCycle(member)
      if (cycle) return fail('cycle', 'The turned arrows would close a cycle.', { variables: cycle })
      const changes = new Map(turned.map(({ old, by }) => [old, by]))
      const edges = entry.graph.edges.map((edge) => {
        const by = changes.get(edge)
        if (!by) return edge
        const { from, to, markFrom, markTo } = by
        return canonicalEdge({ ...edge, from, to, markFrom, markTo })
      })
      const bends = turned.reduce((carried, { old, by }) => carryBend(carried, old, by), entry.bends)
      return succeed({ graph: { ...entry.graph, kind: member.kind, edges }, bends })
    }),
})
