import type { CausalGraph, VariableId } from '../../engine/graph/graph'
import { nameOf } from '../../engine/graph/graph'
import type { Independence } from '../../engine/identify/implied-independencies'
import { checkText as text } from '../../text/check'

/** "A ⟂ B given C, D", for the eye and for the ear; the given variables by name. */
export function claimWords(graph: CausalGraph, { a, b, given }: Independence) {
  const name = (id: VariableId) => nameOf(graph, id)
  const names = given.map(name).toSorted((left, right) => left.localeCompare(right))
  return {
    shown: text.independence(name(a), name(b), names),
    spoken: text.independenceSpoken(name(a), name(b), names),
  }
}
