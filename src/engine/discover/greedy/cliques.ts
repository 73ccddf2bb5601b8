/** Sets that are listed for one list of vertices; lists with more complete subsets are rare and cut here, small sets first. */
const MOST_SETS = 1024

/**
 * All subsets of `vertices` whose members are pairwise adjacent, the empty one first, then by size.
 *
 * cliquesAmong([1, 2, 3], onlyJoins1And2) = [[], [1], [2], [3], [1, 2]]
 */
export function cliquesAmong(
  vertices: readonly number[],
  adjacent: (a: number, b: number) => boolean,
): number[][] {
  const found: number[][] = [[]]
  // next[k]: position of the first vertex that may still join found[k].
  const next = [0]
  for (let k = 0; k < found.length; k++) {
    for (let at = next[k]; at < vertices.length; at++) {
      if (found.length === MOST_SETS) return found
      if (!found[k].every((member) => adjacent(member, vertices[at]))) continue
      found.push([...found[k], vertices[at]])
      next.push(at + 1)
    }
  }
  return found
}

export const isClique = (vertices: readonly number[], adjacent: (a: number, b: number) => boolean): boolean =>
  vertices.every((a, k) => vertices.every((b, m) => m <= k || adjacent(a, b)))
