import { isBidirected, type CausalGraph, type VariableId } from '../../graph/graph'

type Ids = ReadonlySet<VariableId>

const minus = (a: Ids, b: Ids): Ids => new Set([...a].filter((id) => !b.has(id)))
const within = (a: Ids, b: Ids): Ids => new Set([...a].filter((id) => b.has(id)))

function ancestorsOf(graph: CausalGraph, of: Ids, inside: Ids, uncaused: Ids): Ids {
  const found = new Set(of)
  for (let grown = true; grown;) {
    grown = false
    for (const edge of graph.edges) {
      if (isBidirected(edge) || !found.has(edge.to) || uncaused.has(edge.to)) continue
      if (!inside.has(edge.from) || found.has(edge.from)) continue
      found.add(edge.from)
      grown = true
    }
  }
  return found
}

export function componentsOf(graph: CausalGraph, inside: Ids): Ids[] {
  const left = new Set(inside)
  const found: Ids[] = []
  while (left.size > 0) {
    const [first] = left
    const component = new Set([first])
    for (let grown = true; grown;) {
      grown = false
      for (const edge of graph.edges) {
        if (!isBidirected(edge) || !inside.has(edge.from) || !inside.has(edge.to)) continue
        if (component.has(edge.from) === component.has(edge.to)) continue
        component.add(edge.from).add(edge.to)
        grown = true
      }
    }
    for (const id of component) left.delete(id)
    found.push(component)
  }
  return found
}

const same = (a: Ids, b: Ids) => a.size === b.size && [...a].every((id) => b.has(id))

/** The verdict of ID as printed in Shpitser & Pearl, AAAI 2006, figure 3: lines 1 to 7, no formulas. */
export function isIdentifiableByRecursion(graph: CausalGraph, y: Ids, x: Ids, v: Ids): boolean {
  if (x.size === 0) return true
  const ancestral = ancestorsOf(graph, y, v, new Set())
  if (!same(ancestral, v)) return isIdentifiableByRecursion(graph, y, within(x, ancestral), ancestral)
  const idle = minus(minus(v, x), ancestorsOf(graph, y, v, x))
  if (idle.size > 0) return isIdentifiableByRecursion(graph, y, new Set([...x, ...idle]), v)
  const components = componentsOf(graph, minus(v, x))
  if (components.length > 1)
    return components.every((part) => isIdentifiableByRecursion(graph, part, minus(v, part), v))
  const all = componentsOf(graph, v)
  if (all.length === 1) return false
  const [only] = components
  if (all.some((part) => same(part, only))) return true
  const larger = all.find((part) => [...only].every((id) => part.has(id)))!
  return isIdentifiableByRecursion(graph, y, within(x, larger), larger)
}

/**
 * The property that makes (outer, inner) a hedge for P(y | do(x)) (Shpitser & Pearl, JMLR 9, 2008, definition 6): both
 * joined by bidirected edges, the inner without and the outer with treatments, everything leading to the roots in
 * inner within its own set, and the inner ancestors of the outcomes once the treatments are set.
 */
export function isHedge(graph: CausalGraph, y: Ids, x: Ids, outer: Ids, inner: Ids): boolean {
  const all = new Set(graph.variables.map((variable) => variable.id))
  const roots = new Set(
    [...inner].filter(
      (id) => !graph.edges.some((edge) => !isBidirected(edge) && edge.from === id && inner.has(edge.to)),
    ),
  )
  return (
    [...inner].every((id) => outer.has(id)) &&
    within(x, inner).size === 0 &&
    within(x, outer).size > 0 &&
    componentsOf(graph, inner).length === 1 &&
    componentsOf(graph, outer).length === 1 &&
    same(ancestorsOf(graph, roots, inner, new Set()), inner) &&
    same(ancestorsOf(graph, roots, outer, new Set()), outer) &&
    [...roots].every((id) => ancestorsOf(graph, y, all, x).has(id))
  )
}
