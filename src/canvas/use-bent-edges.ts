import { useMemo } from 'react'
import { useView } from '../stores/view'
import { drawnBend } from './route'
import type { CausalFlowEdge } from './to-flow'

/** The edges with the one that is being bent as the hand holds it; the others stay the same objects. */
export function useBentEdges(edges: CausalFlowEdge[]): CausalFlowEdge[] {
  const bending = useView((state) => state.bending)
  return useMemo(
    () =>
      bending === null
        ? edges
        : edges.map((edge) =>
            edge.id === bending.edge && edge.data
              ? { ...edge, data: { ...edge.data, bent: drawnBend(edge.data.edge, bending.bend) } }
              : edge,
          ),
    [edges, bending],
  )
}
