import type { Random } from '../../base/random'
import type { CausalGraph } from '../graph/graph'
import { randomBinaryModel } from './discrete-model.testing'

type Model = ReturnType<typeof randomBinaryModel>

/** Step of the central differences, on parameters in (0, 1). */
const STEP = 1e-4
/** A gradient of length 1 leaves the space by more than this only when it is outside, not by rounding. */
const OUTSIDE = 1e-3

/**
 * Near a random binary model: does every small change of its parameters that leaves what is seen as it is leave the
 * answer as it is? If not, two models agree on what is seen and differ in the answer: a proof that no formula exists. If so,
 * nothing is proved: with two values a variable, more may be determined than in general.
 */
export function isDeterminedNearby(
  graph: CausalGraph,
  seen: (model: Model) => readonly number[],
  answer: (model: Model) => number,
  random: Random,
): boolean {
  const parameters: number[] = []
  const drawing: Random = {
    ...random,
    uniform: () => (parameters.push(random.uniform()), parameters.at(-1)!),
  }
  randomBinaryModel(graph, drawing)
  const modelAt = (changed: number, by: number) => {
    let next = 0
    const uniform = () => parameters[next] + (next++ === changed ? by : 0)
    return randomBinaryModel(graph, { ...random, uniform })
  }
  const derivatives = parameters.map((_, i) => {
    const [above, below] = [modelAt(i, STEP), modelAt(i, -STEP)]
    const before = seen(below)
    return {
      seen: seen(above).map((p, cell) => (p - before[cell]) / (2 * STEP)),
      answer: (answer(above) - answer(below)) / (2 * STEP),
    }
  })
  const rows = derivatives[0].seen.map((_, cell) => derivatives.map((by) => by.seen[cell]))
  const basis: number[][] = []
  for (const row of rows) {
    const rest = orthogonalTo(basis, row)
    if (lengthOf(rest) > 1e-6) basis.push(scaled(rest))
  }
  const gradient = derivatives.map((by) => by.answer)
  if (lengthOf(gradient) < 1e-9) return true
  return lengthOf(orthogonalTo(basis, scaled(gradient))) < OUTSIDE
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0)
const lengthOf = (a: readonly number[]) => Math.sqrt(dot(a, a))
const scaled = (a: readonly number[]) => a.map((x) => x / lengthOf(a))

/** Gram and Schmidt, twice for rounding. */
function orthogonalTo(basis: readonly number[][], row: readonly number[]): number[] {
  let rest = [...row]
  for (let round = 0; round < 2; round++)
    for (const one of basis) {
      const along = dot(one, rest)
      rest = rest.map((x, i) => x - along * one[i])
    }
  return rest
}
