import { edgeId, type CausalGraph } from './graph'

const known = new WeakMap<CausalGraph, string>()

/**
 * A short fingerprint of what the graph states (names, flags, edges; not notes or order), 53 bits as base 36.
 * Two graphs that say the same have the same revision, so answers can be filed under it.
 */
export function graphRevision(graph: CausalGraph): string {
  const cached = known.get(graph)
  if (cached) return cached
  const variables = graph.variables
    .map((v) => JSON.stringify([v.id, v.name, v.latent ? 1 : 0, v.selected ? 1 : 0]))
    .toSorted()
  const text = `${graph.kind}|${variables.join('|')}|${graph.edges.map(edgeId).toSorted().join('|')}`
  // cyrb53 (bryc, public domain): two 32-bit lanes of multiply and xor.
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  const revision = (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
  known.set(graph, revision)
  return revision
}
