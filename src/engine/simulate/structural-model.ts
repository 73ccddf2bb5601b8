import type { Random } from '../../base/random'
import { directed, graphFromNames, variableId, type CausalGraph } from '../graph/graph'
import { indexGraph } from '../graph/index-graph'
import { topologicalVertices } from '../graph/topological'
import { logistic } from '../stats/distributions'

/** How a variable comes about from its parents; `weights` go with the variable's `parents`. */
export type Mechanism =
  /** intercept + weights . parents + noise * N(0, 1) */
  | {
      readonly kind: 'linear'
      readonly intercept: number
      readonly weights: readonly number[]
      readonly noise: number
    }
  /** 1 with probability logistic(intercept + weights . parents), else 0 */
  | { readonly kind: 'logistic'; readonly intercept: number; readonly weights: readonly number[] }

export interface StructuralVariable {
  readonly name: string
  readonly parents: readonly string[]
  readonly mechanism: Mechanism
  readonly latent?: boolean
}

/** A structural causal model with independent noise; any order of the variables, no cycles. */
export interface StructuralModel {
  readonly variables: readonly StructuralVariable[]
}

/** Values that an experimenter sets: name -> value. */
export type Intervention = Readonly<Record<string, number>>

/** The causal diagram of a model; ids are the names. */
export function graphOfModel(model: StructuralModel): CausalGraph {
  const names = model.variables.map((variable) => variable.name)
  const edges = model.variables.flatMap((variable) =>
    variable.parents.map((parent) => directed(variableId(parent), variableId(variable.name))),
  )
  const latent = model.variables.filter((variable) => variable.latent).map((variable) => variable.name)
  return graphFromNames(names, edges, { latent })
}

/** Positions of the variables, causes first. Throws where the parents form a cycle or a parent is not a variable. */
function causalOrder(model: StructuralModel): Int32Array {
  const order = topologicalVertices(indexGraph(graphOfModel(model)))
  if (!order) throw new Error('a structural model has no cycles, but the parents of this one form one')
  return order
}

/**
 * `rows` draws of every variable, latent ones included, in the order of `model.variables`. Under `intervention` the
 * variables it names take the given values. Every variable draws its noise from a stream of its own, so that two
 * samples from the same `random` are the same units with and without the intervention.
 */
export function sampleModel(
  model: StructuralModel,
  rows: number,
  random: Random,
  intervention: Intervention = {},
): Float64Array[] {
  const position = new Map(model.variables.map((variable, index) => [variable.name, index]))
  const columns: Float64Array[] = model.variables.map(() => new Float64Array(rows))
  for (const index of causalOrder(model)) {
    const { name, parents, mechanism } = model.variables[index]
    const column = columns[index]
    if (name in intervention) {
      column.fill(intervention[name])
      continue
    }
    const causes = parents.map((parent) => columns[position.get(parent)!])
    const noise = random.fork(name)
    for (let row = 0; row < rows; row++) {
      let value = mechanism.intercept
      for (let k = 0; k < causes.length; k++) value += mechanism.weights[k] * causes[k][row]
      column[row] =
        mechanism.kind === 'linear'
          ? value + mechanism.noise * noise.normal()
          : Number(noise.uniform() < logistic(value))
    }
  }
  return columns
}

/**
 * E[outcome | do(treatment = to)] - E[outcome | do(treatment = from)], exactly: sums the products of weights along
 * the directed paths. Null where a mechanism on such a path is not linear (see `sampledEffect` then).
 */
export function linearEffect(
  model: StructuralModel,
  contrast: { readonly treatment: string; readonly from: number; readonly to: number },
  outcome: string,
): number | null {
  const position = new Map(model.variables.map((variable, index) => [variable.name, index]))
  const change = new Float64Array(model.variables.length)
  for (const index of causalOrder(model)) {
    const { name, parents, mechanism } = model.variables[index]
    if (name === contrast.treatment) change[index] = contrast.to - contrast.from
    else {
      for (const [k, parent] of parents.entries()) {
        const passed = change[position.get(parent)!]
        if (passed === 0) continue
        // NaN marks what depends on the treatment in a way that is not linear.
        change[index] += mechanism.kind === 'linear' ? mechanism.weights[k] * passed : NaN
      }
    }
  }
  const effect = change[position.get(outcome)!]
  return Number.isNaN(effect) ? null : effect
}

/** The same contrast as a mean over `rows` simulated units, each seen under both interventions. */
export function sampledEffect(
  model: StructuralModel,
  contrast: { readonly treatment: string; readonly from: number; readonly to: number },
  outcome: string,
  rows: number,
  random: Random,
): number {
  const position = model.variables.findIndex((variable) => variable.name === outcome)
  const before = sampleModel(model, rows, random, { [contrast.treatment]: contrast.from })[position]
  const after = sampleModel(model, rows, random, { [contrast.treatment]: contrast.to })[position]
  return after.reduce((sum, value, row) => sum + value - before[row], 0) / rows
}

/**
 * A linear Gaussian model over a DAG: weights of either sign with sizes uniform in `weights`, noise standard
 * deviations uniform in `noise`, intercepts 0.
 */
export function randomLinearModel(
  graph: CausalGraph,
  random: Random,
  ranges: { readonly weights: readonly [number, number]; readonly noise: readonly [number, number] } = {
    weights: [0.5, 1],
    noise: [0.8, 1.2],
  },
): StructuralModel {
  const between = ([low, high]: readonly [number, number]) => low + (high - low) * random.uniform()
  const { ids, parents } = indexGraph(graph)
  return {
    variables: graph.variables.map((variable, index) => {
      const causes = Array.from(parents.items.subarray(parents.offsets[index], parents.offsets[index + 1]))
      const weights = causes.map(() => (random.uniform() < 0.5 ? -1 : 1) * between(ranges.weights))
      return {
        name: variable.name,
        parents: causes.map((cause) => graph.variables.find((other) => other.id === ids[cause])!.name),
        mechanism: { kind: 'linear' as const, intercept: 0, weights, noise: between(ranges.noise) },
        ...(variable.latent ? { latent: true } : {}),
      }
    }),
  }
}
