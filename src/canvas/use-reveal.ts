import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useView } from '../stores/view'
import { variableElement } from './focus'
import { centreOf } from './geometry'
import type { Detail } from './live-elements'
import { rectOf, type VariableFlowNode } from './to-flow'
import { viewOf } from './use-live'

/** Space between a revealed variable and the border of the canvas. */
const MARGIN = 32
/** A variable that is looked for is shown at least this large. */
const CLOSE = 1
const PATIENCE = 20

const slowly = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 220)

/** Puts the focus on a variable's element, which may be about to be made. */
function focusSoon(id: string, patience: number) {
  const element = variableElement(id)
  if (element) element.focus({ preventScroll: true })
  else if (patience > 0) requestAnimationFrame(() => focusSoon(id, patience - 1))
}

/** Brings a variable into view when the view is asked to, wherever it stands, and one whose name is to be edited. */
export function useReveal(nodes: readonly VariableFlowNode[], detail: Detail) {
  const reveal = useView((state) => state.reveal)
  const renaming = useView((state) => state.renaming)
  const unreadable = detail.kind === 'overview'
  useEffect(() => {
    if (renaming && unreadable) useView.getState().revealVariable(renaming, 'centre')
  }, [renaming, unreadable])
  const { setCenter, setViewport } = useReactFlow()
  const store = useStoreApi()
  const latest = useRef(nodes)
  useLayoutEffect(() => {
    latest.current = nodes
  })
  useEffect(() => {
    if (!reveal) return
    const node = latest.current.find(({ id }) => id === reveal.variable)
    if (!node) return
    const view = viewOf(store.getState())
    const rect = rectOf(node)
    if (reveal.how === 'centre') {
      const { x, y } = centreOf(rect)
      void setCenter(x, y, { zoom: Math.max(view.zoom, CLOSE), duration: slowly() })
      return
    }
    const left = rect.x * view.zoom + view.x
    const top = rect.y * view.zoom + view.y
    const into = (at: number, size: number, room: number) =>
      Math.max(0, MARGIN - at) + Math.min(0, room - MARGIN - at - size)
    const x = into(left, rect.width * view.zoom, view.width)
    const y = into(top, rect.height * view.zoom, view.height)
    if (x !== 0 || y !== 0)
      void setViewport({ x: view.x + x, y: view.y + y, zoom: view.zoom }, { duration: slowly() })
    focusSoon(reveal.variable, PATIENCE)
  }, [reveal, setCenter, setViewport, store])
}
