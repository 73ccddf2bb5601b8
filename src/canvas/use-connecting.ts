import { useCallback, useMemo, useState } from 'react'
import { addHiddenCause } from '../document/commands/latent-commands'
import type { PairKind } from '../document/knowledge-edits'
import { findVariable, nameOf, type VariableId } from '../engine/graph/graph'
import { useView, type Tool } from '../stores/view'
import { canvasText } from '../text/canvas'
import { drawEdge, edit, mayEdit, shownGraph } from './edit'
import { spotAbove } from './free-spot'
import { connectionEdge, type ConnectionKind } from './from-flow'
import type { VariableFlowNode } from './to-flow'

export type LinkKind = ConnectionKind | 'latent' | PairKind

/** What is known before a search stands beside the graphs, so it is drawn over locked ones too. */
export const isKnowledge = (kind: Tool | LinkKind): kind is PairKind =>
  kind === 'required' || kind === 'forbidden'

const hiddenSize = { width: 96, height: 40 }

/** What dragging from one variable to another draws with this tool. */
export const linkOfTool = (tool: Tool): LinkKind =>
  tool === 'bidirected' || tool === 'latent' || isKnowledge(tool) ? tool : 'edge'

/** Joins two variables: an arrow, a hidden common cause as an edge or as a variable of its own, or what is known of them. */
export function link(
  kind: LinkKind,
  from: VariableId,
  to: VariableId,
  nodes: readonly VariableFlowNode[],
): boolean {
  if (isKnowledge(kind)) {
    if (from !== to)
      void import('./knowledge/draw-knowledge').then(({ drawPair }) => drawPair(kind, from, to))
    return from !== to
  }
  if (kind !== 'latent') return drawEdge(connectionEdge(kind, from, to))
  if (from === to) return false
  const rects = nodes.map((node) => ({
    ...node.position,
    width: node.width ?? 0,
    height: node.height ?? 0,
    id: node.id,
  }))
  const a = rects.find((rect) => rect.id === from)
  const b = rects.find((rect) => rect.id === to)
  if (!a || !b) return false
  return edit(addHiddenCause, { of: [from, to], at: spotAbove(a, b, hiddenSize, rects) })
}

/** A collapsed group has no ends of its own; then it says so. */
function isVariable(id: VariableId): boolean {
  const found = findVariable(shownGraph().graph, id) !== undefined
  if (!found) useView.getState().notify({ tone: 'info', text: canvasText.connect.group })
  return found
}

export interface Connecting {
  readonly from: VariableId
  readonly kind: LinkKind
}

/** Joining in two steps, by keyboard or by clicks: first one variable, then the other. */
export function useConnecting(nodes: readonly VariableFlowNode[], say: (message: string) => void) {
  const [connecting, setConnecting] = useState<Connecting | null>(null)
  const start = useCallback(
    (from: VariableId, kind: LinkKind) => {
      if ((!isKnowledge(kind) && !mayEdit()) || !isVariable(from)) return
      setConnecting({ from, kind })
      say(canvasText.connect.choose(nameOf(shownGraph().graph, from), kind))
    },
    [say],
  )
  const cancel = useCallback(() => {
    setConnecting(null)
    say(canvasText.connect.cancelled)
  }, [say])
  const finish = useCallback(
    (to: VariableId) => {
      if (!connecting) return
      setConnecting(null)
      if (connecting.from === to) say(canvasText.connect.cancelled)
      else if (isVariable(to)) link(connecting.kind, connecting.from, to, nodes)
    },
    [connecting, nodes, say],
  )
  return useMemo(() => ({ connecting, start, cancel, finish }), [connecting, start, cancel, finish])
}

/** Back to selecting after a step that a tool was taken up for. */
export const putToolDown = () => useView.getState().setTool('select')
