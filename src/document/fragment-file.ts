import * as v from 'valibot'
import { fail, succeed, type Result } from '../base/result'
import {
  canonicalEdge,
  edgeId,
  MAX_NAME_LENGTH,
  variableId,
  type Edge,
  type Variable,
} from '../engine/graph/graph'
import { validateGraph } from '../engine/graph/validate'
import { MAX_NOTE_LENGTH } from './commands/note-commands'
import type { Fragment } from './fragment'

/** Where a fragment was copied: pasted into the same graph it makes copies, elsewhere equal names join. */
export interface FragmentSource {
  readonly project: string
  readonly graph: string
}

export interface CopiedFragment {
  readonly fragment: Fragment
  readonly from: FragmentSource
}

const FORMAT = 'causal-studio-fragment'
const text = v.string()
const finite = v.pipe(v.number(), v.finite())
const point = v.object({ x: finite, y: finite })
const mark = v.picklist(['tail', 'arrow', 'circle'])

const fragmentFile = v.object({
  format: v.literal(FORMAT),
  version: v.literal(1),
  from: v.object({ project: text, graph: text }),
  variables: v.array(
    v.object({
      id: text,
      name: v.pipe(text, v.minLength(1), v.maxLength(MAX_NAME_LENGTH)),
      latent: v.optional(v.boolean()),
      selected: v.optional(v.boolean()),
    }),
  ),
  edges: v.array(
    v.object({
      from: text,
      to: text,
      markFrom: mark,
      markTo: mark,
      rationale: v.optional(text),
      source: v.optional(text),
      support: v.optional(v.pipe(finite, v.minValue(0), v.maxValue(1))),
      orientationSupport: v.optional(v.pipe(finite, v.minValue(0), v.maxValue(1))),
      chosenOn: v.optional(v.object({ dataset: text, rows: text, split: v.optional(finite) })),
    }),
  ),
  layout: v.record(text, point),
  bends: v.record(text, finite),
  notes: v.array(
    v.object({ id: text, text: v.pipe(text, v.maxLength(MAX_NOTE_LENGTH)), at: point, width: finite }),
  ),
})

/** Everything about the fragment as JSON: the drawing, never data. */
export const writeFragment = ({ fragment, from }: CopiedFragment): string =>
  JSON.stringify({ format: FORMAT, version: 1, from, ...fragment })

/** Reads what `writeFragment` wrote; anything else is refused as a whole. */
export function readFragment(json: string): Result<CopiedFragment> {
  const refused = fail('bad-fragment', 'What was copied is damaged or comes from a newer Causal Studio.')
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return refused
  }
  const checked = v.safeParse(fragmentFile, value)
  if (!checked.success) return refused
  const { from, variables, edges, layout, bends, notes } = checked.output
  // Ids become safe keys of records; edges and bends follow them.
  const ends = edges.map((edge): Edge => ({ ...edge, from: variableId(edge.from), to: variableId(edge.to) }))
  const graph = {
    kind: 'pag' as const,
    variables: variables.map((variable): Variable => ({ ...variable, id: variableId(variable.id) })),
    edges: ends,
  }
  // A PAG may hold any marks; two edges between one pair, which it may not, are those of a causal diagram.
  const problems = validateGraph(graph).filter(({ code }) => code !== 'second-edge' && code !== 'cycle')
  if (problems.length > 0) return refused
  const renamedEdges = new Map(edges.map((edge, i) => [edgeId(edge as Edge), edgeId(ends[i])]))
  const safe = (record: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(record).flatMap(([id, bend]) => {
        const known = renamedEdges.get(id as never)
        return known === undefined ? [] : [[known, bend]]
      }),
    )
  return succeed({
    from,
    fragment: {
      variables: graph.variables,
      edges: ends.map(canonicalEdge),
      layout: Object.fromEntries(Object.entries(layout).map(([id, at]) => [variableId(id), at])),
      bends: safe(bends),
      notes,
    },
  })
}
