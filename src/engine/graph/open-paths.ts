import { succeed, type Result } from '../../base/result'
import { ancestorSet, descendantSet } from './ancestors'
import { edgeId, type CausalGraph, type EdgeId, type VariableId } from './graph'
import {
  ARROW,
  indexGraph,
  TAIL,
  union,
  vertexSet,
  type EdgeSet,
  type IndexGraph,
  type VertexSet,
} from './index-graph'
import {
  isSimple,
  pathFromSlots,
  shortestWalk,
  START,
  walkGraph,
  type GraphPath,
  type WalkGraph,
} from './open-walks'
import { walkRules } from './reachability'
import { separationGraph } from './separation'

export interface PathEdges {
  /** Edges on a directed path from a treatment to an outcome that meets the treatments only at its start. */
  readonly causal: readonly EdgeId[]
  /** Edges on an open path between them that is not such a path, given z and the selected variables. */
  readonly biasing: readonly EdgeId[]
  /** False when the search stopped early; `biasing` may then name an edge whose open walks all visit a vertex twice. */
  readonly exact: boolean
}

/** Steps of the search for paths through single edges; some 10 ms. */
const SEARCH_STEPS = 20_000

/** For a direct effect only the edge from treatment to outcome is causal, and every other open path biases. */
export type EffectKind = 'total' | 'direct'

/**
 * The edges that the drawing colours; in a CPDAG or PAG a path is causal where its edges are drawn directed. Unknown
 * variables are ignored. Problems as for `separationGraph`.
 */
export function pathEdges(
  graph: CausalGraph,
  x: readonly VariableId[],
  y: readonly VariableId[],
  z: readonly VariableId[],
  effect: EffectKind = 'total',
): Result<PathEdges> {
  const readable = separationGraph(graph)
  if (!readable.ok) return readable
  const index = indexGraph(readable.value)
  const drawn = indexGraph(graph)
  const treatments = vertexSet(index, x)
  const causal = causalEdges(drawn, treatments, vertexSet(index, y), effect)
  const { rules, count } = biasingWalks(index, z, effect, causal)
  const biasing = new Uint8Array(index.edgeCount)
  const budget = { steps: SEARCH_STEPS }
  let exact = true
  for (const [start, goal] of pairs(index, x, y)) {
    const walks = walkGraph(index, rules, { start, goal, barrier: treatments, count, drawn })
    if (!markEdges(index, walks, biasing, budget)) exact = false
  }
  const ids = (mask: Uint8Array) => graph.edges.filter((_, position) => mask[position]).map(edgeId)
  return succeed({ causal: ids(causal), biasing: ids(biasing), exact })
}

/**
 * An open biasing path, or null when all are closed: a shortest one, unless every shortest walk visits a vertex
 * twice. Problems as for `pathEdges`.
 */
export function exampleOpenPath(
  graph: CausalGraph,
  x: readonly VariableId[],
  y: readonly VariableId[],
  z: readonly VariableId[],
  effect: EffectKind = 'total',
): Result<GraphPath | null> {
  const readable = separationGraph(graph)
  if (!readable.ok) return readable
  const index = indexGraph(readable.value)
  const drawn = indexGraph(graph)
  const barrier = vertexSet(index, x)
  const causal = causalEdges(drawn, barrier, vertexSet(index, y), effect)
  const { rules, count } = biasingWalks(index, z, effect, causal)
  let best: GraphPath | null = null
  for (const [start, goal] of pairs(index, x, y)) {
    const walks = walkGraph(index, rules, { start, goal, barrier, count, drawn })
    const walk = shortestWalk(walks)
    if (!walk) continue
    const slots = isSimple(index, walk) ? walk : firstPath(index, walks)
    if (slots && (!best || slots.length < best.edges.length)) {
      best = pathFromSlots(graph, index, start, slots)
    }
  }
  return succeed(best)
}

function pairs(index: IndexGraph, x: readonly VariableId[], y: readonly VariableId[]): [number, number][] {
  const vertices = (ids: readonly VariableId[]) => ids.flatMap((id) => index.indexOf.get(id) ?? [])
  return vertices(x).flatMap((start) =>
    vertices(y)
      .filter((goal) => !x.includes(index.ids[goal]))
      .map((goal): [number, number] => [start, goal]),
  )
}

/** Vertices of directed paths from treatments to outcomes that avoid other treatments; the treatments aside. */
export function properCausalVertices(
  index: IndexGraph,
  treatments: VertexSet,
  outcomes: VertexSet,
): VertexSet {
  const after = descendantSet(index, treatments, { barrier: treatments })
  const before = ancestorSet(index, outcomes, { barrier: treatments })
  return after.map((reached, v) => (reached && before[v] && !treatments[v] ? 1 : 0))
}

function causalEdges(
  index: IndexGraph,
  treatments: VertexSet,
  outcomes: VertexSet,
  effect: EffectKind,
): EdgeSet {
  if (effect === 'direct') return edgesFromInto(index, treatments, outcomes)
  const onPath = properCausalVertices(index, treatments, outcomes)
  return edgesFromInto(index, union(onPath, treatments), onPath)
}

