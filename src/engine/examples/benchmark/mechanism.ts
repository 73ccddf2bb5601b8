import type { Random } from '../../../base/random'

/** How a variable depends on its parents in the discovery benchmark. */
export type MechanismFamily = 'linear' | 'nn' | 'nn-additive' | 'sigmoid' | 'polynomial'

export const mechanismFamilies: readonly MechanismFamily[] = [
  'linear',
  'nn',
  'nn-additive',
  'sigmoid',
  'polynomial',
]

/** One drawn mechanism, plain data: the other language that computes the same reads it from a file. */
export type Mechanism =
  /** sum of weight * parent, plus noise */
  | { readonly family: 'linear'; readonly weights: readonly number[] }
  /**
   * One hidden layer. 'nn': inputs are the parents and the noise, 20 tanh units. 'nn-additive': inputs are the parents,
   * 10 units that let a quarter of negative values through, the noise is added.
   */
  | {
      readonly family: 'nn' | 'nn-additive'
      /** hidden[unit][input] */
      readonly hidden: readonly (readonly number[])[]
      readonly hiddenBias: readonly number[]
      readonly output: readonly number[]
      readonly outputBias: number
    }
  /** sum over parents of height * s / (1 + |s|) with s = slope * (parent + shift), plus noise */
  | { readonly family: 'sigmoid'; readonly height: number; readonly slope: number; readonly shift: number }
  /** sum over parents of c0 + c1 * parent + c2 * parent^2 cut to [-1, 1], plus noise */
  | { readonly family: 'polynomial'; readonly coefficients: readonly (readonly [number, number, number])[] }

const HIDDEN = { nn: 20, 'nn-additive': 10 }
/** Slope of a unit of the additive network for negative input. */
const LEAK = 0.25

const between = (random: Random, low: number, high: number) => low + (high - low) * random.uniform()
const eitherSign = (random: Random) => (random.uniform() < 0.5 ? -1 : 1)

/** A mechanism for a variable with this many parents, at least one. */
export function drawMechanism(family: MechanismFamily, parents: number, random: Random): Mechanism {
  const list = <T>(length: number, draw: () => T) => Array.from({ length }, draw)
  if (family === 'linear')
    return { family, weights: list(parents, () => eitherSign(random) * between(random, 0.25, 1)) }
  if (family === 'sigmoid') {
    const height = 1 - Math.log(1 - random.uniform()) / 4
    return {
      family,
      height,
      slope: eitherSign(random) * between(random, 0.5, 2),
      shift: between(random, -2, 2),
    }
  }
  if (family === 'polynomial') {
    const coefficients = list(parents, () => [random.uniform(), random.uniform(), random.uniform()] as const)
    return { family, coefficients }
  }
  const units = HIDDEN[family]
  const inputs = family === 'nn' ? parents + 1 : parents
  const bias = (fanIn: number) => between(random, -1, 1) / Math.sqrt(fanIn)
  return {
    family,
    hidden: list(units, () => list(inputs, () => random.normal())),
    hiddenBias: list(units, () => bias(inputs)),
    output: list(units, () => random.normal()),
    outputBias: bias(units),
  }
}

/** The value of a variable whose parents have the given values, in the order in which the mechanism was drawn. */
export function mechanismValue(mechanism: Mechanism, parents: ArrayLike<number>, noise: number): number {
  let total = noise
  switch (mechanism.family) {
    case 'linear':
      mechanism.weights.forEach((weight, k) => (total += weight * parents[k]))
      return total
    case 'sigmoid':
      for (let k = 0; k < parents.length; k++) {
        const s = mechanism.slope * (parents[k] + mechanism.shift)
        total += (mechanism.height * s) / (1 + Math.abs(s))
      }
      return total
    case 'polynomial':
      mechanism.coefficients.forEach(([c0, c1, c2], k) => {
        const x = parents[k]
        total += Math.max(-1, Math.min(1, c0 + c1 * x + c2 * x * x))
      })
      return total
    default:
      return networkValue(mechanism, parents, noise)
  }
}

function networkValue(
  { family, hidden, hiddenBias, output, outputBias }: Extract<Mechanism, { readonly hidden: unknown }>,
  parents: ArrayLike<number>,
  noise: number,
): number {
  let total = outputBias + (family === 'nn' ? 0 : noise)
  for (const [unit, weights] of hidden.entries()) {
    let input = hiddenBias[unit]
    for (let k = 0; k < parents.length; k++) input += weights[k] * parents[k]
    if (family === 'nn') input += weights[parents.length] * noise
    const response = family === 'nn' ? Math.tanh(input) : input < 0 ? LEAK * input : input
    total += output[unit] * response
  }
  return total
}
