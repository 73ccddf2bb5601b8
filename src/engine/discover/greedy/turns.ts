import { cliquesAmong } from './cliques'
import { adjacentIn, adjacentTo, withMember } from './essential-graph'
import { memberWithFirst } from './members'
import { aroundTouched, SMALLEST_GAIN, type Move, type MoveKind } from './moves'

/**
 * Turns y -> x or y -- x into x -> y (Hauser & Buehlmann 2012, "Characterization and greedy learning of interventional
 * Markov equivalence classes of directed acyclic graphs", JMLR 13, propositions 31 and 34), with `given` = C there.
 */
export const turns: MoveKind = {
  at(graph, y, { score, knowledge }) {
    const { size, parents, neighbours } = graph
    const adjacent = (a: number, b: number) => adjacentIn(graph, a, b)
    const found: Move[] = []
    for (const x of [...graph.children[y], ...neighbours[y]]) {
      if (knowledge.required[y * size + x] || knowledge.forbidden[x * size + y]) continue
      const isUndirected = neighbours[y].includes(x)
      const others = neighbours[y].filter((other) => other !== x)
      const shared = others.filter((other) => adjacent(other, x))
      for (const given of cliquesAmong(others, adjacent)) {
        const allShared = shared.every((other) => given.includes(other))
        // An undirected edge turns to no other class unless a new unshielded collider comes about.
        if (isUndirected ? given.every((other) => shared.includes(other)) : !allShared) continue
        const causes = [...parents[y], ...given]
        if (causes.length >= score.mostParents(y)) continue
        const stay = isUndirected
          ? [...parents[x], ...given.filter((other) => shared.includes(other))]
          : parents[x].filter((parent) => parent !== y)
        const gain =
          score.score(y, [...causes, x]) -
          score.score(y, causes) +
          score.score(x, stay) -
          score.score(x, [...stay, y])
        if (gain > SMALLEST_GAIN) found.push({ x, y, given, gain })
      }
    }
    return found
  },

  make(graph, { x, y, given }) {
    const isUndirected = graph.neighbours[y].includes(x)
    const around = memberWithFirst(graph, isUndirected ? [...given, y, x] : [...given, y])
    if (!around) return null
    const member = isUndirected ? around : memberWithFirst({ ...graph, member: around }, [x])
    if (!member) return null
    member[x] = member[x].filter((parent) => parent !== y)
    if (isAncestor(member, y, x)) return null
    member[y] = [...member[y], x]
    return withMember(graph, member, [x, y])
  },

  affected(change) {
    const affected = aroundTouched(change)
    for (const v of change.touched) for (const other of adjacentTo(change.graph, v)) affected.add(other)
    return affected
  },
}

function isAncestor(member: readonly (readonly number[])[], cause: number, of: number): boolean {
  const seen = new Set([of])
  for (const v of seen) for (const parent of member[v]) seen.add(parent)
  return seen.has(cause)
}
