import { consistentExtension } from '../../graph/consistent-extension'
import { undirected, type CausalGraph, type Edge } from '../../graph/graph'

const isCircle = (edge: Edge) => edge.markFrom === 'circle' && edge.markTo === 'circle'

/**
 * One MAG of a PAG without selection: other circles become tails, and circle edges are directed without new colliders
 * (Zhang, Artificial Intelligence 172, 2008, theorem 2). All members imply the same independencies. Null where the circles allow no such member.
 */
export function memberOf(pag: CausalGraph): CausalGraph | null {
  const tail = (mark: Edge['markFrom']) => (mark === 'circle' ? 'tail' : mark)
  const decided = pag.edges
    .filter((edge) => !isCircle(edge))
    .map((edge) => ({ ...edge, markFrom: tail(edge.markFrom), markTo: tail(edge.markTo) }))
  const open = pag.edges.filter(isCircle).map(({ from, to }) => undirected(from, to))
  const directed = consistentExtension({ kind: 'cpdag', variables: pag.variables, edges: open })
  if (!directed) return null
  return { kind: 'mag', variables: pag.variables, edges: [...decided, ...directed.edges] }
}
