import { ARROW, TAIL, type IndexGraph } from './index-graph'
import { unitFlow } from './unit-flow'

/**
 * The rank that the covariances of `left` with `right` have in almost every linear model of a DAG or ADMG: the largest
 * number of treks from the one to the other of which no two share a vertex on their left or on their right sides. A
 * trek goes against arrows, turns at its top or passes a bidirected edge, and then follows arrows. Sullivant, Talaska &
 * Draisma, Annals of Statistics 38, 2010, theorem 2.8; as a flow through a left and a right copy of every vertex.
 */
export function trekRank(
  { count, incidence }: IndexGraph,
  left: readonly number[],
  right: readonly number[],
): number {
  const { offsets, other, markHere, markThere } = incidence
  const from: number[] = []
  const to: number[] = []
  const join = (start: number, end: number) => {
    from.push(start)
    to.push(end)
  }
  // Each copy is entered at one node and left at the next, so that one trek at most passes it.
  const intoLeft = (v: number) => 2 * v
  const outOfLeft = (v: number) => 2 * v + 1
  const intoRight = (v: number) => 2 * (count + v)
  const outOfRight = (v: number) => 2 * (count + v) + 1
  const [source, sink] = [4 * count, 4 * count + 1]
  for (let v = 0; v < count; v++) {
    join(intoLeft(v), outOfLeft(v))
    join(intoRight(v), outOfRight(v))
    join(outOfLeft(v), intoRight(v))
    for (let slot = offsets[v]; slot < offsets[v + 1]; slot++) {
      const w = other[slot]
      if (markHere[slot] === ARROW && markThere[slot] === TAIL) join(outOfLeft(v), intoLeft(w))
      if (markHere[slot] === ARROW && markThere[slot] === ARROW) join(outOfLeft(v), intoRight(w))
      if (markHere[slot] === TAIL && markThere[slot] === ARROW) join(outOfRight(v), intoRight(w))
    }
  }
  for (const v of left) join(source, intoLeft(v))
  for (const v of right) join(outOfRight(v), sink)
  return unitFlow(4 * count + 2, { from, to }, source, sink)
}
