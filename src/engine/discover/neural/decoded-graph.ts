import { graphFromNames, variableId, type CausalGraph, type Edge, type GraphKind } from '../../graph/graph'
import type { Decoded, DecodedEdge } from './decode'

/**
 * The graph of a decoded answer. Decided edges make a DAG, or an ADMG with hidden causes; with undecided ones it is drawn
 * like an equivalence class, and where hidden causes are found as well these are open at both ends, as in a PAG.
 *
 * @param names in the order in which the graph lists them
 * @param nameAt of the variables as the decoded edges number them
 */
export function decodedGraph(
  { edges }: Pick<Decoded, 'edges'>,
  names: readonly string[],
  nameAt: readonly string[],
): CausalGraph {
  const has = (kind: DecodedEdge['kind']) => edges.some((edge) => edge.kind === kind)
  const kind: GraphKind = has('tie') ? (has('line') ? 'pag' : 'admg') : has('line') ? 'cpdag' : 'dag'
  const bare = graphFromNames(names, [], { kind })
  return { ...bare, kind, edges: edges.map((edge) => drawnEdge(edge, nameAt, kind)) }
}

function drawnEdge(
  { from, to, kind, support, orientationSupport }: DecodedEdge,
  nameAt: readonly string[],
  of: GraphKind,
): Edge {
  const open = of === 'pag' ? 'circle' : 'tail'
  return {
    from: variableId(nameAt[from]),
    to: variableId(nameAt[to]),
    markFrom: kind === 'arrow' ? 'tail' : kind === 'tie' ? 'arrow' : open,
    markTo: kind === 'line' ? open : 'arrow',
    support,
    ...(orientationSupport === undefined ? {} : { orientationSupport }),
  }
}
