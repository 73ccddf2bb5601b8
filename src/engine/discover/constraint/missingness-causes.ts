import type { DiscoveryProblem } from '../algorithm'
import type { Pacer } from '../pacer'
import type { IndependenceTest } from '../tests/independence'
import { subsetsOf } from './subsets'

/** Largest set that may separate a variable from the gaps of another. */
const DEEPEST = 3

/**
 * For each variable those that cause its gaps: they stay dependent on whether it is missing given every set of the
 * others that do (Tu et al. 2019, section 4.1, step 2). A variable that causes its own gaps cannot be seen to do so.
 *
 * @param prepare makes the test of a problem
 */
export async function missingnessCauses(
  problem: DiscoveryProblem,
  prepare: (extended: DiscoveryProblem) => IndependenceTest,
  pacer: Pacer,
): Promise<{ readonly causes: readonly (readonly number[])[]; readonly tests: number }> {
  const size = problem.names.length
  const indicators = new Map<string, { readonly column: Float64Array; readonly of: number[] }>()
  problem.columns.forEach((column, variable) => {
    if (!column.some(Number.isNaN)) return
    const missing = column.map((value) => Number(Number.isNaN(value)))
    const key = missing.join('')
    const before = indicators.get(key)
    if (before) before.of.push(variable)
    else indicators.set(key, { column: missing, of: [variable] })
  })
  const groups = [...indicators.values()]
  const test = prepare({
    ...problem,
    names: [...problem.names, ...groups.map(({ of }) => `${problem.names[of[0]]} is missing`)],
    columns: [...problem.columns, ...groups.map(({ column }) => column)],
    levels: [...problem.levels, ...groups.map(() => 2)],
  })

  const causes: number[][] = problem.names.map(() => [])
  const given = new Int32Array(DEEPEST)
  let tests = 0
  for (const [number, { of }] of groups.entries()) {
    const indicator = size + number
    let near = Array.from({ length: size }, (_, variable) => variable)
    for (let depth = 0; depth <= DEEPEST; depth++) {
      const frozen = Int32Array.from(near)
      const left: number[] = []
      for (const variable of near) {
        let separated = false
        const next = subsetsOf(frozen, variable, depth, given)
        while (!separated && next()) {
          tests++
          const strength = test.evidence(variable, indicator, given, depth)
          // What cannot be judged alone, such as the variable itself, shows no influence.
          separated = strength <= test.critical || (depth === 0 && strength === Infinity)
          const rest = pacer.rest(0, () => `what causes gaps, ${tests} tests`)
          if (rest === true || (rest !== false && (await rest))) return { causes, tests }
        }
        if (!separated) left.push(variable)
      }
      near = left
    }
    for (const variable of of) causes[variable] = near
  }
  return { causes, tests }
}
