import { succeed, type Result } from '../../base/result'
import { consistentExtension } from './consistent-extension'
import { countMembers } from './count-members'
import { enumerateMembers } from './enumerate-members'
import { directed, isUndirected, type CausalGraph, type Edge, type VariableId } from './graph'
import { indexGraph } from './index-graph'
import { parentsOf } from './parents'
import { impliedOrientations } from './implied-orientations'

/** One way to direct all undecided edges of some variables. */
export interface DecidedClass {
  /** What is then known: the class of the members that direct those edges so. */
  readonly graph: CausalGraph
  /** Causes of each of the variables, in the order of the graph. */
  readonly parents: readonly (readonly VariableId[])[]
}

/**
 * Every way in which members of a CPDAG, with or without background knowledge, direct the edges at these variables; the
 * classes are disjoint and together hold all members. One variable: the locally valid parent sets of Maathuis, Kalisch
 * & Bühlmann, Annals of Statistics 37, 2009, lemma 3.1, made exact for background knowledge by extending the graph;
 * several: joint ones (Nandy, Maathuis & Richardson, Annals of Statistics 45, 2017). Lazy; problems as for
 * `enumerateMembers`.
 */
export function decideEdgesOf(
  graph: CausalGraph,
  variables: readonly VariableId[],
): Result<Iterable<DecidedClass>> {
  const readable = enumerateMembers(graph)
  if (!readable.ok) return readable
  return succeed({
    *[Symbol.iterator]() {
      for (const decided of decideInTurn(impliedOrientations(graph), variables))
        yield { graph: decided, parents: variables.map((id) => parentsOf(decided, id)) }
    },
  })
}

function* decideInTurn(graph: CausalGraph, variables: readonly VariableId[]): Generator<CausalGraph> {
  const [first, ...others] = variables
  if (first === undefined) {
    yield graph
    return
  }
  for (const next of decideAt(graph, first)) yield* decideInTurn(next, others)
}

/** Every way to direct the undirected edges at one variable that some member agrees with. */
function* decideAt(graph: CausalGraph, id: VariableId): Generator<CausalGraph> {
  const undecided = graph.edges.filter((edge) => isUndirected(edge) && (edge.from === id || edge.to === id))
  const other = (edge: Edge) => (edge.from === id ? edge.to : edge.from)
  const joined = (a: VariableId, b: VariableId) =>
    graph.edges.some((edge) => (edge.from === a && edge.to === b) || (edge.from === b && edge.to === a))
  const known = parentsOf(graph, id)
  const candidates = undecided.map(other).filter((v) => known.every((parent) => joined(v, parent)))
  // New causes must all be joined, or a collider would come up.
  const cliques: VariableId[][] = [[]]
  for (const clique of cliques) {
    const chosen = new Set(clique)
    const edges = graph.edges.map((edge): Edge => {
      if (!undecided.includes(edge)) return edge
      return { ...edge, ...(chosen.has(other(edge)) ? directed(other(edge), id) : directed(id, other(edge))) }
    })
    const oriented = { ...graph, edges }
    if (consistentExtension(oriented)) yield impliedOrientations(oriented)
    const last = clique.length === 0 ? -1 : candidates.indexOf(clique.at(-1)!)
    for (const next of candidates.slice(last + 1))
      if (clique.every((member) => joined(member, next))) cliques.push([...clique, next])
  }
}

/**
 * How many DAGs a class holds, exactly or, where background knowledge leaves no way but to list them, up to `limit`
 * (counting is then #P-hard: Wienöbst, Bannach & Liśkiewicz, JMLR 24(213), 2023, theorem 5).
 */
export function countOf(graph: CausalGraph, limit: number): { count: bigint; isExact: boolean } {
  const closed = impliedOrientations(graph)
  const { parents, indexOf } = indexGraph(closed)
  const causesOf = (id: VariableId) => {
    const v = indexOf.get(id)!
    return parents.items
      .slice(parents.offsets[v], parents.offsets[v + 1])
      .toSorted()
      .join()
  }
  const isFree = closed.edges.every(
    (edge) => !isUndirected(edge) || causesOf(edge.from) === causesOf(edge.to),
  )
  // Undirected edges between variables with the same causes are directed as if nothing else were there.
  if (isFree) return { count: countMembers(closed), isExact: true }
  const members = enumerateMembers(closed)
  let count = 0
  for (const _ of members.ok ? members.value : []) if (++count > limit) break
  return { count: BigInt(Math.min(count, limit)), isExact: count <= limit }
}
