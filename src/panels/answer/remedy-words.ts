import type { VariableId } from '../../engine/graph/graph'
import type { Remedy } from '../../engine/identify/remedies'
import { waysOutText as text } from '../../text/ways-out'

export interface RemedyWords {
  /** "Randomise Z" */
  readonly what: string
  /** "then identified by adjustment" */
  readonly becomes: string
  /** What the variant is called behind the name of its graph: "Z randomised". */
  readonly variant: string
}

/** What a change of the graph is, and what it would bring, in words. */
export function remedyWords(
  { kind, variables, edge, becomes }: Pick<Remedy, 'kind' | 'variables' | 'edge' | 'becomes'>,
  name: (id: VariableId) => string,
  treatment: VariableId | undefined,
): RemedyWords {
  const names = variables.map(name)
  const then = text.becomes[becomes] ?? becomes
  switch (kind) {
    case 'measure':
      return edge === undefined
        ? { what: text.measureHidden(names[0]), becomes: then, variant: text.variant.measure(names) }
        : { what: text.measureCause(names), becomes: then, variant: text.variant.measureCause(names) }
    case 'randomise':
      return {
        what: text.randomise(names[0]),
        becomes: variables[0] === treatment ? text.byDesign : then,
        variant: text.variant.randomise(names[0]),
      }
    case 'assume-none':
      return {
        what: text.assumeNone(names),
        becomes: text.onlyIfTrue(then),
        variant: text.variant.assumeNone(names),
      }
  }
}
