import { getViewportForBounds, useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import { createDisposer } from '../base/disposer'
import { boundsOf, type Rect } from './geometry'
import { insetsAround } from './overlays'
import { noteRect, type NoteFlowNode } from './note-nodes'
import { rectOf, type VariableFlowNode } from './to-flow'

/** Not in the part that the view is narrowed to. */
const isOutside = (node: VariableFlowNode) => node.hidden === true || node.data.faded

/** What lies over the canvas: the elements beside it in the same parent. */
const overlaysOf = (root: HTMLElement) =>
  [...(root.parentElement?.children ?? [])].filter((element) => element !== root && !element.contains(root))

/** The farthest that the view goes out, and nearest that a fit goes in. */
export const FARTHEST = 0.01
const NEAREST_FIT = 1
/** Room above for the line that says what the view is narrowed to. */
const NARROWED_TOP = 112

/**
 * Fits the graph, or the part of it that is shown, between the cards that lie over the canvas. Until the user first points at the canvas the
 * fit is kept up as cards and sizes change; `occasion` names the graph, whose change starts afresh.
 */
export function useAutoFit(
  root: RefObject<HTMLElement | null>,
  occasion: string,
  nodes: readonly VariableFlowNode[],
  notes: readonly NoteFlowNode[],
  /** What else is to be seen. */
  also: readonly Rect[],
) {
  const { setViewport } = useReactFlow()
  const shown = useRef({ nodes, notes, also })
  useLayoutEffect(() => {
    shown.current = { nodes, notes, also }
  })
  const sizes = useMemo(
    () =>
      nodes.length === 0
        ? ''
        : `${nodes.map((node) => `${node.width}x${node.height}`).join(' ')} ${also.length}`,
    [nodes, also.length],
  )
  /** The occasion on which the user has taken the view into their own hands. */
  const touched = useRef<string | null>(null)

  const fit = useCallback(
    (duration: number) => {
      const element = root.current
      const seen = [
        ...shown.current.nodes.filter((node) => !isOutside(node)).map(rectOf),
        ...shown.current.notes.map(noteRect),
      ]
      if (!element || seen.length === 0) return
      seen.push(...shown.current.also)
      const box = element.getBoundingClientRect()
      const insets = insetsAround(
        box,
        overlaysOf(element).map((overlay) => overlay.getBoundingClientRect()),
        matchMedia('(max-width: 900px)').matches ? 'above' : 'left',
      )
      const px = (value: number) => `${Math.round(value)}px` as const
      const viewport = getViewportForBounds(boundsOf(seen), box.width, box.height, FARTHEST, NEAREST_FIT, {
        top: px(shown.current.nodes.some(isOutside) ? Math.max(NARROWED_TOP, insets.top) : insets.top),
        bottom: px(insets.bottom),
        left: px(insets.left),
        right: px(insets.right),
      })
      void setViewport(viewport, { duration })
    },
    [setViewport, root],
  )

  // Before the first picture, so that a graph never shows at the view of the one before.
  useLayoutEffect(() => {
    if (sizes !== '' && touched.current !== occasion) fit(0)
  }, [occasion, sizes, fit])

  useEffect(() => {
    const element = root.current
    const parent = element?.parentElement
    if (!element || !parent) return undefined
    const running = createDisposer()
    const touch = () => {
      touched.current = occasion
    }
    // On the document, because the overview keeps some presses to itself before they get here.
    const heard = (event: Event) => {
      if (event.target instanceof Node && element.contains(event.target)) touch()
    }
    for (const kind of ['pointerdown', 'wheel'] as const) {
      document.addEventListener(kind, heard, { capture: true, passive: true })
      running.add(() => document.removeEventListener(kind, heard, { capture: true }))
    }
    const resized = new ResizeObserver(() => {
      if (touched.current !== occasion) fit(0)
    })
    const watch = () => {
      resized.disconnect()
      for (const child of [element, ...overlaysOf(element)]) resized.observe(child)
    }
    watch()
    const changed = new MutationObserver(watch)
    changed.observe(parent, { childList: true })
    running.add(() => resized.disconnect())
    running.add(() => changed.disconnect())
    return () => running.dispose()
  }, [root, fit, occasion])

  return fit
}
