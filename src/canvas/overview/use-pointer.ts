import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { createDisposer } from '../../base/disposer'
import type { EdgeId, VariableId } from '../../engine/graph/graph'
import { useView } from '../../stores/view'
import type { Rect, Spot } from '../geometry'
import { edgeAt, nodeAt } from './hit'
import type { LeftOut, Painter } from './painter'

/** What the overview asks of the canvas around it. */
export interface OverviewActions {
  hover(id: VariableId | null): void
  press(id: VariableId): void
  zoomTo(id: VariableId): void
  move(places: ReadonlyMap<string, Spot>, state: 'under way' | 'finished'): void
  /** Is the pointer free to move variables, or does a tool draw with it? */
  mayMove(): boolean
}

/** Pixels that a press may move and still be a click. */
const SLACK = 3

const adds = (event: MouseEvent) => event.shiftKey || event.ctrlKey || event.metaKey

function toggled<Id>(list: readonly Id[], id: Id): Id[] {
  return list.includes(id) ? list.filter((other) => other !== id) : [...list, id]
}

/**
 * The pointer over what is painted: names on hover, clicks that select, double clicks that zoom in, dragging
 * variables, and box selection with Shift. It listens before the drawing library does and stops only what it
 * takes, so that dragging the empty canvas still moves the view.
 */
