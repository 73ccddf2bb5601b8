import { useInternalNode, useReactFlow, useStore, useStoreApi, ViewportPortal } from '@xyflow/react'
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type PointerEvent as ReactPointerEvent,
} from 'react'
import { createDisposer } from '../../base/disposer'
import { edgeId, type EdgeId } from '../../engine/graph/graph'
import { useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { drawingText } from '../../text/drawing'
import { edgeAt } from '../focus'
import type { Spot } from '../geometry'
import type { CausalFlowEdge, VariableFlowNode } from '../to-flow'
import { bendLine, lineBetween, offLine, showBend, type DrawnLine } from './bend-edit'
import styles from './Drawing.module.css'

/** Pixels that a pointer may tremble before it drags. */
const TREMBLE = 3
const KEY_STEP = 20
/** How long a pointer rests on an edge before the handle shows. */
const REST_MS = 140

/** The edge under the pointer; its handle counts as the edge. */
function useHoveredEdge(): string | null {
  const [hovered, setHovered] = useState<string | null>(null)
  useEffect(() => {
    const running = createDisposer()
    let waiting: ReturnType<typeof setTimeout> | undefined
    const follow = (event: PointerEvent) => {
      const element = event.target instanceof Element ? event.target : null
      const handle = element?.closest<HTMLElement>('[data-bend]')
      const edge = element?.closest<SVGGElement>('.react-flow__edge')
      const id = handle?.dataset.bend ?? edge?.dataset.id ?? null
      clearTimeout(waiting)
      if (handle || id === null) setHovered(id)
      else if (event.buttons === 0) waiting = setTimeout(() => setHovered(id), REST_MS)
    }
    // A handle that came up under a pressed pointer would take the click from its edge.
    const press = () => clearTimeout(waiting)
    for (const [kind, run] of [
      ['pointerover', follow],
      ['pointerdown', press],
    ] as const) {
      document.addEventListener(kind, run, { passive: true })
      running.add(() => document.removeEventListener(kind, run))
    }
    running.add(() => clearTimeout(waiting))
    return () => running.dispose()
  }, [])
  return hovered
}

const isTyping = (target: Element | null) =>
  target?.closest('input:not([type=radio], [type=range]), textarea, select, [contenteditable=true]') != null

/** Alt and an arrow key bend the focused or the selected edge. */
function useBendKeys() {
  const store = useStoreApi<VariableFlowNode, CausalFlowEdge>()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      const up = { ArrowUp: 1, ArrowLeft: 1, ArrowDown: -1, ArrowRight: -1 }[event.key]
      if (up === undefined || !event.altKey || event.ctrlKey || event.metaKey || isTyping(target)) return
      const { edges, variables } = useView.getState().selection
      const id = edgeAt(target) ?? (edges.length === 1 && variables.length === 0 ? edges[0] : null)
      const { edgeLookup, nodeLookup } = store.getState()
      const edge = id === null ? undefined : edgeLookup.get(id)
      const [source, sink] = [nodeLookup.get(edge?.source ?? ''), nodeLookup.get(edge?.target ?? '')]
      const line = edge && source && sink ? lineBetween(edge, source, sink) : null
      if (!line) return
      event.preventDefault()
      bendLine(line, Math.round(line.bend) + up * KEY_STEP)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [store])
}

function onFocusChange(run: () => void): () => void {
  const running = createDisposer()
  for (const kind of ['focusin', 'focusout'] as const) {
    document.addEventListener(kind, run)
    running.add(() => document.removeEventListener(kind, run))
  }
  return () => running.dispose()
}

/** A pointer that focuses an edge is still pressed then, and a handle must not come between. */
const focusedEdge = () =>
  document.activeElement?.matches(':focus-visible') ? edgeAt(document.activeElement) : null

/** The handle in the middle of the edge that is selected, focused or pointed at. */
export function BendHandle() {
  const { locked, graph } = useShownGraph()
  useBendKeys()
  const hovered = useHoveredEdge()
  const focused = useSyncExternalStore(onFocusChange, focusedEdge)
  const bending = useView((state) => state.bending)
  const selected = useView((state) =>
    state.selection.edges.length === 1 && state.selection.variables.length === 0
      ? state.selection.edges[0]
      : null,
  )
  const tool = useView((state) => state.tool)
  const id = bending?.edge ?? hovered ?? focused ?? selected
  const edge = useStore((state) => (id === null ? undefined : state.edgeLookup.get(id))) as
    | CausalFlowEdge
    | undefined
  const source = useInternalNode<VariableFlowNode>(edge?.source ?? '')
  const target = useInternalNode<VariableFlowNode>(edge?.target ?? '')
  // An edge of a collapsed group stands for others and has no line of its own.
  const own = useMemo(() => graph.edges.some((one) => edgeId(one) === id), [graph, id])
  const bendable = own && !locked && edge?.data && !edge.hidden
  const line = bendable && source && target ? lineBetween(edge, source, target) : null
  if (!line || tool !== 'select') return null
  return <Handle key={line.edge.id} line={line} />
}

function Handle({ line }: { line: DrawnLine }) {
  const zoom = useStore((state) => state.transform[2])
  const { screenToFlowPosition } = useReactFlow()
  const drag = useRef<{ line: DrawnLine; from: Spot; by: number; moved: boolean } | null>(null)
  const { middle } = line

  const place = (event: ReactPointerEvent) => screenToFlowPosition({ x: event.clientX, y: event.clientY })
  const bendAt = (event: ReactPointerEvent) => offLine(line, place(event)) + (drag.current?.by ?? 0)
  const drop = () => {
    drag.current = null
    useView.getState().showBending(null)
  }
  return (
    <ViewportPortal>
      <div
        className={`${styles.bend} nodrag nopan`}
        data-bend={line.edge.id}
        data-by-hand={line.edge.data?.bent !== null}
        title={drawingText.bendHandle}
        style={{ transform: `translate(${middle.x}px, ${middle.y}px) scale(${1 / zoom})` }}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          drag.current = {
            line,
            from: { x: event.clientX, y: event.clientY },
            by: line.bend - offLine(line, place(event)),
            moved: false,
          }
        }}
        onPointerMove={(event) => {
          const held = drag.current
          if (!held) return
          held.moved ||= Math.hypot(event.clientX - held.from.x, event.clientY - held.from.y) > TREMBLE
          if (held.moved) showBend(line, bendAt(event))
        }}
        onPointerUp={(event) => {
          const held = drag.current
          if (!held) return
          const bend = bendAt(event)
          drop()
          if (held.moved) bendLine(line, bend)
          useView.getState().select({ edges: [line.edge.id as EdgeId] })
        }}
        onPointerCancel={drop}
        onDoubleClick={(event) => {
          event.stopPropagation()
          bendLine(line, null)
        }}
      />
    </ViewportPortal>
  )
}
