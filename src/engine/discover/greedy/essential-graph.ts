import { emptyPattern, joinDirected, joinUndirected, type Pattern } from '../../graph/pattern'
import { isClique } from './cliques'

type Lists = readonly (readonly number[])[]

/**
 * A class of DAGs that data cannot tell apart, as its essential graph beside one of its members: the CPDAG where nobody
 * intervened, else the interventional essential graph of single targets (Hauser & Buehlmann 2012, "Characterization and
 * greedy learning of interventional Markov equivalence classes of directed acyclic graphs", JMLR 13). Never changed;
 * what moves lead to shares the lists that stay as they are.
 */
export interface EssentialGraph {
  readonly size: number
  /** targets[v] = 1: v was set by an experimenter, so that the direction of its edges is known. */
  readonly targets: Uint8Array
  /** The parents of each variable in one member. */
  readonly member: Lists
  /** Ends of arrows that all members share. */
  readonly parents: Lists
  readonly children: Lists
  /** Joined by an edge whose direction differs among the members. */
  readonly neighbours: Lists
}

/** A class after a move. */
export interface ChangedGraph {
  readonly graph: EssentialGraph
  /** The ends of the edge that is new, gone or turned round. */
  readonly ends: readonly [number, number]
  /** Variables whose parents, children or neighbours in the essential graph changed. */
  readonly touched: ReadonlySet<number>
}

export const adjacentIn = ({ member }: EssentialGraph, a: number, b: number): boolean =>
  member[a].includes(b) || member[b].includes(a)

export const adjacentTo = ({ parents, children, neighbours }: EssentialGraph, v: number): number[] => [
  ...parents[v],
  ...neighbours[v],
  ...children[v],
]

/** The class of a DAG, given as the parents of each variable. */
export function essentialGraphOf(member: Lists, targets: Uint8Array): EssentialGraph {
  const size = member.length
  const neighbours: number[][] = Array.from({ length: size }, () => [])
  member.forEach((list, child) => {
    for (const parent of list) {
      neighbours[parent].push(child)
      neighbours[child].push(parent)
    }
  })
  const none = () => Array.from({ length: size }, (): number[] => [])
  const undirected = { size, targets, member, parents: none(), children: none(), neighbours }
  relabel(undirected, new Set(member.keys()), new Set())
  return undirected
}

/** The essential graph as a byte matrix. */
export function patternOfEssential({ size, parents, neighbours }: EssentialGraph): Pattern {
  const pattern = emptyPattern(size)
  for (let v = 0; v < size; v++) {
    for (const parent of parents[v]) joinDirected(pattern, parent, v)
    for (const neighbour of neighbours[v]) joinUndirected(pattern, v, neighbour)
  }
  return pattern
}

/** The class of a member whose edge x -> y is new, removed or turned round; all other edges stand as in `graph.member`. */
export function withMember(
  graph: EssentialGraph,
  member: Lists,
  ends: readonly [number, number],
): ChangedGraph {
  const [x, y] = ends
  const parents = graph.parents.slice()
  const children = graph.children.slice()
  const neighbours = graph.neighbours.slice()
  for (const [a, b] of [
    [x, y],
    [y, x],
  ]) {
    parents[a] = without(parents[a], b)
    children[a] = without(children[a], b)
    neighbours[a] = without(neighbours[a], b)
    if (member[x].includes(y) || member[y].includes(x)) neighbours[a] = [...neighbours[a], b]
  }
  const changed = { ...graph, member, parents, children, neighbours }
  const stale = new Set([x, y, ...effectsOf(changed, x), ...effectsOf(changed, y)])
  const touched = new Set(ends)
  relabel(changed, stale, touched)
  return { graph: changed, ends, touched }
}

const without = (list: readonly number[], left: number) =>
  list.includes(left) ? list.filter((one) => one !== left) : list

/** Children of a variable in the member. */
const effectsOf = ({ member, children, neighbours }: EssentialGraph, v: number): number[] => [
  ...children[v],
  ...neighbours[v].filter((other) => member[other].includes(v)),
]

type Draft = Pick<EssentialGraph, 'size' | 'targets' | 'member'> & {
  readonly [part in 'parents' | 'children' | 'neighbours']: (readonly number[])[]
}

/**
 * Decides anew which edges into the stale variables all members share, causes before effects. Whether an edge into y is
 * shared depends only on edges into y and its parents, so that effects are looked at again only where something changed.
 * Changes the draft and adds to both sets.
 */
function relabel(draft: Draft, stale: Set<number>, touched: Set<number>): void {
  const { member, parents, children, neighbours } = draft
  for (const y of causesFirst(member)) {
    if (!stale.has(y)) continue
    const shared = sharedParents(draft, y)
    let changed = false
    for (const x of member[y]) {
      const isShared = shared.includes(x)
      if (isShared === parents[y].includes(x)) continue
      changed = true
      touched.add(x).add(y)
      parents[y] = isShared ? [...parents[y], x] : without(parents[y], x)
      children[x] = isShared ? [...children[x], y] : without(children[x], y)
      neighbours[x] = isShared ? without(neighbours[x], y) : [...neighbours[x], y]
      neighbours[y] = isShared ? without(neighbours[y], x) : [...neighbours[y], x]
    }
    if (changed) for (const effect of effectsOf(draft, y)) stale.add(effect)
  }
}

/**
 * Parents of y in every member of the class: those whose arrow is strongly protected (Andersson, Madigan & Perlman
 * 1997, definition 3.3) or has an end that was set (Hauser & Buehlmann 2012, definition 14).
 */
function sharedParents(graph: EssentialGraph, y: number): number[] {
  const { member, parents, neighbours, targets } = graph
  const all = member[y]
  const shared: number[] = []
  let open: number[] = []
  for (const x of all) {
    const isShared =
      targets[x] === 1 ||
      targets[y] === 1 ||
      // (a) c -> x -> y with c and y not adjacent.
      parents[x].some((cause) => !all.includes(cause)) ||
      // (b) x -> y <- c with x and c not adjacent.
      all.some((other) => other !== x && !adjacentIn(graph, x, other))
    if (isShared) shared.push(x)
    else open.push(x)
  }
  for (let found = true; found && open.length > 0;) {
    const still = open.filter((x) => {
      // (c) x -> c -> y.
      if (shared.some((middle) => parents[middle].includes(x))) return false
      // (d) x -- c -> y and x -- d -> y with c and d not adjacent.
      const middles = shared.filter((middle) => neighbours[x].includes(middle))
      return isClique(middles, (a, b) => adjacentIn(graph, a, b))
    })
    found = still.length < open.length
    for (const x of open) if (!still.includes(x)) shared.push(x)
    open = still
  }
  return shared
}

/** Variables of a DAG, parents before children. */
function causesFirst(member: Lists): number[] {
  const order: number[] = []
  const seen = new Uint8Array(member.length)
  const open: number[] = []
  for (let start = 0; start < member.length; start++) {
    if (seen[start] === 0) open.push(start)
    while (open.length > 0) {
      const v = open.at(-1)!
      if (seen[v] === 0) {
        seen[v] = 1
        for (const parent of member[v]) if (seen[parent] === 0) open.push(parent)
        continue
      }
      open.pop()
      if (seen[v] === 2) continue
      seen[v] = 2
      order.push(v)
    }
  }
  return order
}
