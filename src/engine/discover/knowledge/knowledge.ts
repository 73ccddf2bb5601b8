import type { Problem, Result } from '../../../base/result'
import type { Knowledge } from '../algorithm'

/** Knowledge by variable index, as the searches ask for it. Arrays are row-major, n x n, 1 = yes. */
export interface KnowledgeIndex {
  readonly size: number
  /** forbidden[a * size + b] = 1: a -> b may not stand (by name, by tier, because b is exogenous or b -> a required). */
  readonly forbidden: Uint8Array
  readonly required: Uint8Array
  /** Nothing is forbidden and nothing required. */
  readonly empty: boolean
}

/**
 * Checks knowledge against the variables and indexes it. Reports every problem at once: unknown names, a name in
 * two tiers, an edge both required and forbidden, a required edge against the tiers or into an exogenous variable, a
 * required cycle.
 */
export function indexKnowledge(names: readonly string[], knowledge: Knowledge): Result<KnowledgeIndex> {
  const size = names.length
  const position = new Map(names.map((name, index) => [name, index]))
  const problems: Problem[] = []
  const object = (code: string, message: string, name: string) =>
    void problems.push({ code, message, where: { name } })
  const indexOf = (name: string, part: string) => {
    const index = position.get(name)
    if (index !== undefined) return index
    object('unknown-variable', `The ${part} name “${name}”, which is not among the variables searched.`, name)
    return -1
  }

  const forbidden = new Uint8Array(size * size)
  const required = new Uint8Array(size * size)
  const tierOf = new Int32Array(size).fill(-1)
  knowledge.tiers.forEach((tier, level) => {
    for (const name of tier) {
      const index = indexOf(name, 'tiers')
      if (index < 0) continue
      if (tierOf[index] >= 0 && tierOf[index] !== level) {
        const message = `“${name}” stands in tier ${tierOf[index] + 1} and in tier ${level + 1}; one variable has one tier.`
        object('contradictory-knowledge', message, name)
      }
      tierOf[index] = level
    }
  })
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (tierOf[a] >= 0 && tierOf[b] >= 0 && tierOf[a] > tierOf[b]) forbidden[a * size + b] = 1
    }
  }
  const pairs = (list: readonly (readonly [string, string])[], part: string) =>
    list
      .map(([from, to]) => ({ from, to, a: indexOf(from, part), b: indexOf(to, part) }))
      .filter(({ a, b }) => a >= 0 && b >= 0)
  for (const { a, b } of pairs(knowledge.forbidden, 'forbidden edges')) forbidden[a * size + b] = 1
  const exogenous = new Set(
    (knowledge.exogenous ?? []).map((name) => indexOf(name, 'exogenous variables')).filter((b) => b >= 0),
  )
  for (const b of exogenous) {
    for (let a = 0; a < size; a++) if (a !== b) forbidden[a * size + b] = 1
  }
  for (const { from, to, a, b } of pairs(knowledge.required, 'required edges')) {
    if (forbidden[a * size + b]) {
      const againstTiers = tierOf[a] >= 0 && tierOf[b] >= 0 && tierOf[a] > tierOf[b]
      const against = exogenous.has(b)
        ? `leads into ${to}, which is exogenous`
        : againstTiers
          ? 'is against the tiers'
          : 'is also forbidden'
      object('contradictory-knowledge', `The edge ${from} -> ${to} is required but ${against}.`, from)
    }
    required[a * size + b] = 1
  }
  const cycle = requiredCycle(required, size)
  if (cycle) {
    const path = cycle.map((index) => names[index]).join(' -> ')
    object('contradictory-knowledge', `The required edges form a cycle: ${path}.`, names[cycle[0]])
  }
  if (problems.length > 0) return { ok: false, problems }
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) if (required[a * size + b]) forbidden[b * size + a] = 1
  }
  const empty = !forbidden.includes(1) && !required.includes(1)
  return { ok: true, value: { size, forbidden, required, empty } }
}

export const emptyKnowledgeIndex = (size: number): KnowledgeIndex => ({
  size,
  forbidden: new Uint8Array(size * size),
  required: new Uint8Array(size * size),
  empty: true,
})

/** A cycle of required edges, first member repeated at the end, or null. */
function requiredCycle(required: Uint8Array, size: number): number[] | null {
  const state = new Uint8Array(size)
  const path: number[] = []
  const visit = (node: number): number[] | null => {
    state[node] = 1
    path.push(node)
    for (let next = 0; next < size; next++) {
      if (!required[node * size + next]) continue
      if (state[next] === 1) return [...path.slice(path.indexOf(next)), next]
      const found = state[next] === 0 ? visit(next) : null
      if (found) return found
    }
    state[node] = 2
    path.pop()
    return null
  }
  for (let node = 0; node < size; node++) {
    const found = state[node] === 0 ? visit(node) : null
    if (found) return found
  }
  return null
}

/** Knowledge restricted to some of the variables; what names others is left out. */
export function restrictKnowledge(knowledge: Knowledge, names: ReadonlySet<string>): Knowledge {
  const both = ([from, to]: readonly [string, string]) => names.has(from) && names.has(to)
  return {
    tiers: knowledge.tiers.map((tier) => tier.filter((name) => names.has(name))),
    required: knowledge.required.filter(both),
    forbidden: knowledge.forbidden.filter(both),
    ...(knowledge.exogenous ? { exogenous: knowledge.exogenous.filter((name) => names.has(name)) } : {}),
  }
}