export function usePointer(
  container: RefObject<HTMLElement | null>,
  painter: RefObject<Painter | null>,
  leftOut: LeftOut,
  actions: OverviewActions,
) {
  const latest = useRef({ leftOut, actions })
  useLayoutEffect(() => {
    latest.current = { leftOut, actions }
  })
  useEffect(() => {
    const running = createDisposer()
    /** A press that was taken from the drawing library. */
    let press: { at: Spot; node: number; from: Map<string, Spot>; moved: boolean; marquee: boolean } | null =
      null
    let swallowClick = false

    const onPane = (event: Event) =>
      event.target instanceof Element &&
      event.target.classList.contains('react-flow__pane') &&
      container.current?.closest('.react-flow')?.contains(event.target) === true

    const local = (event: MouseEvent): Spot => {
      const box = container.current!.getBoundingClientRect()
      return { x: event.clientX - box.x, y: event.clientY - box.y }
    }
    const onPlane = (event: MouseEvent): Spot => {
      const { x, y } = local(event)
      const view = painter.current!.view()
      return { x: x - view.x, y: y - view.y }
    }
    const nodeUnder = (event: MouseEvent): number => {
      const scene = painter.current?.scene()
      const boxes = painter.current?.boxes()
      if (!scene || !boxes) return -1
      const found = nodeAt(scene, boxes, onPlane(event))
      return found >= 0 && latest.current.leftOut.node(found) ? -1 : found
    }
    const idOf = (i: number) => painter.current!.scene()!.nodes[i].id as VariableId

    const listen = <Kind extends keyof DocumentEventMap>(
      kind: Kind,
      heard: (event: DocumentEventMap[Kind]) => void,
    ) => {
      document.addEventListener(kind, heard, { capture: true })
      running.add(() => document.removeEventListener(kind, heard, { capture: true }))
    }

    listen('pointerdown', (event) => {
      swallowClick = false
      press = null
      if (!onPane(event) || event.button !== 0 || event.pointerType === 'touch') return
      const node = nodeUnder(event)
      const marquee = node < 0 && event.shiftKey
      if (node < 0 && !marquee) return
      // With Shift the drawing library would begin a box selection of its own.
      if (event.shiftKey) event.stopPropagation()
      const from = new Map<string, Spot>()
      if (node >= 0 && latest.current.actions.mayMove()) {
        const scene = painter.current!.scene()!
        const { variables } = useView.getState().selection
        const id = idOf(node)
        for (const one of variables.includes(id) ? variables : [id]) {
          const at = scene.at.get(one)
          if (at !== undefined) from.set(one, scene.nodes[at].position)
        }
      }
      press = { at: local(event), node, from, moved: false, marquee }
    })
    // The drawing library starts to move the view here.
    listen('mousedown', (event) => {
      if (press) event.stopPropagation()
    })
    listen('pointermove', (event) => {
      if (press) return drag(event)
      const painted = painter.current
      if (!painted) return
      const hovered = onPane(event) && event.buttons === 0 ? nodeUnder(event) : -1
      painted.put({ hovered })
      if (!onPane(event)) return
      latest.current.actions.hover(hovered < 0 ? null : idOf(hovered))
      if (event.target instanceof HTMLElement) event.target.style.cursor = hovered < 0 ? '' : 'pointer'
    })
    const drag = (event: PointerEvent) => {
      if (!press) return
      const { x, y } = local(event)
      const by = { x: x - press.at.x, y: y - press.at.y }
      if (!press.moved && Math.hypot(by.x, by.y) < SLACK) return
      press.moved = true
      if (press.marquee) painter.current?.put({ marquee: between(press.at, { x, y }) })
      else if (press.from.size > 0) latest.current.actions.move(placesAt(by), 'under way')
    }
    const placesAt = (by: Spot) => {
      const zoom = painter.current!.view().zoom
      return new Map(
        [...press!.from].map(([id, spot]) => [id, { x: spot.x + by.x / zoom, y: spot.y + by.y / zoom }]),
      )
    }
    listen('pointerup', (event) => {
      if (!press) return
      const { x, y } = local(event)
      if (press.moved) {
        swallowClick = true
        if (press.marquee) selectWithin(between(press.at, { x, y }))
        else if (press.from.size > 0)
          latest.current.actions.move(placesAt({ x: x - press.at.x, y: y - press.at.y }), 'finished')
      }
      press = null
    })
    const selectWithin = (marquee: Rect) => {
      const painted = painter.current
      const scene = painted?.scene()
      const boxes = painted?.boxes()
      painted?.put({ marquee: null })
      if (!painted || !scene || !boxes) return
      const view = painted.view()
      const variables = scene.nodes.flatMap((node, i) => {
        const rect = boxes.rects[i]
        const x = rect.x + rect.width / 2 + view.x
        const y = rect.y + rect.height / 2 + view.y
        const inside =
          x >= marquee.x &&
          x <= marquee.x + marquee.width &&
          y >= marquee.y &&
          y <= marquee.y + marquee.height
        return inside && !node.hidden ? [node.id as VariableId] : []
      })
      useView.getState().select({ variables })
    }
    listen('click', (event) => {
      if (swallowClick) {
        swallowClick = false
        event.stopPropagation()
        return
      }
      if (!onPane(event)) return
      const { selection, select, tool } = useView.getState()
      const node = nodeUnder(event)
      if (node >= 0) {
        event.stopPropagation()
        const id = idOf(node)
        if (tool === 'select' || tool === 'variable')
          select(
            adds(event) ? { ...selection, variables: toggled(selection.variables, id) } : { variables: [id] },
          )
        latest.current.actions.press(id)
        return
      }
      const scene = painter.current?.scene()
      const boxes = painter.current?.boxes()
      if (!scene || !boxes || tool !== 'select') return
      const edge = edgeAt(scene, boxes, onPlane(event), latest.current.leftOut.edge)
      if (edge < 0) return
      event.stopPropagation()
      const id = scene.edges[edge].id as EdgeId
      select(adds(event) ? { ...selection, edges: toggled(selection.edges, id) } : { edges: [id] })
    })
    listen('dblclick', (event) => {
      const node = onPane(event) ? nodeUnder(event) : -1
      if (node < 0) return
      event.stopPropagation()
      latest.current.actions.zoomTo(idOf(node))
    })
    running.add(() => latest.current.actions.hover(null))
    return () => running.dispose()
  }, [container, painter])
}

const between = (a: Spot, b: Spot): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(b.x - a.x),
  height: Math.abs(b.y - a.y),
})
