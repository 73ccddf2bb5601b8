import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { Pacer } from '../pacer'
import type { LocalScore } from '../scores/local-score'

/** Sets that are worked through between two looks at the clock. */
const SETS_BETWEEN_RESTS = 256

/**
 * The highest-scoring DAG of all, by dynamic programming over sets of variables (Silander & Myllymaki 2006, "A simple
 * approach for finding the globally optimal Bayesian network structure", UAI, steps 1 to 5): the best parents of each
 * variable within each set of others, then the best last variable of each set. Takes about 12 * n * 2^(n-1) bytes.
 *
 * @returns the parents of every variable and their total score; null when cancelled
 */
export async function bestNetwork(
  score: LocalScore,
  knowledge: KnowledgeIndex,
  pacer: Pacer,
): Promise<{ readonly parents: number[][]; readonly score: number } | null> {
  const { size } = score
  const sets = 2 ** (size - 1)
  // best[v * sets + s]: the highest score of v with parents among the other variables in s; chosen: those parents.
  const best = new Float64Array(size * sets)
  const chosen = new Int32Array(size * sets)
  for (let v = 0; v < size; v++) {
    const scored = await bestParentSets(v, best, chosen, score, knowledge, pacer)
    if (!scored) return null
  }

  // total[s]: the highest score of a DAG over the variables in s; last[s]: its last variable.
  const total = new Float64Array(2 * sets)
  const last = new Int8Array(2 * sets)
  for (let set = 1; set < total.length; set++) {
    let highest = -Infinity
    for (let v = 0; v < size; v++) {
      if (((set >> v) & 1) === 0) continue
      const before = set & ~(1 << v)
      const candidate = total[before] + best[v * sets + withoutBit(before, v)]
      if (candidate <= highest) continue
      highest = candidate
      last[set] = v
    }
    total[set] = highest
    if (set % SETS_BETWEEN_RESTS > 0) continue
    const rest = pacer.rest(0.9 + (0.1 * set) / total.length, () => 'orders of the variables')
    if (rest === true || (rest !== false && (await rest))) return null
  }

  const parents: number[][] = Array.from({ length: size }, () => [])
  for (let set = total.length - 1; set > 0; set &= ~(1 << last[set])) {
    const v = last[set]
    parents[v] = membersOf(chosen[v * sets + withoutBit(set & ~(1 << v), v)], v)
  }
  return { parents, score: total.at(-1)! }
}

/** Fills best and chosen for one variable; false when cancelled. */
async function bestParentSets(
  v: number,
  best: Float64Array,
  chosen: Int32Array,
  score: LocalScore,
  { size, forbidden, required }: KnowledgeIndex,
  pacer: Pacer,
): Promise<boolean> {
  const sets = 2 ** (size - 1)
  const start = v * sets
  let barred = 0
  let needed = 0
  for (let a = 0; a < size; a++) {
    if (a === v) continue
    const bit = 1 << (a < v ? a : a - 1)
    if (forbidden[a * size + v] === 1) barred |= bit
    if (required[a * size + v] === 1) needed |= bit
  }
  const most = Math.max(score.mostParents(v), countBits(needed))
  for (let set = 0; set < sets; set++) {
    let highest = -Infinity
    let choice = set
    const mayStand = (set & barred) === 0 && (set & needed) === needed
    if (mayStand && countBits(set) <= most) highest = score.score(v, membersOf(set, v))
    for (let rest = set; rest > 0; rest &= rest - 1) {
      const smaller = set & ~(rest & -rest)
      if (best[start + smaller] < highest) continue
      highest = best[start + smaller]
      choice = chosen[start + smaller]
    }
    best[start + set] = highest
    chosen[start + set] = choice
    if (set % SETS_BETWEEN_RESTS > 0) continue
    const rest = pacer.rest((0.9 * (v + set / sets)) / size, () => `parents of ${v + 1} of ${size} variables`)
    if (rest === true || (rest !== false && (await rest))) return false
  }
  return true
}

/** The variables of a set that leaves out v: bit k stands for k below v and for k + 1 from v on. */
function membersOf(set: number, v: number): number[] {
  const members: number[] = []
  for (let k = 0; 1 << k <= set; k++) if ((set >> k) & 1) members.push(k < v ? k : k + 1)
  return members
}

/** The set with the place of v, which is empty, taken out. */
const withoutBit = (set: number, v: number) => {
  const below = set & ((1 << v) - 1)
  return below | ((set >> (v + 1)) << v)
}

function countBits(set: number): number {
  let count = 0
  for (let rest = set; rest > 0; rest &= rest - 1) count++
  return count
}
