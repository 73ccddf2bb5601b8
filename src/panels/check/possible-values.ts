import type { PossibleEffect, PossibleEffects } from '../../engine/estimate/possible-effects'
import { parentsOf } from '../../engine/graph/parents'
import type { CausalGraph, VariableId } from '../../engine/graph/graph'

/** One value that the effect takes in some of the graphs. */
export interface PossibleValue {
  readonly value: number
  readonly graphs: bigint
  /** The graph as drawn is among them. */
  readonly drawn: boolean
}

/** Effects closer than this, relative to the largest, are one value. */
const SAME = 1e-9

const sameVariables = (a: readonly VariableId[], b: readonly VariableId[]) =>
  a.length === b.length && a.every((id) => b.includes(id))

/** Does the graph as drawn direct the edges at the treatments so? A class does not choose. */
export const holdsDrawn = (
  { parents }: Pick<PossibleEffect, 'parents'>,
  graph: CausalGraph,
  treatments: readonly VariableId[],
) => graph.kind === 'dag' && treatments.every((id, at) => sameVariables(parentsOf(graph, id), parents[at]))

/** The distinct effects of the treatment at this position, ascending; classes without an effect have none. */
export function distinctValues(
  { classes }: Pick<PossibleEffects, 'classes'>,
  graph: CausalGraph,
  treatments: readonly VariableId[],
  at: number,
): PossibleValue[] {
  const found = classes
    .flatMap((one) =>
      one.effects
        ? [{ value: one.effects[at], graphs: one.graphs, drawn: holdsDrawn(one, graph, treatments) }]
        : [],
    )
    .toSorted((a, b) => a.value - b.value)
  const close = SAME * Math.max(0, ...found.map(({ value }) => Math.abs(value)))
  const distinct: PossibleValue[] = []
  for (const next of found) {
    const last = distinct.at(-1)
    if (last && next.value - last.value <= close)
      distinct[distinct.length - 1] = {
        value: last.value,
        graphs: last.graphs + next.graphs,
        drawn: last.drawn || next.drawn,
      }
    else distinct.push(next)
  }
  return distinct
}
