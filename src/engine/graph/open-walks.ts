import { edgeId, nameOf, type CausalGraph, type EdgeId, type Mark, type VariableId } from './graph'
import { ARROW, TAIL, type IndexGraph, type VertexSet } from './index-graph'
import { passes, type WalkRules } from './reachability'

/** A path through the graph: `edges[i]` joins `variables[i]` and `variables[i + 1]`. */
export interface GraphPath {
  readonly variables: readonly VariableId[]
  readonly edges: readonly EdgeId[]
  /** Inner variables at which two arrowheads meet. */
  readonly colliders: readonly VariableId[]
  /** "Treatment ← Stone size → Success" */
  readonly text: string
}

export interface WalkEnds {
  readonly start: number
  readonly goal: number
  /** Vertices that a walk never enters, for example the other treatments. */
  readonly barrier: VertexSet
  /** 'biasing' leaves out walks that follow arrows from start to goal all the way. */
  readonly count: 'all' | 'biasing'
  /** The marks that tell causal steps, where the index is that of a member of the class; the index's own without. */
  readonly drawn?: IndexGraph
}

/**
 * The open walks from start to goal as paths of a graph of states. A state is a vertex, the mark of arrival
 * and whether the walk has already left the causal direction: 4v + 2 deviated + arrived by an arrowhead.
 */
export interface WalkGraph {
  /** Slots of the incidence that a walk may take next, from a state or (with -1) from the start. */
  nextSlots(state: number): number[]
  stateAfter(state: number, slot: number): number
  readonly goals: readonly [number, number]
  readonly stateCount: number
}

export const START = -1

export function walkGraph(index: IndexGraph, rules: WalkRules, ends: WalkEnds): WalkGraph {
  const { offsets, other, edge, markHere, markThere } = index.incidence
  const { start, goal, barrier, count } = ends
  const drawn = (ends.drawn ?? index).incidence
  const allDeviate = count === 'all' ? 1 : 0
  const accepted = 2
  return {
    stateCount: 4 * index.count,
    goals: [4 * goal + accepted, 4 * goal + accepted + 1],
    nextSlots(state) {
      const v = state === START ? start : state >> 2
      if (v === goal) return []
      const slots: number[] = []
      for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
        const w = other[slot]
        if (rules.removed?.[edge[slot]] || w === start || barrier[w]) continue
        if (state === START || passes(rules, v, state & 1 ? ARROW : TAIL, markHere[slot])) slots.push(slot)
      }
      return slots
    },
    stateAfter(state, slot) {
      const before = state === START ? allDeviate : (state >> 1) & 1
      const causal = drawn.markHere[slot] === TAIL && drawn.markThere[slot] === ARROW
      return 4 * other[slot] + (before || !causal ? 2 : 0) + (markThere[slot] === ARROW ? 1 : 0)
    },
  }
}

/** A shortest walk as incidence slots, or null. Without the 'biasing' restriction it visits no vertex twice. */
export function shortestWalk(walks: WalkGraph): number[] | null {
  const cameFrom = new Int32Array(walks.stateCount).fill(-2)
  const bySlot = new Int32Array(walks.stateCount)
  const queue: number[] = [START]
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]
    if (walks.goals.includes(state)) {
      const slots: number[] = []
      for (let at = state; at !== START; at = cameFrom[at]) slots.unshift(bySlot[at])
      return slots
    }
    for (const slot of walks.nextSlots(state)) {
      const next = walks.stateAfter(state, slot)
      if (cameFrom[next] !== -2) continue
      cameFrom[next] = state
      bySlot[next] = slot
      queue.push(next)
    }
  }
  return null
}

/** No vertex twice; the start vertex is never re-entered by construction. */
export function isSimple(index: IndexGraph, slots: readonly number[]): boolean {
  return new Set(slots.map((slot) => index.incidence.other[slot])).size === slots.length
}

/** The path that starts at a vertex and takes the given slots of the incidence lists one after the other. */
export function pathFromSlots(
  graph: CausalGraph,
  index: IndexGraph,
  start: number,
  slots: readonly number[],
): GraphPath {
  const variables = [index.ids[start], ...slots.map((slot) => index.ids[index.incidence.other[slot]])]
  const edges = slots.map((slot) => graph.edges[index.incidence.edge[slot]])
  const arrows = edges.map((edge, step) => {
    const ahead = edge.to === variables[step + 1]
    return drawnArrow(ahead ? edge.markFrom : edge.markTo, ahead ? edge.markTo : edge.markFrom)
  })
  const text = variables
    .map((id, step) => (step === 0 ? '' : ` ${arrows[step - 1]} `) + nameOf(graph, id))
    .join('')
  const { markHere, markThere } = index.incidence
  const colliders = variables
    .slice(1, -1)
    .filter((_, step) => markThere[slots[step]] === ARROW && markHere[slots[step + 1]] === ARROW)
  return { variables, edges: edges.map(edgeId), colliders, text }
}

const leftEnd: Record<Mark, string> = { tail: '', arrow: '←', circle: '○' }
const rightEnd: Record<Mark, string> = { tail: '', arrow: '→', circle: '○' }

/** "→", "↔", "—", "○→" and so on: an edge as a path passes it. */
function drawnArrow(before: Mark, after: Mark): string {
  if (before === 'arrow' && after === 'arrow') return '↔'
  const line = before === 'arrow' || after === 'arrow' ? '' : '—'
  return `${leftEnd[before]}${line}${rightEnd[after]}`
}
