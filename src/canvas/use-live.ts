import { useStore, type ReactFlowState } from '@xyflow/react'
import { useMemo, useState } from 'react'
import type { VariableId } from '../engine/graph/graph'
import { useView } from '../stores/view'
import { detailAt, createLiveElements, liveIds, type Detail, type View } from './live-elements'
import type { Flow } from './to-flow'

/** Of a bigger selection only the first are kept as live elements wherever they stand. */
const PINNED_SELECTION = 60

export const viewOf = ({ transform: [x, y, zoom], width, height }: ReactFlowState): View => ({
  x,
  y,
  zoom,
  width,
  height,
})

/** The detail of each state of the view, the same object until the view has left its part. */
function createDetail(count: number) {
  let detail: Detail = { kind: 'overview' }
  return (state: ReactFlowState) => (detail = detailAt(count, viewOf(state), detail))
}

/** Which part of a drawing of `count` variables is live. */
const useDetail = (count: number): Detail => useStore(useMemo(() => createDetail(count), [count]))

/** What stays live wherever it stands: what has the focus or a tool, and at readable zooms the selection. */
function usePinned(
  nodes: Flow['nodes'],
  detail: Detail,
  held: readonly (VariableId | null)[],
): ReadonlySet<string> {
  const selection = useView((state) => state.selection.variables)
  const renaming = useView((state) => state.renaming)
  const revealed = useView((state) => state.reveal?.variable ?? null)
  const key = [...held, renaming, revealed].filter(Boolean).join('\n')
  return useMemo(() => {
    const pinned = new Set(key.split('\n'))
    if (detail.kind === 'whole') return pinned
    if (detail.kind === 'near') for (const id of selection.slice(0, PINNED_SELECTION)) pinned.add(id)
    // One variable is always there for the Tab key to reach.
    const entry = selection[0] ?? (nodes.find(({ data }) => data.role === 'exposure') ?? nodes[0])?.id
    if (entry) pinned.add(entry)
    return pinned
  }, [key, detail, selection, nodes])
}

/**
 * The live elements of a drawing. `drawn` is the drawing with its moving nodes, `flow` the same at rest; `held`
 * variables are in use and stay live.
 */
export function useLive(flow: Flow, drawn: Flow['nodes'], held: readonly (VariableId | null)[]) {
  const detail = useDetail(flow.nodes.length)
  const pinned = usePinned(flow.nodes, detail, held)
  const live = useMemo(() => liveIds(flow.nodes, detail, pinned), [flow.nodes, detail, pinned])
  const [pick] = useState(createLiveElements)
  const elements = useMemo(
    () => pick({ nodes: drawn, edges: flow.edges, words: flow.words }, detail, live),
    [pick, drawn, flow.edges, flow.words, detail, live],
  )
  return { detail, live, elements }
}
