import { shuffle, type Random } from '../../../base/random'
import type { Pacer } from '../pacer'
import type { OrderSearch } from './order-search'
import type { OrderTrees } from './order-trees'

/** Sweeps over all variables until nothing moves; BOSS rarely needs more than five, and each one raises the score. */
const MOST_SWEEPS = 100

/** Where one start of the search ended. */
export interface OrderFound {
  readonly search: OrderSearch
  readonly sweeps: number
  readonly stopped: boolean
}

/**
 * The best order score search (Andrews et al. 2023, algorithm 1), its first order built by insertion: each variable
 * joins where the total score is highest, then each moves to its best place, until a whole sweep moves none.
 *
 * @param joining the variables in the order in which they join
 * @param sweeping the variables in the order in which they move
 * @param mostSweeps over all variables
 */
export async function searchOrder(
  trees: OrderTrees,
  joining: readonly number[],
  sweeping: readonly number[],
  pacer: Pacer,
  fraction: (ofThisStart: number) => number,
  finishedSweep: (search: OrderSearch) => void,
  mostSweeps = MOST_SWEEPS,
): Promise<OrderFound> {
  const search = trees.search([])
  const stoppedAt = (done: number, note: () => string) => pacer.rest(fraction(done), note)
  for (const [k, variable] of joining.entries()) {
    const rest = stoppedAt(k / joining.length / 4, () => `${k} variables placed`)
    if (rest === true || (rest !== false && (await rest))) return { search, sweeps: 0, stopped: true }
    search.improve(variable)
  }
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let moved = 0
    for (const [k, variable] of sweeping.entries()) {
      // Each sweep gets half of what is left of the bar: nobody knows how many there will be.
      const done = 1 - 0.75 * 0.5 ** sweep * (1 - k / sweeping.length / 2)
      const note = () => `sweep ${sweep + 1}, ${moved} moved, score ${search.score().toFixed(1)}`
      const rest = stoppedAt(done, note)
      if (rest === true || (rest !== false && (await rest))) return { search, sweeps: sweep, stopped: true }
      if (search.improve(variable)) moved++
    }
    finishedSweep(search)
    if (moved === 0) return { search, sweeps: sweep + 1, stopped: false }
  }
  return { search, sweeps: mostSweeps, stopped: false }
}

/** The orders in which the variables join: the canonical one first, then shuffled ones. */
export const joiningOrder = (
  canonical: readonly number[],
  start: number,
  random: Random,
): readonly number[] => (start === 0 ? canonical : shuffle(canonical.slice(), random.fork(`start ${start}`)))
