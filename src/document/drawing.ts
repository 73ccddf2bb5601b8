import { canonicalEdge, edgeId, type Edge, type EdgeId } from '../engine/graph/graph'
import type { GraphEntry } from './project'

type Bends = GraphEntry['bends']

/**
 * The entry without what belongs to variables and edges that are gone: bends, places, members of groups, and
 * groups without members. The same object when nothing is left over.
 */
export function withoutOrphans(entry: GraphEntry): GraphEntry {
  const { graph, bends, groups, layout } = entry
  const ids = new Set<string>(graph.variables.map((variable) => variable.id))
  const bent = Object.keys(bends)
  const edges = bent.length === 0 ? new Set<string>() : new Set<string>(graph.edges.map(edgeId))
  const bendsKept = bent.every((id) => edges.has(id))
  const groupsKept = groups.every((group) => group.members.length > 0 && group.members.every(idsHave(ids)))
  const placesKept = Object.keys(layout).every(idsHave(ids))
  if (bendsKept && groupsKept && placesKept) return entry
  return {
    ...entry,
    bends: bendsKept ? bends : only(bends, edges),
    groups: groupsKept
      ? groups
      : groups
          .map((group) => ({ ...group, members: group.members.filter(idsHave(ids)) }))
          .filter((group) => group.members.length > 0),
    layout: placesKept ? layout : only(layout, ids),
  }
}

const idsHave = (ids: ReadonlySet<string>) => (id: string) => ids.has(id)

const only = <T>(record: Readonly<Record<string, T>>, ids: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(record).filter(([id]) => ids.has(id)))

/**
 * The bends after one edge has taken the place of another between the same two variables: the line stays where
 * it is drawn. A bend counts from the edge's own direction, so a turned edge bends to the other side of it.
 */
export function carryBend(bends: Bends, old: Edge, by: Edge): Bends {
  const { [edgeId(old)]: bend, ...rest } = bends
  const id: EdgeId = edgeId(by)
  if (bend === undefined || rest[id] !== undefined) return rest
  const turned = canonicalEdge(old).from !== canonicalEdge(by).from
  return { ...rest, [id]: turned ? 0 - bend : bend }
}
