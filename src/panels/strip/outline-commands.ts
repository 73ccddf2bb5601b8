import { mergeGraph, removeElements, renameVariable } from '../../document/commands/graph-commands'
import type { GraphEntry } from '../../document/project'
import { edgeId, type Variable } from '../../engine/graph/graph'
import { runCommand } from '../../stores/project'
import { stripText as text } from '../../text/strip'
import { relationGraph, type OutlineEntry } from './outline-rows'

export type OutlineEdit =
  | { readonly kind: 'remove'; readonly key: string }
  | { readonly kind: 'rename'; readonly variable: Variable; readonly name: string }
  | { readonly kind: 'cause' | 'effect' | 'tie'; readonly variable: Variable; readonly name: string }

/** Runs one edit of the outline on its graph. Returns whether it went through; refusals are shown as notices. */
export function performOutline(
  entry: GraphEntry,
  outline: readonly OutlineEntry[],
  edit: OutlineEdit,
): boolean {
  const graphId = entry.id
  if (edit.kind === 'rename')
    return runCommand(renameVariable, { graphId, id: edit.variable.id, name: edit.name })
  if (edit.kind === 'remove') {
    for (const { variable, relations } of outline) {
      if (variable.id === edit.key)
        return runCommand(removeElements, { graphId, variables: [variable.id], edges: [] })
      const relation = relations.find(({ kind, other }) => `${variable.id} ${kind} ${other}` === edit.key)
      if (relation)
        return runCommand(removeElements, { graphId, variables: [], edges: [edgeId(relation.edge)] })
    }
    return false
  }
  const { kind, variable, name } = edit
  const [from, to] = kind === 'cause' ? [name, variable.name] : [variable.name, name]
  const label = text.stepAdd(`${from} ${kind === 'tie' ? '↔' : '→'} ${to}`)
  return runCommand(mergeGraph, { graphId, graph: relationGraph(entry.graph, variable, kind, name), label })
}
