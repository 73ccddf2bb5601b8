import type { VariableFlowNode } from './to-flow'

/** Four grips on the border and one over the whole node, which only the drawing tools show. */
export function handlesOf(width: number, height: number): VariableFlowNode['handles'] {
  const grip = (id: string, position: 'top' | 'right' | 'bottom' | 'left', x: number, y: number) =>
    ({ id, type: 'source', position, x: x - 12, y: y - 12, width: 24, height: 24 }) as NonNullable<
      VariableFlowNode['handles']
    >[number]
  return [
    grip('top', 'top', width / 2, 0),
    grip('right', 'right', width, height / 2),
    grip('bottom', 'bottom', width / 2, height),
    grip('left', 'left', 0, height / 2),
    { ...grip('whole', 'right', 0, 0), x: 0, y: 0, width, height },
  ]
}
