import { isBidirected, isDirected, isUndirected, type Edge, type GraphKind } from './graph'

const kindAllows: Record<GraphKind, (edge: Edge) => boolean> = {
  dag: isDirected,
  admg: (edge) => isDirected(edge) || isBidirected(edge),
  cpdag: (edge) => isDirected(edge) || isUndirected(edge),
  mag: (edge) => isDirected(edge) || isBidirected(edge) || isUndirected(edge),
  pag: () => true,
}

/** May a graph of this kind hold an edge with these marks? */
export const allowsEdge = (kind: GraphKind, edge: Edge): boolean => kindAllows[kind](edge)
