import { useEffect, type RefObject } from 'react'
import { createDisposer } from '../../base/disposer'
import { useView } from '../../stores/view'
import { edgeAt, variableAt } from '../focus'

const LONG_PRESS = 500
/** A finger that strays farther than this many pixels drags. */
const STRAYED = 10

/** Selects the variable or edge that holds an element and puts the focus into its card. Whether there was one. */
function openCardOf(target: Element): boolean {
  const variable = variableAt(target)
  const edge = edgeAt(target.closest('.react-flow__edge'))
  if (!variable && !edge) return false
  const view = useView.getState()
  view.setTool('select')
  view.select(variable ? { variables: [variable] } : { edges: edge ? [edge] : [] })
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-card] button')?.focus())
  return true
}

/** A long press, a secondary click or the menu key opens what can be done with a variable or an edge. */
export function usePressMenu(root: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = root.current
    if (!element) return undefined
    const running = createDisposer()
    let pressed: { x: number; y: number; timer: ReturnType<typeof setTimeout> } | null = null
    const release = () => {
      if (pressed) clearTimeout(pressed.timer)
      pressed = null
    }
    const listen = <
      Kind extends 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel' | 'contextmenu',
    >(
      kind: Kind,
      heard: (event: HTMLElementEventMap[Kind]) => void,
    ) => {
      element.addEventListener(kind, heard, { capture: true })
      running.add(() => element.removeEventListener(kind, heard, { capture: true }))
    }
    listen('pointerdown', ({ pointerType, isPrimary, target, clientX, clientY }) => {
      release()
      if (pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return
      pressed = { x: clientX, y: clientY, timer: setTimeout(() => openCardOf(target), LONG_PRESS) }
    })
    listen('pointermove', ({ clientX, clientY }) => {
      if (pressed && Math.hypot(clientX - pressed.x, clientY - pressed.y) > STRAYED) release()
    })
    listen('pointerup', release)
    listen('pointercancel', release)
    listen('contextmenu', (event) => {
      if (event.target instanceof Element && openCardOf(event.target)) event.preventDefault()
    })
    running.add(release)
    return () => running.dispose()
  }, [root])
}
