import { fail, succeed } from '../../base/result'
import {
  directed,
  edgeId,
  isBidirected,
  isDirected,
  nameOf,
  type CausalGraph,
  type Edge,
  type VariableId,
} from '../../engine/graph/graph'
import { defineCommand } from '../command'
import { edgeWords } from '../edge-words'
import { graphEntry, type Project } from '../project'
import { mergeGraph, removeElements } from './graph-commands'
import { provenanceLine } from './project-commands'

type Pair = readonly [VariableId, VariableId]

const between = (graph: CausalGraph, [a, b]: Pair): readonly Edge[] =>
  graph.edges.filter((edge) => (edge.from === a && edge.to === b) || (edge.from === b && edge.to === a))

/** Which of the two causes the other, where the graph it is taken from leaves that open. */
export type Way = 'first-causes-second' | 'second-causes-first'

interface TakePair {
  readonly from: string
  readonly into: string
  readonly pair: Pair
  readonly way?: Way
}

const words = (project: Project, { from, pair, way }: TakePair): string => {
  const graph = graphEntry(project, from)?.graph
  if (!graph) return 'an edge'
  if (way) return edgeWords(graph, chosenArrow(pair, way))
  const edges = between(graph, pair)
  if (edges.length === 0) return `no edge between ${nameOf(graph, pair[0])} and ${nameOf(graph, pair[1])}`
  return edges.map((edge) => edgeWords(graph, edge)).join(' and ')
}

const chosenArrow = ([first, second]: Pair, way: Way): Edge =>
  way === 'first-causes-second' ? directed(first, second) : directed(second, first)

/**
 * Lets one graph say of a pair what another says: its edges between the two replace those that stand there, also by
 * none. They keep their reasons, and say of which discovery they come. Where a direction is open, `way` decides.
 */
export const takePair = defineCommand<TakePair>({
  id: 'take-pair',
  label: (project, args) =>
    `Take ${words(project, args)} from ${graphEntry(project, args.from)?.name ?? 'the other graph'}`,
  apply: (project, args) => {
    const source = graphEntry(project, args.from)
    const target = graphEntry(project, args.into)
    if (!source || !target) return fail('unknown-graph', 'One of the compared graphs is no longer there.')
    const taken = between(source.graph, args.pair).map((edge): Edge => {
      const origin = source.provenance ? { source: provenanceLine(source.provenance, edge) } : {}
      return args.way ? { ...edge, ...chosenArrow(args.pair, args.way), ...origin } : { ...edge, ...origin }
    })
    const open = taken.find((edge) => !isDirected(edge) && !isBidirected(edge))
    if (open) {
      return fail(
        'direction-open',
        `${edgeWords(source.graph, open)} leaves the direction open. Choose one.`,
        {
          variables: args.pair,
        },
      )
    }
    const old = between(target.graph, args.pair).map(edgeId)
    const cleared =
      old.length === 0
        ? succeed(project)
        : removeElements.apply(project, { graphId: args.into, variables: [], edges: old })
    if (!cleared.ok || taken.length === 0) return cleared
    const variables = source.graph.variables.filter(({ id }) => args.pair.includes(id))
    const part: CausalGraph = { kind: 'dag', variables, edges: taken }
    const merged = mergeGraph.apply(cleared.value, { graphId: args.into, graph: part })
    if (!merged.ok) return merged
    // New variables stand where they stand in the graph they come from.
    const graphs = merged.value.graphs.map((entry) => {
      if (entry.id !== args.into) return entry
      const fresh = entry.graph.variables.filter(({ id }) => !target.layout[id] && source.layout[id])
      return {
        ...entry,
        layout: { ...entry.layout, ...Object.fromEntries(fresh.map(({ id }) => [id, source.layout[id]])) },
      }
    })
    return succeed({ ...merged.value, graphs })
  },
})
