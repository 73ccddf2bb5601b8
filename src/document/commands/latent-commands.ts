import { succeed } from '../../base/result'
import { directed, nameOf, type VariableId } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import { graphEntry, type Point } from '../project'
import { freshVariableId, unusedName, type InGraph } from './graph-access'
import { mergeGraph } from './graph-commands'

/** A hidden variable with an arrow to each of the given variables, as one step. */
export const addHiddenCause = defineCommand<InGraph & { of: readonly VariableId[]; at: Point }>({
  id: 'add-hidden-cause',
  label: (project, args) => {
    const graph = graphEntry(project, args.graphId)?.graph
    const names = args.of.map((id) => (graph ? nameOf(graph, id) : id)).join(' and ')
    return `Add a hidden cause of ${names}`
  },
  apply: (project, args) => {
    const entry = graphEntry(project, args.graphId)
    // An unknown or locked graph is refused by the merge below, with its own sentence.
    const graph = entry?.graph ?? { kind: 'dag' as const, variables: [], edges: [] }
    const name = unusedName(graph, 'U')
    const id = freshVariableId(project, name)
    const ends = graph.variables.filter((variable) => args.of.includes(variable.id))
    const part = {
      kind: 'dag' as const,
      variables: [...ends, { id, name, latent: true }],
      edges: args.of.map((effect) => directed(id, effect)),
    }
    const merged = mergeGraph.apply(project, { graphId: args.graphId, graph: part })
    if (!merged.ok) return merged
    const graphs = merged.value.graphs.map((other) => {
      const added =
        other.id === args.graphId && other.graph.variables.find((variable) => variable.name === name)
      return added ? { ...other, layout: { ...other.layout, [added.id]: args.at } } : other
    })
    return succeed({ ...merged.value, graphs })
  },
})
