import { succeed, type Result } from '../../../base/result'
import { ancestorSet } from '../../graph/ancestors'
import { nameOf, type CausalGraph, type VariableId } from '../../graph/graph'
import { indexGraph, union, vertexSet, type IndexGraph } from '../../graph/index-graph'
import { latentProjection } from '../../graph/projection'
import { topologicalVertices } from '../../graph/topological'
import { neighboursIn } from '../id/regions'
import { senseless } from './check-query'
import { settingText } from './event-words'
import { settingKey, type CounterfactualQuery, type Setting } from './query'
import { unfoldWorlds, type Copy } from './worlds'

/** X = x, by intervention. */
export interface Assignment {
  readonly variable: VariableId
  readonly value: Setting
}

/** A world is told by what is set in it; in the world as it is nothing is. */
export interface World {
  readonly set: readonly Assignment[]
}

/** One copy of a variable, or a value that is set. */
export interface CounterfactualNode {
  /** Unique in its drawing. */
  readonly id: string
  readonly variable: VariableId
  /** The subscript: of what is set, only what reaches this copy. Empty: the variable as it is. */
  readonly subscript: readonly Assignment[]
  /** Positions in `worlds` of the worlds in which the copy stands; several once copies have been merged. */
  readonly worlds: readonly number[]
  /** What it is set to, asked to be or known to be; null for what stands between. */
  readonly value: Setting | null
  readonly role: 'asked' | 'known' | 'set' | 'between'
}

export interface CounterfactualEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  /**
   * 'hidden': the variables share a hidden cause, and one world holds both; 'hidden-across': they share it from one world
   * to another; 'shared-noise': copies of one variable, which share everything that moves it beside its drawn causes.
   */
  readonly kind: 'directed' | 'hidden' | 'hidden-across' | 'shared-noise'
}

/** Plain data to draw. */
export interface CounterfactualGraph {
  /** The world as it is comes first, whether the question speaks of it or not. */
  readonly worlds: readonly World[]
  /** Causes before their effects. */
  readonly nodes: readonly CounterfactualNode[]
  readonly edges: readonly CounterfactualEdge[]
  /** A sentence: why the events cannot occur together. */
  readonly inconsistent?: string
  /** The nodes that sentence speaks of. */
  readonly clashing?: readonly string[]
}

/**
 * The worlds of a question beside each other before copies are merged: the twin network of Balke & Pearl, AAAI 1994,
 * with as many worlds as the question sets; over what lies behind the events and what is set. Problems as for
 * `identifyCounterfactual`.
 */
export function parallelWorlds(given: CausalGraph, query: CounterfactualQuery): Result<CounterfactualGraph> {
  const problems = senseless(given, query)
  if (problems.length > 0) return { ok: false, problems }
  return succeed(unmerged(readyFor(given, query)))
}

/**
 * The counterfactual graph of a question (make-cg of Shpitser & Pearl, JMLR 9, 2008, section 4): only what lies behind
 * the events, copies that agree in all their causes merged into one. Where the events cannot occur together, the
 * parallel worlds and why. Problems as for `identifyCounterfactual`.
 */
export function counterfactualGraph(
  given: CausalGraph,
  query: CounterfactualQuery,
): Result<CounterfactualGraph> {
  const problems = senseless(given, query)
  if (problems.length > 0) return { ok: false, problems }
  const ready = readyFor(given, query)
  const unfolded = unfoldWorlds(ready.index, ready.order, query.asked, query.known)
  if (unfolded.possible) return succeed(merged(ready, unfolded))
  const { vertex, values } = unfolded
  const apart = unmerged(ready)
  const variable = ready.index.ids[vertex]
  const clashing = apart.nodes
    .filter((node) => node.variable === variable && node.role !== 'between')
    .map(({ id }) => id)
  const isSet = apart.nodes.some((node) => clashing.includes(node.id) && node.role === 'set')
  const name = nameOf(ready.graph, variable)
  const [first, second] = values.map(settingText)
  const inconsistent = isSet
    ? `${name} is set to ${first} and cannot be ${second}.`
    : `Nothing that causes ${name} differs between the worlds: it cannot be ${first} and ${second}.`
  return succeed({ ...apart, inconsistent, clashing })
}

interface Ready {
  readonly graph: CausalGraph
  readonly index: IndexGraph
  readonly order: Int32Array
  readonly query: CounterfactualQuery
  readonly worlds: readonly World[]
}

/** For a question that makes sense: the graph without hidden variables, in order, and the worlds spoken of. */
export function readyFor(given: CausalGraph, query: CounterfactualQuery): Ready {
  const graph = latentProjection(given)
  const index = indexGraph(graph)
  const order = topologicalVertices(index)!
  const worlds: World[] = [{ set: [] }]
  for (const { set } of [...query.asked, ...query.known])
    if (worldAt(worlds, index, set) < 0) worlds.push({ set: assignments(index, set) })
  return { graph, index, order, query, worlds }
}

const assignments = (index: IndexGraph, set: ReadonlyMap<VariableId, Setting>): Assignment[] =>
  [...set]
    .map(([variable, value]) => ({ variable, value }))
    .toSorted((a, b) => index.indexOf.get(a.variable)! - index.indexOf.get(b.variable)!)

const worldKey = (set: readonly Assignment[]): string =>
  JSON.stringify(set.map(({ variable, value }) => [variable, settingKey(value)]))

const worldAt = (
  worlds: readonly World[],
  index: IndexGraph,
  set: ReadonlyMap<VariableId, Setting>,
): number => {
  const key = worldKey(assignments(index, set))
  return worlds.findIndex((world) => worldKey(world.set) === key)
}

