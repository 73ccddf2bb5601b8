/**
 * The largest flow from `source` to `sink` when every arc carries at most one, by shortest augmenting paths (Edmonds &
 * Karp, Journal of the ACM 19, 1972). Arcs go from `from[i]` to `to[i]`.
 */
export function unitFlow(
  nodes: number,
  { from, to }: { from: readonly number[]; to: readonly number[] },
  source: number,
  sink: number,
): number {
  // Arc i and its reverse are the entries 2i and 2i + 1.
  const arcsOf: number[][] = Array.from({ length: nodes }, () => [])
  const free = new Uint8Array(2 * from.length)
  from.forEach((start, arc) => {
    free[2 * arc] = 1
    arcsOf[start].push(2 * arc)
    arcsOf[to[arc]].push(2 * arc + 1)
  })
  const endOf = (entry: number) => (entry % 2 === 0 ? to : from)[entry >> 1]
  const cameBy = new Int32Array(nodes)
  const augment = (): boolean => {
    cameBy.fill(-1)
    const queue = [source]
    for (const node of queue)
      for (const entry of arcsOf[node]) {
        const next = endOf(entry)
        if (!free[entry] || next === source || cameBy[next] >= 0) continue
        cameBy[next] = entry
        if (next !== sink) {
          queue.push(next)
          continue
        }
        for (let at = sink; at !== source; at = endOf(cameBy[at] ^ 1)) {
          free[cameBy[at]] = 0
          free[cameBy[at] ^ 1] = 1
        }
        return true
      }
    return false
  }
  let flow = 0
  while (augment()) flow++
  return flow
}
