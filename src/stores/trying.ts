import { create } from 'zustand'
import { tryVariant } from '../document/commands/variant-commands'
import type { CausalGraph } from '../engine/graph/graph'
import { graphRevision } from '../engine/graph/revision'
import { runCommand, useProject } from './project'
import { useView } from './view'

interface Trying {
  /** Variants that were made to try a change and are neither kept nor removed, by id, with the graph they come from. */
  readonly from: Readonly<Record<string, string>>
}

export const useTrying = create<Trying>()(() => ({ from: {} }))

/** Shows a changed graph as a variant of the one it comes from; the same change shows the same variant again. */
export function tryGraph(graphId: string, name: string, graph: CausalGraph) {
  const { graphs } = useProject.getState().history.present
  const revision = graphRevision(graph)
  const known = graphs.find(
    (entry) => entry.origin === 'variant' && entry.name === name && graphRevision(entry.graph) === revision,
  )
  if (known) return useView.getState().showGraph(known.id)
  if (!runCommand(tryVariant, { graphId, name, graph })) return
  const variant = useProject.getState().history.present.graphs.at(-1)!.id
  useTrying.setState(({ from }) => ({ from: { ...from, [variant]: graphId } }))
  useView.getState().showGraph(variant)
}

/** The variant stays in the project as any other graph. */
export const keepVariant = (variant: string) =>
  useTrying.setState(({ from: { [variant]: _kept, ...others } }) => ({ from: others }))
