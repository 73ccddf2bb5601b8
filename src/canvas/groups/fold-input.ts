import { nameOf, type Edge, type EdgeId, type VariableId } from '../../engine/graph/graph'
import type { EdgeRole } from '../../engine/identify/answer'
import type { DrawnRole } from '../edge-look'
import type { FlowInput } from '../to-flow'
import { drawnGraph, type DrawnGraph } from './drawn-graph'

/** What a collapsed group shows of its members. */
export interface Box {
  /** Id of the group. */
  readonly group: string
  /** Names of the members. */
  readonly members: readonly string[]
  /** The roles that its members have for the question. */
  readonly holds: readonly ('exposure' | 'outcome' | 'adjusted')[]
}

/** What collapsed groups change about a drawing. */
export interface Folded {
  readonly boxes: ReadonlyMap<VariableId, Box>
  /** Merged edges: how many arrows of the graph each stands for, and the role that must not be overlooked. */
  readonly edges: ReadonlyMap<EdgeId, { readonly count: number; readonly role: DrawnRole }>
}

/** Of several arrows drawn as one, the role that says most: a warning before a path, a path before the rest. */
const strength: readonly DrawnRole[] = ['biasing', 'causal', 'blocked', 'plain']

function strongest(roles: readonly DrawnRole[]): DrawnRole {
  if (roles.every((role) => role === 'cut')) return 'cut'
  return strength.find((role) => roles.includes(role)) ?? 'plain'
}

function fold({ entry, question, answer, rung, adjustment }: FlowInput, drawn: DrawnGraph): Folded {
  const exposures = new Set<string>(question.treatments.map((contrast) => contrast.variable))
  const adjusting = rung === 'do' || adjustment === 'chosen'
  const adjusted = new Set<string>(adjusting ? answer?.adjustment : [])
  const roles = adjusting ? answer?.edgeRoles : answer?.edgeRolesUnadjusted
  const cut = (edge: Edge) =>
    rung === 'do' &&
    ((exposures.has(edge.to) && edge.markTo === 'arrow') ||
      (exposures.has(edge.from) && edge.markFrom === 'arrow'))
  const roleOf = (edge: Edge, id: EdgeId): DrawnRole => {
    const found: EdgeRole = roles?.[id] ?? 'plain'
    const severed = rung === 'do' && found === 'biasing' && answer?.edgeRolesUnadjusted[id] === 'biasing'
    return cut(edge) ? 'cut' : severed ? 'plain' : found
  }
  const boxes = new Map<VariableId, Box>()
  for (const [id, { id: group, members }] of drawn.boxes) {
    const holds: Box['holds'][number][] = []
    if (members.some((member) => exposures.has(member))) holds.push('exposure')
    if (members.some((member) => question.outcomes.includes(member))) holds.push('outcome')
    if (members.some((member) => adjusted.has(member))) holds.push('adjusted')
    boxes.set(id, { group, holds, members: members.map((member) => nameOf(entry.graph, member)) })
  }
  const edges = new Map<EdgeId, { count: number; role: DrawnRole }>()
  for (const [id, behind] of drawn.behind)
    edges.set(id, {
      count: behind.length,
      role: strongest(behind.map(({ edge, id: own }) => roleOf(edge, own))),
    })
  return { boxes, edges }
}

const unique = <Id>(ids: readonly Id[]): readonly Id[] => [...new Set(ids)]

/**
 * The input of a drawing in which collapsed groups are single variables: selection, highlights and a refused cycle
 * point at the box that holds what they mean. The answer stays that of the whole graph. An input without collapsed
 * groups comes back as it is; what did not change is the same object as in the call before.
 */
export function createFold(): (input: FlowInput) => FlowInput & { readonly folded: Folded | null } {
  const folding = remember(fold, ({ question, answer, rung, adjustment }, { behind }) => [
    question,
    answer,
    rung,
    adjustment,
    behind,
  ])
  const stand = (drawn: DrawnGraph, ids: readonly VariableId[]) => unique(ids.map((id) => drawn.standIn(id)))
  const selecting = remember(
    (selection: FlowInput['selection'], drawn: DrawnGraph) => ({
      ...selection,
      variables: stand(drawn, selection.variables),
    }),
    (selection, { boxes }) => [selection, boxes],
  )
  const highlighting = remember(
    (ids: FlowInput['highlighted'], drawn: DrawnGraph) => stand(drawn, ids),
    (ids, { boxes }) => [ids, boxes],
  )
  const refusing = remember(
    (refused: FlowInput['refused'], drawn: DrawnGraph) =>
      refused && {
        edge: {
          ...refused.edge,
          from: drawn.standIn(refused.edge.from),
          to: drawn.standIn(refused.edge.to),
        },
        cycle: stand(drawn, refused.cycle),
      },
    (refused, { boxes }) => [refused, boxes],
  )
  const warning = remember(
    (against: FlowInput['against'], { behind }: DrawnGraph) => {
      const drawn = new Set(against)
      for (const [id, merged] of behind) if (merged.some((one) => against.has(one.id))) drawn.add(id)
      return drawn
    },
    (against, { behind }) => [against, behind],
  )
  const narrowing = remember(
    (narrowed: FlowInput['narrowed'], drawn: DrawnGraph) =>
      narrowed && {
        ...narrowed,
        shown: new Set([...narrowed.shown].map((id) => drawn.standIn(id as VariableId))),
      },
    (narrowed, { boxes }) => [narrowed, boxes],
  )
  const lighting = remember(
    (spotlight: FlowInput['spotlight'], { standIn, behind }: DrawnGraph) =>
      spotlight && {
        variables: new Set([...spotlight.variables].map((id) => standIn(id as VariableId))),
        edges: new Set([
          ...spotlight.edges,
          ...[...behind].flatMap(([id, merged]) =>
            merged.some((one) => spotlight.edges.has(one.id)) ? [id] : [],
          ),
        ]),
      },
    (spotlight, { boxes, behind }) => [spotlight, boxes, behind],
  )
  return (input) => {
    const drawn = drawnGraph(input.entry)
    if (drawn.boxes.size === 0) return { ...input, folded: null }
    return {
      ...input,
      entry: drawn.entry,
      folded: folding(input, drawn),
      selection: selecting(input.selection, drawn),
      highlighted: highlighting(input.highlighted, drawn),
      refused: refusing(input.refused, drawn),
      narrowed: narrowing(input.narrowed, drawn),
      spotlight: lighting(input.spotlight, drawn),
      against: warning(input.against, drawn),
    }
  }
}

/** The last result again while what it depends on is the same. */
function remember<Arguments extends readonly unknown[], Value>(
  make: (...given: Arguments) => Value,
  dependsOn: (...given: Arguments) => readonly unknown[],
): (...given: Arguments) => Value {
  let last: { on: readonly unknown[]; value: Value } | null = null
  return (...given) => {
    const on = dependsOn(...given)
    if (!last || on.some((one, i) => one !== last!.on[i])) last = { on, value: make(...given) }
    return last.value
  }
}
