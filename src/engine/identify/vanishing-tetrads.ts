import { fail, type Result } from '../../base/result'
import { isBidirected, isDirected, nameOf, type CausalGraph, type VariableId } from '../graph/graph'
import { indexGraph, vertexSet } from '../graph/index-graph'
import { reachable, walkRules } from '../graph/reachability'
import { separationGraph } from '../graph/separation'
import { topologicalVertices } from '../graph/topological'

/** cov(i, k) cov(j, l) = cov(i, l) cov(j, k) for `left` = (i, j) and `right` = (k, l). */
export interface Tetrad {
  readonly left: readonly [VariableId, VariableId]
  readonly right: readonly [VariableId, VariableId]
}

/**
 * The tetrads among `measured` that vanish for every choice of coefficients when all causes act linearly, and that no
 * independence with at most one variable given explains already. One step a `left` pair, with its tetrads; each once.
 *
 * All treks between the two sides pass one variable on one side: Spirtes, Glymour & Scheines 2000, section 6.6;
 * Sullivant, Talaska & Draisma, Annals of Statistics 38, 2010, theorem 2.8. Problems: a cycle, a graph other than DAG
 * or ADMG, selected variables (conditioning is not linear in the coefficients).
 */
export function vanishingTetrads(
  graph: CausalGraph,
  measured: readonly VariableId[],
): Result<Generator<readonly Tetrad[]>> {
  if (graph.kind === 'pag')
    return fail('undecided-marks', 'Tetrads cannot be read off a graph with circle marks.')
  const readable = separationGraph(graph)
  if (!readable.ok) return readable
  if (!readable.value.edges.every((edge) => isDirected(edge) || isBidirected(edge)))
    return fail('undirected-edges', 'Tetrads are read off directed and bidirected edges only.')
  const selected = graph.variables.find((variable) => variable.selected)
  if (selected)
    return fail('selection', `The sample was drawn by ${selected.name}: tetrads need not vanish in it.`, {
      name: nameOf(graph, selected.id),
    })
  return { ok: true, value: list(readable.value, measured) }
}

/** Which tetrads vanish in every linear model of a DAG or ADMG, whatever explains them. */
export function createVanishing(graph: CausalGraph): (tetrad: Tetrad) => boolean {
  const treks = trekGraph(graph)
  const known = new Map<string, ReturnType<typeof chokePoints>>()
  return ({ left: [i, j], right: [k, l] }) => {
    const key = JSON.stringify([i, j])
    const chokes = known.get(key) ?? chokePoints(treks, i, j)
    known.set(key, chokes)
    return chokes.between(k, l) !== null
  }
}

function* list(graph: CausalGraph, measured: readonly VariableId[]): Generator<readonly Tetrad[]> {
  const treks = trekGraph(graph)
  const explained = createExplained(graph)
  for (const [at, i] of measured.entries())
    for (const j of measured.slice(at + 1)) {
      const chokes = chokePoints(treks, i, j)
      const explainedBeside = explained([i, j])
      const found: Tetrad[] = []
      for (const [other, k] of measured.entries())
        for (const l of measured.slice(other + 1)) {
          // The same tetrad has its sides exchanged once: the side with the earliest variable counts as left.
          if (other <= at || k === j || l === j) continue
          const shared = chokes.between(k, l)
          if (shared === null) continue
          if (!explainedBeside([k, l], shared)) found.push({ left: [i, j], right: [k, l] })
        }
      yield found
    }
}

/**
 * Treks as directed paths: up from an effect to its causes in one copy of the graph, down in another. Node v is the
 * upward copy, v + count the downward one; vertices beyond the graph's stand for hidden causes of bidirected edges.
 */
interface TrekGraph {
  readonly count: number
  readonly indexOf: ReadonlyMap<VariableId, number>
  readonly ids: readonly VariableId[]
  /** Nodes, each after all that lead to it. */
  readonly order: readonly number[]
  /** Of each node, those that lead to it. */
  readonly before: readonly (readonly number[])[]
}

