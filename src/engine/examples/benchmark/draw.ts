import { shuffle, type Random } from '../../../base/random'
import { numberedNames } from '../../simulate/random-dag'
import { drawMechanism, mechanismValue, type Mechanism, type MechanismFamily } from './mechanism'

export interface BenchmarkSetting {
  readonly family: MechanismFamily
  readonly variables: number
  /** Expected number of edges. */
  readonly edges: number
  readonly rows: number
}

/** The sizes of the published tables: variables and expected edges. */
export const benchmarkSizes: readonly (readonly [number, number])[] = [
  [10, 10],
  [20, 80],
  [50, 200],
  [100, 400],
  [250, 500],
  [500, 1000],
  [1000, 2000],
]

/** A graph with its mechanisms and data in which every variable was set in some rows. */
export interface BenchmarkDraw {
  readonly names: readonly string[]
  /** Parents of each variable, ascending; mechanisms read them in this order. */
  readonly parents: readonly (readonly number[])[]
  /** null for a variable without parents. */
  readonly mechanisms: readonly (Mechanism | null)[]
  readonly columns: readonly Float64Array[]
  /** For each row the variable that was set, -1 for none. */
  readonly targets: Int32Array
}

const NOISE = 0.4

/**
 * One graph of the benchmark of CauScale and SEA (their simulators' settings, read from the published descriptions; see
 * README of this folder): an Erdos-Renyi DAG along a random order, one mechanism family, perfect interventions on every
 * variable in turn, its value uniform on (-1, 1) in each row. rows / (variables + 1) rows are observational, the others
 * are spread evenly over the variables. Variables without parents are uniform on (-1, 1); noise is
 * .4 sqrt(1 + U) N(0, 1) with U uniform on (0, 1), drawn once for each variable and regime.
 */
export function drawBenchmark(setting: BenchmarkSetting, random: Random): BenchmarkDraw {
  const { variables, rows } = setting
  const order = shuffle(
    Array.from({ length: variables }, (_, k) => k),
    random.fork('order'),
  )
  const parents = drawParents(setting, order, random.fork('edges'))
  const mechanisms = parents.map((list, j) =>
    list.length === 0 ? null : drawMechanism(setting.family, list.length, random.fork(`mechanism ${j}`)),
  )
  const targets = spreadTargets(variables, rows)
  const columns = Array.from({ length: variables }, () => new Float64Array(rows))
  const draw = random.fork('rows')
  const scale = new Float64Array(variables)
  const inputs = new Float64Array(variables)
  for (let row = 0; row < rows; row++) {
    const target = targets[row]
    if (row === 0 || target !== targets[row - 1]) {
      for (let j = 0; j < variables; j++) scale[j] = NOISE * Math.sqrt(1 + draw.uniform())
    }
    for (const j of order) {
      const mechanism = mechanisms[j]
      if (mechanism === null || j === target) columns[j][row] = 2 * draw.uniform() - 1
      else {
        const list = parents[j]
        for (let k = 0; k < list.length; k++) inputs[k] = columns[list[k]][row]
        columns[j][row] = mechanismValue(mechanism, inputs.subarray(0, list.length), scale[j] * draw.normal())
      }
    }
  }
  return { names: numberedNames(variables), parents, mechanisms, columns, targets }
}

/** Each pair is joined with the same chance, the earlier in the order as the cause. */
function drawParents({ variables, edges }: BenchmarkSetting, order: readonly number[], random: Random) {
  const chance = (2 * edges) / (variables * (variables - 1))
  const parents: number[][] = Array.from({ length: variables }, () => [])
  order.forEach((effect, place) => {
    for (let k = 0; k < place; k++) if (random.uniform() < chance) parents[effect].push(order[k])
  })
  return parents.map((list) => list.toSorted((a, b) => a - b))
}

/** Observational rows first, then one block of rows for each variable; blocks differ by one row at most. */
function spreadTargets(variables: number, rows: number): Int32Array {
  const observational = Math.floor(rows / (variables + 1))
  const set = rows - observational
  return Int32Array.from({ length: rows }, (_, row) =>
    row < observational ? -1 : Math.floor(((row - observational) * variables) / set),
  )
}
