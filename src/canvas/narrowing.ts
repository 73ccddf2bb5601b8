import { ancestorSet, descendantSet } from '../engine/graph/ancestors'
import type { CausalGraph, VariableId } from '../engine/graph/graph'
import {
  indexGraph,
  variablesOf,
  vertexSet,
  type IndexGraph,
  type VertexSet,
} from '../engine/graph/index-graph'
import type { VariableRole } from '../engine/identify/answer'
import type { Narrowing, NarrowingRole } from '../stores/view'

/** The sides of the question, and what its answer says of each variable. */
export interface Asked {
  readonly exposures: readonly VariableId[]
  readonly outcomes: readonly VariableId[]
  readonly roles: Readonly<Record<VariableId, VariableRole>> | null
}

function withinSteps(index: IndexGraph, start: VertexSet, steps: number): VertexSet {
  const { offsets, other } = index.incidence
  const reached = start.slice()
  let front = [...start.keys()].filter((v) => start[v])
  for (let step = 0; step < steps; step++) {
    const next: number[] = []
    for (const v of front)
      for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
        if (reached[other[slot]]) continue
        reached[other[slot]] = 1
        next.push(other[slot])
      }
    front = next
  }
  return reached
}

function inScope(index: IndexGraph, { scope, of, steps }: Narrowing, asked: Asked): VertexSet {
  const start = vertexSet(index, of)
  if (scope === 'neighbourhood') return withinSteps(index, start, steps)
  if (scope === 'causes') return ancestorSet(index, start)
  if (scope === 'effects') return descendantSet(index, start)
  if (scope === 'paths') {
    const below = descendantSet(index, vertexSet(index, asked.exposures))
    const above = ancestorSet(index, vertexSet(index, asked.outcomes))
    return below.map((reached, v) => reached & above[v])
  }
  return new Uint8Array(index.count).fill(1)
}

function roleOf(latent: boolean, role: VariableRole | undefined): NarrowingRole {
  if (latent) return 'hidden'
  if (role === 'exposure' || role === 'outcome' || role === undefined) return 'other'
  return role
}

/**
 * The variables that a narrowed view shows. Null when nothing is narrowed, or when what it was narrowed to is
 * gone: then the view shows everything.
 */
export function shownBy(
  graph: CausalGraph,
  narrowing: Narrowing | null,
  asked: Asked,
): ReadonlySet<VariableId> | null {
  if (!narrowing) return null
  const index = indexGraph(graph)
  const shown = new Set(variablesOf(index, inScope(index, narrowing, asked)))
  if (shown.size === 0) return null
  if (narrowing.roles.length > 0) {
    const always = new Set<VariableId>([...asked.exposures, ...asked.outcomes, ...narrowing.of])
    for (const { id, latent } of graph.variables)
      if (!always.has(id) && !narrowing.roles.includes(roleOf(latent === true, asked.roles?.[id])))
        shown.delete(id)
  }
  return shown
}
