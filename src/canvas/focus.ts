import type { EdgeId, VariableId } from '../engine/graph/graph'
import { useView } from '../stores/view'

/** The element of a variable; null while it is only painted. */
export const variableElement = (id: string) =>
  document.querySelector<HTMLElement>(`.react-flow__node[data-id=${JSON.stringify(id)}]`)

/** Puts the keyboard focus on a variable of the canvas and brings it into view. */
export function focusVariable(id: VariableId) {
  variableElement(id)?.focus({ preventScroll: true })
  useView.getState().revealVariable(id, 'focus')
}

/** The variable of the canvas that holds or surrounds an element; null for anything else. */
export function variableAt(element: Element | null): VariableId | null {
  const node = element?.closest<HTMLElement>('.react-flow__node-variable')
  return (node?.dataset.id as VariableId | undefined) ?? null
}

const edgeElement = (id: EdgeId) =>
  [...document.querySelectorAll<SVGGElement>('.react-flow__edge')].find((edge) => edge.dataset.id === id)

/** Puts the keyboard focus on an edge of the canvas. */
export const focusEdge = (id: EdgeId) => edgeElement(id)?.focus({ preventScroll: true })

/** The edge that is focused itself; null for anything else. */
export const edgeAt = (element: Element | null): EdgeId | null =>
  element instanceof SVGGElement && element.classList.contains('react-flow__edge')
    ? ((element.dataset.id as EdgeId | undefined) ?? null)
    : null

/** Puts the keyboard focus into the card of the selected edge, once it is drawn. */
export function focusEdgeCard() {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-card=edge] button')?.focus())
}