function trekGraph(graph: CausalGraph): TrekGraph {
  const index = indexGraph(graph)
  const topological = [...topologicalVertices(index)!]
  const ties = graph.edges.filter(isBidirected)
  const count = index.count + ties.length
  const before: number[][] = Array.from({ length: 2 * count }, () => [])
  const join = (cause: number, effect: number) => {
    before[cause].push(effect)
    before[effect + count].push(cause + count)
  }
  for (let v = 0; v < index.count; v++)
    for (let slot = index.children.offsets[v]; slot < index.children.offsets[v + 1]; slot++)
      join(v, index.children.items[slot])
  ties.forEach(({ from, to }, tie) => {
    join(index.count + tie, index.indexOf.get(from)!)
    join(index.count + tie, index.indexOf.get(to)!)
  })
  for (let v = 0; v < count; v++) before[v + count].push(v)
  const causesFirst = [...ties.map((_, tie) => index.count + tie), ...topological]
  const order = [...causesFirst.toReversed(), ...causesFirst.map((v) => v + count)]
  return { count, indexOf: index.indexOf, ids: index.ids, order, before }
}

/** The variables that all treks from i or j to both k and l pass; null where there is no such single place. */
function chokePoints({ count, indexOf, ids, order, before }: TrekGraph, i: VariableId, j: VariableId) {
  // Immediate dominators from a root above i and j; one sweep is enough without cycles (Cooper, Harvey & Kennedy 2001).
  const ROOT = 2 * count
  const dominator = new Int32Array(2 * count + 1).fill(-1)
  const depth = new Int32Array(2 * count + 1)
  dominator[ROOT] = ROOT
  const meet = (a: number, b: number): number => {
    while (a !== b) {
      if (depth[a] >= depth[b]) a = dominator[a]
      else b = dominator[b]
    }
    return a
  }
  const [first, second] = [indexOf.get(i)!, indexOf.get(j)!]
  for (const node of order) {
    let nearest = node === first || node === second ? ROOT : -1
    for (const source of before[node]) {
      if (dominator[source] < 0) continue
      nearest = nearest < 0 ? source : meet(nearest, source)
    }
    if (nearest < 0) continue
    dominator[node] = nearest
    depth[node] = depth[nearest] + 1
  }
  return {
    between(k: VariableId, l: VariableId): VariableId[] | null {
      const [a, b] = [indexOf.get(k)! + count, indexOf.get(l)! + count]
      // No trek at all: a covariance is zero on each side of the equation, or the pair is cut off.
      if (dominator[a] < 0 || dominator[b] < 0) return []
      const shared: VariableId[] = []
      let node = meet(a, b)
      if (node === ROOT) return null
      for (; node !== ROOT; node = dominator[node])
        if (node % count < ids.length) shared.push(ids[node % count])
      return shared
    },
  }
}

/** Is the tetrad no news: are the sides independent, at most one of the choke points given? */
function createExplained(graph: CausalGraph) {
  const index = indexGraph(graph)
  const { indexOf, latent } = index
  const nothing = walkRules(index, new Uint8Array(index.count))
  const rulesGiven = remembered((id) => walkRules(index, vertexSet(index, [id])))
  const connectedTo = remembered((id) => reachable(index, vertexSet(index, [id]), nothing))
  return ([i, j]: Tetrad['left']) => {
    const reachedGiven = remembered((given) =>
      reachable(
        index,
        vertexSet(
          index,
          [i, j].filter((id) => id !== given),
        ),
        rulesGiven(given),
      ),
    )
    const isZero = (reached: Uint8Array, id: VariableId) => !reached[indexOf.get(id)!]
    const [fromI, fromJ] = [connectedTo(i), connectedTo(j)]
    return ([k, l]: Tetrad['right'], chokes: readonly VariableId[]): boolean => {
      // Either product has a factor that is zero whatever the coefficients.
      if ((isZero(fromI, k) || isZero(fromJ, l)) && (isZero(fromI, l) || isZero(fromJ, k))) return true
      return chokes.some((given) => {
        if (latent[indexOf.get(given)!]) return false
        const reached = reachedGiven(given)
        return [k, l].every((id) => id === given || isZero(reached, id))
      })
    }
  }
}

function remembered<Value>(make: (id: VariableId) => Value): (id: VariableId) => Value {
  const known = new Map<VariableId, Value>()
  return (id) => {
    const value = known.get(id) ?? make(id)
    known.set(id, value)
    return value
  }
}
