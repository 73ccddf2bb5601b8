import type { VariableId } from '../engine/graph/graph'

/** Puts the keyboard focus on a variable of the canvas. */
export function focusVariable(id: VariableId) {
  document
    .querySelector<HTMLElement>(`.react-flow__node[data-id=${JSON.stringify(id)}]`)
    ?.focus({ preventScroll: true })
}

/** The variable of the canvas that holds or surrounds an element; null for anything else. */
export function variableAt(element: Element | null): VariableId | null {
  const node = element?.closest<HTMLElement>('.react-flow__node')
  return (node?.dataset.id as VariableId | undefined) ?? null
}
