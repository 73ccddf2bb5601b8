import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { createDisposer } from '../base/disposer'
import { findVariable, type VariableId } from '../engine/graph/graph'
import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import { mayEdit, shownGraph } from './edit'
import { edgeAt, focusEdge, focusEdgeCard, focusVariable, variableAt } from './focus'
import type { Spot } from './geometry'
import { drawnGraph } from './groups/drawn-graph'
import { directionOf, nearestTowards, stepOf, walk, type Direction } from './traversal'
import { isKnowledge, putToolDown, type useConnecting } from './use-connecting'
import type { Moving } from './use-flow'
import { giveRole, removeSelection, toggleAdjusted, toggleFlag } from './variable-actions'

const STEP = 10
const LONG_STEP = 40

const isTyping = (target: Element | null) =>
  target !== null &&
  target.closest('input:not([type=radio], [type=range]), textarea, select, [contenteditable=true]') !== null

const somethingOpen = () =>
  document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null

interface KeyContext {
  readonly root: RefObject<HTMLElement | null>
  /** The variable under the pointer. */
  readonly hovered: RefObject<VariableId | null>
  readonly linking: ReturnType<typeof useConnecting>
  readonly say: (message: string) => void
  /** Shows places that are not in the document yet. */
  readonly show: (moving: Moving | null) => void
  /** Commits places as one step. */
  readonly drop: (places: Moving) => void
}

/**
 * The keys of the canvas. Letters act on the variable under the pointer, else on the focused one, else on
 * the only one selected; arrows and Enter only on the focused one.
 */