/** Directed edges out of the one set into the other. */
export function edgesFromInto(index: IndexGraph, from: VertexSet, into: VertexSet): EdgeSet {
  const { offsets, other, edge, markHere, markThere } = index.incidence
  const found = new Uint8Array(index.edgeCount)
  for (let v = 0; v < index.count; v++) {
    if (!from[v]) continue
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
      if (markHere[slot] === TAIL && markThere[slot] === ARROW && into[other[slot]]) found[edge[slot]] = 1
    }
  }
  return found
}

function biasingWalks(index: IndexGraph, z: readonly VariableId[], effect: EffectKind, causal: EdgeSet) {
  const given = union(vertexSet(index, z), index.selected)
  return effect === 'direct'
    ? { rules: walkRules(index, given, causal), count: 'all' as const }
    : { rules: walkRules(index, given), count: 'biasing' as const }
}

interface Step {
  readonly state: number
  readonly slot: number
}

/**
 * Marks the edges on open paths. Every edge on an open walk is a candidate; joining a shortest way there with
 * a shortest way on settles nearly all of them, a search settles the rest. False when its steps ran out.
 */
function markEdges(
  index: IndexGraph,
  walks: WalkGraph,
  mask: Uint8Array,
  budget: { steps: number },
): boolean {
  const { other, edge } = index.incidence
  const { order, arrival, incoming } = forwardTree(walks)
  const departure = backwardTree(walks, incoming)
  const reachesGoal = (state: number) => walks.goals.includes(state) || departure.has(state)
  const open = new Set<number>()
  const markPath = (slots: readonly number[]) => {
    for (const slot of slots) {
      mask[edge[slot]] = 1
      open.delete(edge[slot])
    }
  }
  for (const state of [START, ...order]) {
    for (const slot of walks.nextSlots(state)) {
      const next = walks.stateAfter(state, slot)
      if (mask[edge[slot]] || !reachesGoal(next)) continue
      const slots = [slot]
      for (let at = state; at !== START; at = arrival.get(at)!.state) slots.unshift(arrival.get(at)!.slot)
      for (let at = next; departure.has(at);) {
        const onward = departure.get(at)!.slot
        slots.push(onward)
        at = walks.stateAfter(at, onward)
      }
      if (isSimple(index, slots)) markPath(slots)
      else open.add(edge[slot])
    }
  }
  if (open.size === 0) return true
  const visited = new Uint8Array(index.count)
  const path: number[] = []
  const search = (state: number): boolean => {
    if (walks.goals.includes(state)) markPath(path)
    for (const slot of walks.nextSlots(state)) {
      const next = walks.stateAfter(state, slot)
      if (visited[other[slot]] || !reachesGoal(next)) continue
      if (budget.steps-- <= 0) return false
      visited[other[slot]] = 1
      path.push(slot)
      const finished = search(next)
      path.pop()
      visited[other[slot]] = 0
      if (!finished) return false
      if (open.size === 0) return true
    }
    return true
  }
  if (search(START)) return true
  for (const position of open) mask[position] = 1
  return false
}

function forwardTree(walks: WalkGraph) {
  const arrival = new Map<number, Step>()
  const incoming = new Map<number, Step[]>()
  const order: number[] = []
  const visit = (state: number) => {
    for (const slot of walks.nextSlots(state)) {
      const next = walks.stateAfter(state, slot)
      const seen = incoming.get(next)
      if (seen) {
        seen.push({ state, slot })
        continue
      }
      incoming.set(next, [{ state, slot }])
      arrival.set(next, { state, slot })
      order.push(next)
    }
  }
  visit(START)
  for (let head = 0; head < order.length; head++) visit(order[head])
  return { order, arrival, incoming }
}

/** For every state that can reach a goal, the first slot of a shortest way there. */
function backwardTree(walks: WalkGraph, incoming: ReadonlyMap<number, readonly Step[]>): Map<number, Step> {
  const departure = new Map<number, Step>()
  const queue: number[] = [...walks.goals]
  for (let head = 0; head < queue.length; head++) {
    for (const { state, slot } of incoming.get(queue[head]) ?? []) {
      if (state === START || departure.has(state)) continue
      departure.set(state, { state: queue[head], slot })
      queue.push(state)
    }
  }
  return departure
}

/** Some open path, by depth-first search within the step limit. */
function firstPath(index: IndexGraph, walks: WalkGraph): number[] | null {
  const { other } = index.incidence
  const visited = new Uint8Array(index.count)
  const path: number[] = []
  let steps = SEARCH_STEPS
  const search = (state: number): boolean => {
    if (walks.goals.includes(state)) return true
    for (const slot of walks.nextSlots(state)) {
      if (visited[other[slot]] || steps-- <= 0) continue
      visited[other[slot]] = 1
      path.push(slot)
      if (search(walks.stateAfter(state, slot))) return true
      path.pop()
      visited[other[slot]] = 0
    }
    return false
  }
  return search(START) ? path : null
}
