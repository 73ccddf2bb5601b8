import { isUndirected, type CausalGraph } from './graph'
import { indexGraph } from './index-graph'

type Neighbours = readonly ReadonlySet<number>[]

/**
 * The number of DAGs in the equivalence class of a CPDAG, exactly. The undirected components are chordal and count
 * independently; each is counted by the cliques that may come first: Wienöbst, Bannach & Liśkiewicz, Polynomial-time
 * algorithms for counting and sampling Markov equivalent DAGs, JMLR 24(213), 2023 (Clique-Picking).
 */
export function countMembers(cpdag: CausalGraph): bigint {
  const { count, indexOf } = indexGraph(cpdag)
  const neighbours = Array.from({ length: count }, () => new Set<number>())
  for (const edge of cpdag.edges) {
    if (!isUndirected(edge)) continue
    const [a, b] = [indexOf.get(edge.from)!, indexOf.get(edge.to)!]
    neighbours[a].add(b)
    neighbours[b].add(a)
  }
  const known = new Map<string, bigint>()
  return componentsOf(neighbours, [...neighbours.keys()]).reduce(
    (total, component) => total * countOrientations(neighbours, component, known),
    1n,
  )
}

function componentsOf(neighbours: Neighbours, vertices: readonly number[]): number[][] {
  const left = new Set(vertices)
  const found: number[][] = []
  while (left.size > 0) {
    const [root] = left
    left.delete(root)
    const component = [root]
    for (const vertex of component)
      for (const other of neighbours[vertex]) if (left.delete(other)) component.push(other)
    found.push(component.toSorted((a, b) => a - b))
  }
  return found
}

/** Acyclic orientations without colliders of unjoined parents, of a connected chordal graph. */
function countOrientations(
  neighbours: Neighbours,
  component: readonly number[],
  known: Map<string, bigint>,
): bigint {
  if (component.length <= 2) return BigInt(component.length)
  const key = component.join(' ')
  const earlier = known.get(key)
  if (earlier !== undefined) return earlier
  const tree = cliqueTree(neighbours, component)
  let total = 0n
  for (const [at, { clique }] of tree.entries()) {
    const prefixes = forbiddenPrefixes(tree, at)
    let ways = permutationsAvoiding(clique.size, prefixes)
    for (const part of partsAfter(neighbours, component, clique))
      ways *= countOrientations(neighbours, part, known)
    total += ways
  }
  known.set(key, total)
  return total
}

interface TreeClique {
  readonly clique: ReadonlySet<number>
  /** Position of the clique it hangs on; -1 for the root. */
  readonly parent: number
}

/** A rooted clique tree from a maximum cardinality search (Blair & Peyton 1993). */
function cliqueTree(neighbours: Neighbours, component: readonly number[]): TreeClique[] {
  const inside = new Set(component)
  const weight = new Map(component.map((vertex) => [vertex, 0]))
  const cliqueOf = new Map<number, number>()
  const order = new Map<number, number>()
  const tree: { clique: Set<number>; parent: number }[] = []
  let before = -1
  while (weight.size > 0) {
    const next = [...weight].reduce((best, entry) => (entry[1] > best[1] ? entry : best))
    const [vertex, seen] = next
    weight.delete(vertex)
    const earlier = [...neighbours[vertex]].filter((other) => inside.has(other) && order.has(other))
    if (seen <= before || tree.length === 0) {
      const last = earlier.reduce<number | null>(
        (latest, other) => (latest === null || order.get(other)! > order.get(latest)! ? other : latest),
        null,
      )
      tree.push({ clique: new Set(earlier), parent: last === null ? -1 : cliqueOf.get(last)! })
    }
    tree.at(-1)!.clique.add(vertex)
    cliqueOf.set(vertex, tree.length - 1)
    order.set(vertex, order.size)
    before = seen
    for (const other of neighbours[vertex]) if (weight.has(other)) weight.set(other, weight.get(other)! + 1)
  }
  return tree
}

/** Sizes, ascending, of the separators on the way from the root that lie within the clique (definition 3 there). */
function forbiddenPrefixes(tree: readonly TreeClique[], at: number): number[] {
  const { clique } = tree[at]
  const sizes = new Set<number>()
  for (let child = at; tree[child].parent >= 0; child = tree[child].parent) {
    const above = tree[tree[child].parent].clique
    const separator = [...tree[child].clique].filter((vertex) => above.has(vertex))
    if (separator.every((vertex) => clique.has(vertex))) sizes.add(separator.length)
  }
  return [...sizes].toSorted((a, b) => a - b)
}

/** Permutations of a clique in which none of the nested prefixes comes first as a whole (proposition 3 there). */
function permutationsAvoiding(size: number, prefixes: readonly number[]): bigint {
  const ways: bigint[] = []
  const upTo = (length: number, below: number): bigint =>
    prefixes
      .slice(0, below)
      .reduce((left, prefix, i) => left - factorial(length - prefix) * ways[i], factorial(length))
  prefixes.forEach((prefix, i) => ways.push(upTo(prefix, i)))
  return upTo(size, prefixes.length)
}

function factorial(of: number): bigint {
  let product = 1n
  for (let factor = 2; factor <= of; factor++) product *= BigInt(factor)
  return product
}

/**
 * What is left undirected once the clique comes first: components met in a search that starts with the clique and
 * refines a partition by neighbours (algorithm 1 there).
 */
function partsAfter(
  neighbours: Neighbours,
  component: readonly number[],
  clique: ReadonlySet<number>,
): number[][] {
  const parts: number[][] = []
  const settled = new Set<number>()
  let partition = [[...clique], component.filter((vertex) => !clique.has(vertex))].filter(
    (block) => block.length > 0,
  )
  while (partition.length > 0) {
    const [first] = partition
    const [vertex] = first
    if (!settled.has(vertex) && !clique.has(vertex)) {
      for (const other of first) settled.add(other)
      parts.push(...componentsOf(within(neighbours, first), first))
    }
    partition = partition
      .map((block, i) => (i === 0 ? block.slice(1) : block))
      .flatMap((block) => [
        block.filter((other) => neighbours[vertex].has(other)),
        block.filter((other) => !neighbours[vertex].has(other)),
      ])
      .filter((block) => block.length > 0)
  }
  return parts
}

/** The neighbourhoods cut down to these vertices. */
function within(neighbours: Neighbours, vertices: readonly number[]): Neighbours {
  const inside = new Set(vertices)
  return neighbours.map((set, vertex) =>
    inside.has(vertex) ? new Set([...set].filter((other) => inside.has(other))) : new Set<number>(),
  )
}
