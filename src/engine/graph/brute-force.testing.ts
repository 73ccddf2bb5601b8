import { ancestors } from './ancestors'
import type { CausalGraph, Edge, EdgeId, VariableId } from './graph'
import { edgeId } from './graph'

export interface SimplePath {
  readonly variables: readonly VariableId[]
  readonly edges: readonly Edge[]
}

/** All paths without repeated vertices from a to b, by plain enumeration. */
export function simplePaths(graph: CausalGraph, a: VariableId, b: VariableId): SimplePath[] {
  const found: SimplePath[] = []
  const extend = (variables: VariableId[], edges: Edge[]) => {
    const last = variables.at(-1)!
    if (last === b) {
      found.push({ variables: [...variables], edges: [...edges] })
      return
    }
    for (const edge of graph.edges) {
      if (edge.from !== last && edge.to !== last) continue
      const next = edge.from === last ? edge.to : edge.from
      if (variables.includes(next)) continue
      extend([...variables, next], [...edges, edge])
    }
  }
  extend([a], [])
  return found
}

const markAt = (edge: Edge, id: VariableId) => (edge.from === id ? edge.markFrom : edge.markTo)

/** The definition of m-separation, word by word. */
export function isOpen(graph: CausalGraph, path: SimplePath, z: readonly VariableId[]): boolean {
  const openers = new Set(ancestors(graph, z))
  return path.variables.slice(1, -1).every((id, at) => {
    const collider = markAt(path.edges[at], id) === 'arrow' && markAt(path.edges[at + 1], id) === 'arrow'
    return collider ? openers.has(id) : !z.includes(id)
  })
}

export const isCausalPath = (path: SimplePath): boolean =>
  path.edges.every((edge, at) => markAt(edge, path.variables[at]) === 'tail')

export const without = (graph: CausalGraph, removed: readonly EdgeId[]): CausalGraph => ({
  ...graph,
  edges: graph.edges.filter((edge) => !removed.includes(edgeId(edge))),
})

export function subsets<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((all, item) => [...all, ...all.map((set) => [...set, item])], [[]])
}
