/**
 * The biconnected components of an undirected graph (Hopcroft & Tarjan 1973, Algorithm 447): two edges share one when a
 * cycle without repeated variables runs through both. Every variable that lies on a path between two joined ones
 * lies in the component of their edge.
 *
 * @returns for each component its variables; `of` gives the component of the edge between two joined variables
 */
export function blocksOf(joined: readonly (readonly number[])[]): {
  readonly blocks: readonly (readonly number[])[]
  of(a: number, b: number): readonly number[]
} {
  const size = joined.length
  const entered = new Int32Array(size).fill(-1)
  const lowest = new Int32Array(size)
  const nextNeighbour = new Int32Array(size)
  const parent = new Int32Array(size).fill(-1)
  const blockOf = new Map<number, number>()
  const blocks: number[][] = []
  const openEdges: number[] = []
  const key = (a: number, b: number) => (a < b ? a * size + b : b * size + a)
  let clock = 0

  const closeBlock = (upTo: number) => {
    const members = new Set<number>()
    for (let edge = openEdges.pop()!; ; edge = openEdges.pop()!) {
      blockOf.set(edge, blocks.length)
      members.add(Math.floor(edge / size)).add(edge % size)
      if (edge === upTo) break
    }
    blocks.push([...members].toSorted((a, b) => a - b))
  }

  for (let root = 0; root < size; root++) {
    if (entered[root] >= 0) continue
    const path = [root]
    entered[root] = lowest[root] = clock++
    while (path.length > 0) {
      const v = path.at(-1)!
      if (nextNeighbour[v] < joined[v].length) {
        const w = joined[v][nextNeighbour[v]++]
        if (w === parent[v]) continue
        if (entered[w] < 0) {
          parent[w] = v
          entered[w] = lowest[w] = clock++
          openEdges.push(key(v, w))
          path.push(w)
        } else if (entered[w] < entered[v]) {
          openEdges.push(key(v, w))
          lowest[v] = Math.min(lowest[v], entered[w])
        }
        continue
      }
      path.pop()
      const above = parent[v]
      if (above < 0) continue
      lowest[above] = Math.min(lowest[above], lowest[v])
      if (lowest[v] >= entered[above]) closeBlock(key(above, v))
    }
  }
  return { blocks, of: (a, b) => blocks[blockOf.get(key(a, b))!] }
}