export function useCanvasKeys(context: KeyContext): 'walk' | 'move' {
  const [mode, setMode] = useState<'walk' | 'move'>('walk')
  const latest = useRef({ ...context, mode })
  useLayoutEffect(() => {
    latest.current = { ...context, mode }
  })

  useEffect(() => {
    /** Places under way while an arrow key is held; letting go makes them one step. */
    let nudged: Map<string, Spot> | null = null
    const settle = () => {
      if (!nudged) return
      const places = nudged
      nudged = null
      latest.current.drop(places)
    }

    const arrow = (id: VariableId, direction: Direction, far: boolean) => {
      const { linking, say } = latest.current
      const { graph, layout } = drawnGraph(shownGraph()).entry
      if (linking.connecting) {
        const everyone = graph.variables.map((variable) => variable.id)
        const next = nearestTowards(layout, id, everyone, direction)
        if (next) focusVariable(next)
        return
      }
      if (latest.current.mode === 'move') {
        const { variables } = useView.getState().selection
        const step = stepOf(direction)
        const by = far ? LONG_STEP : STEP
        const places = new Map(nudged)
        for (const moved of variables.includes(id) ? variables : [id]) {
          const { x, y } = nudged?.get(moved) ?? layout[moved] ?? { x: 0, y: 0 }
          places.set(moved, { x: x + step.x * by, y: y + step.y * by })
        }
        nudged = places
        latest.current.show(places)
        return
      }
      const next = walk(graph, layout, id, direction)
      if (next) focusVariable(next)
      else
        say(
          canvasText.nowhere(
            direction === 'right' ? 'effects' : direction === 'left' ? 'causes' : 'siblings',
          ),
        )
    }

    /** Keys of a variable, whether focused or only pointed at. Returns whether the key was one of them. */
    const onVariable = (key: string, id: VariableId): boolean => {
      const act = {
        x: () => giveRole(id, 'exposure'),
        o: () => giveRole(id, 'outcome'),
        a: () => toggleAdjusted(id),
        u: () => toggleFlag([id], 'latent'),
        s: () => toggleFlag([id], 'selected'),
      }[key]
      act?.()
      return act !== undefined
    }

    const onFocused = (event: KeyboardEvent, id: VariableId): boolean => {
      const { linking, say } = latest.current
      const direction = directionOf(event.key)
      if (direction && !event.altKey) {
        arrow(id, direction, event.shiftKey)
        return true
      }
      if ((event.key === 'Enter' || event.key === ' ') && linking.connecting) {
        linking.finish(id)
        putToolDown()
        return true
      }
      if (drawnGraph(shownGraph()).boxes.has(id) && (event.key === 'Enter' || event.key === 'F2')) {
        if (event.key === 'F2') useView.getState().rename(id)
        else void import('./groups/group-actions').then(({ expandBox }) => expandBox(id))
        return true
      }
      const { tool } = useView.getState()
      if ((event.key === 'Enter' || event.key === ' ') && isKnowledge(tool)) {
        linking.start(id, tool)
        return true
      }
      if (event.key === 'Enter' || event.key === 'F2') {
        if (mayEdit()) useView.getState().rename(id)
        return true
      }
      if (event.key === ' ') {
        useView.getState().select({ variables: [id] })
        return true
      }
      const key = event.key.toLowerCase()
      if (event.shiftKey) return false
      if (key === 'e' || key === 'b') {
        linking.start(id, key === 'e' ? 'edge' : 'bidirected')
        useView.getState().setTool(key === 'e' ? 'edge' : 'bidirected')
        return true
      }
      if (key === 'm') {
        const next = latest.current.mode === 'walk' ? 'move' : 'walk'
        setMode(next)
        say(next === 'move' ? canvasText.moveMode : canvasText.walkMode)
        return true
      }
      if (key === 'h') {
        say(document.activeElement?.getAttribute('aria-label') ?? '')
        return true
      }
      return false
    }

    const escape = (): boolean => {
      const view = useView.getState()
      const { linking } = latest.current
      if (linking.connecting) {
        linking.cancel()
        putToolDown()
      } else if (view.refusedCycle) view.refuseCycle(null)
      else if (view.tool !== 'select') view.setTool('select')
      else if (
        view.selection.variables.length + view.selection.edges.length + view.selection.notes.length >
        0
      ) {
        const [edge] = view.selection.edges
        view.select({})
        if (edge) focusEdge(edge)
      } else return false
      return true
    }

    const onKey = (event: KeyboardEvent) => {
      const { root, hovered } = latest.current
      const target = event.target instanceof Element ? event.target : null
      const elsewhere = target !== null && target !== document.body && !root.current?.contains(target)
      if (event.ctrlKey || event.metaKey || isTyping(target) || somethingOpen()) return
      const focused = variableAt(target === null || target.closest('button') ? null : target)
      const focusedEdge = edgeAt(target)
      let done = false
      if (event.key === 'Escape') done = escape()
      // A note has keys of its own, and so has what is drawn over the graph.
      else if (target?.closest('.react-flow__node-note, [data-own-keys]')) return
      else if (event.key === 'Delete' || event.key === 'Backspace') {
        if (!elsewhere) {
          if (focusedEdge) useView.getState().select({ edges: [focusedEdge] })
          removeSelection(focused ?? hovered.current)
          done = true
        }
      } else if (focused) done = onFocused(event, focused)
      else if (focusedEdge && (event.key === 'Enter' || event.key === ' ')) {
        useView.getState().select({ edges: [focusedEdge] })
        focusEdgeCard()
        done = true
      }
      if (!done && !event.altKey && !event.shiftKey && event.key.length === 1) {
        const { variables } = useView.getState().selection
        const id = hovered.current ?? focused ?? (variables.length === 1 ? variables[0] : null)
        if (id && findVariable(shownGraph().graph, id)) done = onVariable(event.key.toLowerCase(), id)
      }
      if (done) {
        event.preventDefault()
        event.stopPropagation()
      }
    }
    // In the capture phase, so that a focused variable has E and B before the tools of the frame do.
    const running = createDisposer()
    document.addEventListener('keydown', onKey, { capture: true })
    running.add(() => document.removeEventListener('keydown', onKey, { capture: true }))
    const onKeyUp = (event: KeyboardEvent) => {
      if (directionOf(event.key)) settle()
    }
    document.addEventListener('keyup', onKeyUp)
    running.add(() => document.removeEventListener('keyup', onKeyUp))
    window.addEventListener('blur', settle)
    running.add(() => window.removeEventListener('blur', settle))
    // Whoever moves the focus means the focused variable, wherever the pointer was left lying.
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof Element && variableAt(event.target)) latest.current.hovered.current = null
    }
    document.addEventListener('focusin', onFocus)
    running.add(() => document.removeEventListener('focusin', onFocus))
    return () => running.dispose()
  }, [])

  return mode
}
