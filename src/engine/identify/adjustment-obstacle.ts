import {
  directed,
  edgeId,
  isBidirected,
  isDirected,
  nameOf,
  type EdgeId,
  type VariableId,
} from '../graph/graph'
import { union, variablesOf, type VertexSet } from '../graph/index-graph'
import { pathFromSlots, shortestWalk, walkGraph, type GraphPath } from '../graph/open-walks'
import { shortestDirectedPath } from '../graph/topological'
import { walkRules } from '../graph/reachability'
import { isDiagram, type AdjustmentSetting } from './adjustment-query'
import { broadestSet, standsForEveryone } from './adjustment-sets'

export interface Obstacle {
  /** Plain sentences with variable names. */
  readonly explanation: string
  readonly witness: { readonly variables: readonly VariableId[]; readonly edges: readonly EdgeId[] }
}

/** Why no adjustment set exists; only for settings without one. The adjustment criterion is complete for sets. */
export function adjustmentObstacle(setting: AdjustmentSetting): Obstacle {
  return (
    requiredButHarmful(setting) ??
    undecidedStart(setting) ??
    notForEveryone(setting) ??
    unclosablePath(setting)
  )
}

function requiredButHarmful(setting: AdjustmentSetting): Obstacle | null {
  const { graph, index, must, harmful, onCausalPath, query } = setting
  const [bad] = variablesOf(index, must).filter((id) => harmful[index.indexOf.get(id)!])
  if (bad === undefined) return null
  const name = nameOf(graph, bad)
  const onPath = onCausalPath[index.indexOf.get(bad)!] === 1
  const [lies, is] = isDiagram(graph) ? ['lies', 'is'] : ['may lie', 'may be']
  const why = onPath
    ? `${name} ${lies} on a causal path from ${names(setting, query.exposures)} to ${names(setting, query.outcomes)}`
    : `${name} ${is} affected by a variable on the causal path`
  const path = query.exposures.map((x) => shortestDirectedPath(graph, x, bad)).find((found) => found !== null)
  return {
    explanation: `Every set must hold ${name}, but ${why}: adjusting for it would distort the effect itself.`,
    witness: { variables: path ?? [bad], edges: path ? edgesAlong(path) : [] },
  }
}

/** What must be known before any set can be valid in every graph of the class. */
function undecidedStart({ graph, undecided }: AdjustmentSetting): Obstacle | null {
  if (!undecided) return null
  const [cause, effect] = undecided.variables.map((id) => nameOf(graph, id))
  const first = graph.edges.find((edge) => edgeId(edge) === undecided.edges[0])!
  const open = isDirected(first)
    ? `${cause} and ${effect} may share a hidden cause besides`
    : `Whether ${cause} affects ${effect} is not known`
  return {
    explanation: `${open}, and the path ${undecided.text} starts there: no set is valid in every graph that remains possible.`,
    witness: undecided,
  }
}

function notForEveryone(setting: AdjustmentSetting): Obstacle | null {
  if (standsForEveryone(setting)) return null
  const { graph, index, outcomes } = setting
  const nothing = new Uint8Array(index.count)
  const path = shortestOpen(setting, {
    from: outcomes,
    to: index.selected,
    given: nothing,
    barrier: nothing,
  })!
  const selection = nameOf(graph, path.variables.at(-1)!)
  const outcome = nameOf(graph, path.variables[0])
  return {
    explanation:
      `The rows were selected by ${selection}, which is connected with ${outcome}: ${path.text}. ` +
      `They do not stand for everyone, and no adjustment set repairs that.`,
    witness: path,
  }
}

function unclosablePath(setting: AdjustmentSetting): Obstacle {
  const { graph, index, must } = setting
  const broadest = broadestSet(setting)
  const path = biasingPath(setting, broadest)!
  const isAdjusted = (id: VariableId) => broadest[index.indexOf.get(id)!] === 1
  const opened = path.colliders.filter(isAdjusted)
  const links = path.variables.slice(1, -1).filter((id) => !path.colliders.includes(id))
  const reasons = [...hiddenCauses(setting, path), ...links.map((id) => reason(setting, id))]
  const when = opened.length > 0 ? ` once ${names(setting, opened)} is adjusted for` : ''
  const optional = opened.find((id) => !must[index.indexOf.get(id)!])
  const instead =
    optional === undefined ? null : biasingPath(setting, withoutVariable(setting, broadest, optional))
  const leavingOut = instead ? ` Leaving ${nameOf(graph, optional!)} out opens ${instead.text} instead.` : ''
  const nothing = reasons.length > 0 ? ` Nothing on it can be adjusted for: ${joined(reasons)}.` : ''
  return {
    explanation: `The path ${path.text} stays open${when}.${nothing}${leavingOut}`,
    witness: path,
  }
}

function hiddenCauses({ graph }: AdjustmentSetting, path: GraphPath): string[] {
  return graph.edges
    .filter((edge) => isBidirected(edge) && path.edges.includes(edgeId(edge)))
    .map((edge) => `${nameOf(graph, edge.from)} and ${nameOf(graph, edge.to)} share a hidden cause`)
}

function biasingPath(setting: AdjustmentSetting, set: VertexSet): GraphPath | null {
  const { index, exposures, outcomes } = setting
  const given = union(set, index.selected)
  return shortestOpen(setting, { from: exposures, to: outcomes, given, barrier: exposures })
}

function withoutVariable(setting: AdjustmentSetting, set: VertexSet, id: VariableId): VertexSet {
  const smaller = set.slice()
  smaller[setting.index.indexOf.get(id)!] = 0
  return smaller
}

function reason(setting: AdjustmentSetting, id: VariableId): string {
  const { graph, index, query, onCausalPath } = setting
  const v = index.indexOf.get(id)!
  const name = nameOf(graph, id)
  if (index.latent[v]) return `${name} is not measured`
  if (query.forbidden.includes(id)) return `${name} is ruled out by the question`
  const sure = isDiagram(graph)
  if (onCausalPath[v]) return `${name} ${sure ? 'carries' : 'may carry'} part of the effect`
  return `${name} ${sure ? 'is' : 'may be'} affected by what carries the effect`
}

interface OpenSearch {
  readonly from: VertexSet
  readonly to: VertexSet
  readonly given: VertexSet
  readonly barrier: VertexSet
}

function shortestOpen(
  setting: AdjustmentSetting,
  { from, to, given, barrier }: OpenSearch,
): GraphPath | null {
  const { graph, index, removed } = setting
  const members = (set: VertexSet) => [...set.keys()].filter((v) => set[v])
  const rules = walkRules(index, given, removed)
  let best: GraphPath | null = null
  for (const start of members(from)) {
    for (const goal of members(to)) {
      const slots = shortestWalk(walkGraph(index, rules, { start, goal, barrier, count: 'all' }))
      if (slots && (!best || slots.length < best.edges.length))
        best = pathFromSlots(graph, index, start, slots)
    }
  }
  return best
}

function edgesAlong(path: readonly VariableId[]): EdgeId[] {
  return path.slice(1).map((id, step) => edgeId(directed(path[step], id)))
}

function names(setting: AdjustmentSetting, ids: readonly VariableId[]): string {
  return joined(ids.map((id) => nameOf(setting.graph, id)))
}

/** "A", "A and B", "A, B and C" */
export function joined(parts: readonly string[], word: 'and' | 'or' = 'and'): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`
}
