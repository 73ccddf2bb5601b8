import { fail, succeed } from '../../base/result'
import { edgeId, type EdgeId } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import { edgeWords } from '../edge-words'
import { graphEntry } from '../project'
import { editGraph, type InGraph } from './graph-access'

/** Beyond this a bend is a slip of the hand. */
export const MAX_BEND = 2000

/** Bends an edge by hand; null gives the line back to the automatic route. */
export const bendEdge = defineCommand<InGraph & { edge: EdgeId; bend: number | null }>({
  id: 'bend-edge',
  label: (project, args) => {
    const graph = graphEntry(project, args.graphId)?.graph
    const edge = graph?.edges.find((candidate) => edgeId(candidate) === args.edge)
    if (!graph || !edge) return 'Bend an edge'
    return `${args.bend === null ? 'Unbend' : 'Bend'} ${edgeWords(graph, edge)}`
  },
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      if (!entry.graph.edges.some((edge) => edgeId(edge) === args.edge))
        return fail('unknown-edge', 'That edge is no longer there.')
      const { [args.edge]: before, ...rest } = entry.bends
      if (args.bend === null) return succeed(before === undefined ? entry : { ...entry, bends: rest })
      const bend = Math.round(Math.min(MAX_BEND, Math.max(-MAX_BEND, args.bend)))
      return succeed(bend === before ? entry : { ...entry, bends: { ...rest, [args.edge]: bend } })
    }),
})
