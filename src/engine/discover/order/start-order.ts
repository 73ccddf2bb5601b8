import type { KnowledgeIndex } from '../knowledge/knowledge'

/**
 * An order that depends on what the columns hold, not on how they are arranged: the variables that share least with
 * the others first, required causes before their effects, and earlier tiers before later ones where possible.
 */
export function canonicalOrder(correlation: Float64Array, knowledge: KnowledgeIndex): number[] {
  const { size, forbidden } = knowledge
  const shared = new Float64Array(size)
  const barred = new Int32Array(size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (a === b) continue
      shared[a] += correlation[a * size + b] ** 2
      // Later tiers may be parents of fewer variables.
      barred[a] += forbidden[a * size + b]
    }
  }
  const order = Array.from({ length: size }, (_, k) => k).toSorted(
    (a, b) => barred[a] - barred[b] || shared[a] - shared[b],
  )
  return orderAgreeing(order, precedence(knowledge))
}

/** Row-major, 1 where required edges lead from a to b, directly or through others. */
export function precedence({ size, required }: KnowledgeIndex): Uint8Array {
  const before = required.slice()
  if (!before.includes(1)) return before
  // Warshall's transitive closure.
  for (let middle = 0; middle < size; middle++) {
    for (let a = 0; a < size; a++) {
      if (before[a * size + middle] === 0) continue
      for (let b = 0; b < size; b++) if (before[middle * size + b]) before[a * size + b] = 1
    }
  }
  return before
}

/**
 * The order changed as little as it takes for every variable to stand behind those that must precede it.
 *
 * @param before row-major, 1 where a must precede b
 */
export function orderAgreeing(order: readonly number[], before: Uint8Array): number[] {
  if (!before.includes(1)) return order.slice()
  const size = order.length
  const waiting = order.slice()
  const result: number[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex(
      (variable) => !waiting.some((other) => before[other * size + variable] === 1),
    )
    result.push(...waiting.splice(next, 1))
  }
  return result
}
