import type { GraphComparison, PairClass } from '../../engine/graph/compare'
import type { Edge } from '../../engine/graph/graph'

/** The classes of a comparison as they are told beside a discovery: A is the discovered graph, B my model. */
export const comparisonParts = {
  same: ['same'],
  directionOpen: ['left-open'],
  differing: ['reversed', 'different', 'right-open'],
  onlyDiscovered: ['only-left', 'outside-left'],
  onlyMine: ['only-right'],
  notSearched: ['outside-right'],
} as const satisfies Record<string, readonly PairClass[]>

export type ComparisonPart = keyof typeof comparisonParts

/** The edges of a part, as the graph has them that is shown for it. */
export function edgesOfPart(compared: GraphComparison, part: ComparisonPart): readonly Edge[] {
  const classes: readonly PairClass[] = comparisonParts[part]
  const side = part === 'onlyMine' || part === 'notSearched' ? 'right' : 'left'
  return compared.pairs.filter((pair) => classes.includes(pair.class)).flatMap((pair) => pair[side])
}
