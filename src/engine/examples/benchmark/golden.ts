import { createRandom } from '../../../base/random'
import { drawBenchmark } from './draw'
import { drawMechanism, mechanismFamilies, mechanismValue, type Mechanism } from './mechanism'

interface MechanismCase {
  readonly mechanism: Mechanism
  readonly parents: readonly number[]
  readonly noise: number
  readonly value: number
}

/** What another implementation of the benchmark has to reproduce; kept in golden.json, which the training prior's test reads. */
export interface Golden {
  readonly mechanisms: readonly MechanismCase[]
  /** Which variable was set in each row, for some sizes. */
  readonly targets: readonly {
    readonly variables: number
    readonly rows: number
    readonly set: readonly number[]
  }[]
}

export function buildGolden(): Golden {
  const random = createRandom(20_000)
  const mechanisms = mechanismFamilies.flatMap((family) =>
    [1, 2, 5].flatMap((count) => {
      const mechanism = drawMechanism(family, count, random)
      return Array.from({ length: 4 }, (): MechanismCase => {
        const parents = Array.from({ length: count }, () => 2 * random.normal())
        const noise = 0.5 * random.normal()
        return { mechanism, parents, noise, value: mechanismValue(mechanism, parents, noise) }
      })
    }),
  )
  const sizes = [
    [3, 10],
    [10, 1000],
    [40, 30],
  ] as const
  const targets = sizes.map(([variables, rows]) => {
    const draw = drawBenchmark({ family: 'linear', variables, edges: variables, rows }, random)
    return { variables, rows, set: Array.from(draw.targets) }
  })
  return { mechanisms, targets }
}
