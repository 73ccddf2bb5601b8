import { cliquesAmong } from './cliques'
import { adjacentIn, withMember } from './essential-graph'
import { memberWithFirst } from './members'
import { aroundTouched, SMALLEST_GAIN, type Move, type MoveKind } from './moves'

/**
 * Delete(x, y, H) of Chickering (2002, "Optimal structure identification with greedy search", JMLR 3, definition 13,
 * theorem 17), with `given` = NA(y, x) without H; on interventional classes proposition 29 of Hauser & Buehlmann (2012).
 */
export const deletions: MoveKind = {
  at(graph, y, { score, knowledge }) {
    const { size } = graph
    const adjacent = (a: number, b: number) => adjacentIn(graph, a, b)
    const found: Move[] = []
    for (const x of [...graph.parents[y], ...graph.neighbours[y]]) {
      if (knowledge.required[x * size + y] || knowledge.required[y * size + x]) continue
      const parents = graph.parents[y].filter((parent) => parent !== x)
      const shared = graph.neighbours[y].filter((other) => other !== x && adjacent(other, x))
      for (const given of cliquesAmong(shared, adjacent)) {
        const others = [...parents, ...given]
        const gain = score.score(y, others) - score.score(y, [...others, x])
        if (gain > SMALLEST_GAIN) found.push({ x, y, given, gain })
      }
    }
    return found
  },

  make(graph, { x, y, given }) {
    const isUndirected = graph.neighbours[y].includes(x)
    const member = memberWithFirst(graph, isUndirected ? [...given, x, y] : [...given, y])
    if (!member) return null
    member[y] = member[y].filter((parent) => parent !== x)
    return withMember(graph, member, [x, y])
  },

  affected: aroundTouched,
}