const edgeBetween = (kind: CounterfactualEdge['kind'], from: string, to: string): CounterfactualEdge => ({
  id: `${kind} ${JSON.stringify([from, to])}`,
  from,
  to,
  kind,
})

function unmerged({ index, order, query, worlds }: Ready): CounterfactualGraph {
  const events = [...query.asked, ...query.known]
  const shown = union(
    ancestorSet(
      index,
      vertexSet(
        index,
        events.map(({ variable }) => variable),
      ),
    ),
    vertexSet(
      index,
      events.flatMap(({ set }) => [...set.keys()]),
    ),
  )
  const idAt = (vertex: number, world: number) => JSON.stringify([index.ids[vertex], world])
  const nodes: CounterfactualNode[] = []
  const edges: CounterfactualEdge[] = []
  const copies: { vertex: number; world: number; id: string }[] = []
  for (const vertex of order) {
    if (!shown[vertex]) continue
    const variable = index.ids[vertex]
    worlds.forEach(({ set }, world) => {
      const id = idAt(vertex, world)
      const fixed = set.find((one) => one.variable === variable)
      const isHere = (event: (typeof events)[number]) =>
        event.variable === variable && worldAt(worlds, index, event.set) === world
      const asked = query.asked.find(isHere)
      const known = query.known.find(isHere)
      const event = fixed ?? asked ?? known
      nodes.push({
        id,
        variable,
        subscript: set,
        worlds: [world],
        value: event?.value ?? null,
        role: fixed ? 'set' : asked ? 'asked' : known ? 'known' : 'between',
      })
      if (fixed) return
      for (const parent of neighboursIn(index.parents, vertex))
        edges.push(edgeBetween('directed', idAt(parent, world), id))
      for (const other of copies) {
        if (other.vertex === vertex) edges.push(edgeBetween('shared-noise', other.id, id))
        else if (neighboursIn(index.siblings, vertex).includes(other.vertex))
          edges.push(edgeBetween(other.world === world ? 'hidden' : 'hidden-across', other.id, id))
      }
      copies.push({ vertex, world, id })
    })
  }
  return { worlds, nodes, edges }
}

const copyId = (variable: VariableId, subscript: readonly Assignment[]): string =>
  JSON.stringify([variable, 'copy', worldKey(subscript)])

/** The id that a copy has in the counterfactual graph of its question. */
export const nodeIdOf = (index: IndexGraph, copy: Copy): string =>
  copyId(index.ids[copy.vertex], assignments(index, subscriptOf(index, copy)))

const subscripts = new WeakMap<Copy, ReadonlyMap<VariableId, Setting>>()

/** Of what is set, what reaches the copy. */
function subscriptOf(index: IndexGraph, copy: Copy): ReadonlyMap<VariableId, Setting> {
  const found =
    subscripts.get(copy) ??
    new Map(
      copy.causes.flatMap(({ parent, copy: cause, set }) =>
        cause ? [...subscriptOf(index, cause)] : [[index.ids[parent], set!] as const],
      ),
    )
  subscripts.set(copy, found)
  return found
}

function merged(
  { index, worlds, query }: Ready,
  { copies, events, copyIn }: Extract<ReturnType<typeof unfoldWorlds>, { possible: true }>,
): CounterfactualGraph {
  const worldOf = [...query.asked, ...query.known].map(({ set }) => worldAt(worlds, index, set))
  const nodeOf = new Map<Copy, CounterfactualNode>()
  const setNodes = new Map<string, CounterfactualNode & { worlds: number[] }>()
  const edges: CounterfactualEdge[] = []
  const before: { copy: Copy; node: CounterfactualNode }[] = []

  function setNode(variable: VariableId, value: Setting, holding: readonly number[]): CounterfactualNode {
    const id = JSON.stringify([variable, 'set', settingKey(value)])
    const node = setNodes.get(id) ?? {
      id,
      variable,
      subscript: [{ variable, value }],
      worlds: [],
      value,
      role: 'set',
    }
    for (const world of holding) if (!node.worlds.includes(world)) node.worlds.push(world)
    setNodes.set(id, node)
    return node
  }

  for (const copy of copies) {
    const variable = index.ids[copy.vertex]
    const at = events.flatMap((_, i) => (copyIn[i].get(copy.vertex) === copy ? [i] : []))
    const causes = copy.causes.map(({ parent, copy: cause, set }) => {
      if (cause) return nodeOf.get(cause)!
      const id = index.ids[parent]
      const holding = at.filter((i) => events[i].set.has(id)).map((i) => worldOf[i])
      return setNode(id, set!, holding)
    })
    const subscript = assignments(index, subscriptOf(index, copy))
    const node: CounterfactualNode = {
      id: copyId(variable, subscript),
      variable,
      subscript,
      worlds: [...new Set(at.map((i) => worldOf[i]))].toSorted((a, b) => a - b),
      value: copy.role === 'between' ? null : copy.value,
      role: copy.role,
    }
    nodeOf.set(copy, node)
    for (const cause of causes) edges.push(edgeBetween('directed', cause.id, node.id))
    for (const other of before) {
      const shared = other.node.worlds.some((world) => node.worlds.includes(world))
      if (other.copy.vertex === copy.vertex) edges.push(edgeBetween('shared-noise', other.node.id, node.id))
      else if (neighboursIn(index.siblings, copy.vertex).includes(other.copy.vertex))
        edges.push(edgeBetween(shared ? 'hidden' : 'hidden-across', other.node.id, node.id))
    }
    before.push({ copy, node })
  }
  return { worlds, nodes: [...setNodes.values(), ...nodeOf.values()], edges }
}
