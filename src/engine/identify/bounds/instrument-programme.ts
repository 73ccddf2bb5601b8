import { solveLinearProgram } from '../../stats/linear-program'
import type { Interval } from './interval'
import type { Contrast } from './manski'

/** More response types than this are not enumerated. */
export const MOST_RESPONSE_TYPES = 4096

/** A trial with an instrument: P(Y = y, X = x | Z = z) at [z][y][x], any numbers of values. */
export interface Trial {
  readonly table: readonly (readonly (readonly number[])[])[]
  /** The numbers that the values of Y stand for. */
  readonly outcomes: readonly number[]
}

/** Ways in which X, of so many arms, can follow Z, times ways in which Y can follow X. */
export const responseTypes = (settings: number, arms: number, outcomes: number): number =>
  arms ** settings * outcomes ** arms

/**
 * Sharp bounds of E[Y | do(to)] - E[Y | do(from)] by linear programming over response types: everyone has a way in
 * which X follows Z and one in which Y follows X, in any proportions that give the table. Balke & Pearl, UAI 1994 and
 * JASA 92, 1997, for any numbers of values. Null where no proportions do: Z is no instrument. The caller has checked
 * that there are at most MOST_RESPONSE_TYPES.
 */
export function instrumentBounds(trial: Trial, { from, to }: Contrast): Interval | null {
  const { table, outcomes } = trial
  const [values, levels, arms] = [table.length, table[0].length, table[0][0].length]
  const takes = functionsFrom(values, arms)
  const responds = functionsFrom(arms, levels)
  const types = takes.flatMap((take) => responds.map((respond) => ({ take, respond })))
  const constraints: number[][] = []
  const bounds: number[] = []
  for (let z = 0; z < values; z++)
    for (let y = 0; y < levels; y++)
      for (let x = 0; x < arms; x++) {
        constraints.push(types.map(({ take, respond }) => Number(take[z] === x && respond[x] === y)))
        bounds.push(table[z][y][x])
      }
  const objective = types.map(({ respond }) => outcomes[respond[to]] - outcomes[respond[from]])
  const lowest = solveLinearProgram({ objective, constraints, bounds })
  const highest = solveLinearProgram({ objective: objective.map((value) => -value), constraints, bounds })
  if (lowest.status !== 'optimal' || highest.status !== 'optimal') return null
  return { low: lowest.value, high: -highest.value }
}

/** All functions from 0 .. inputs-1 to 0 .. outputs-1, as lists of their values. */
function functionsFrom(inputs: number, outputs: number): number[][] {
  let all: number[][] = [[]]
  for (let input = 0; input < inputs; input++)
    all = all.flatMap((start) => Array.from({ length: outputs }, (_, output) => [...start, output]))
  return all
}
