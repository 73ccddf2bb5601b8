import type { EngineContext } from '../../context'
import type { DiscoveryManifest } from '../../neural/discovery-manifest'
import type { CostForecast, DiscoveryProblem } from '../algorithm'
import { forecastBoss } from '../order/boss-forecast'
import { growGaussianTrees } from '../order/order-trees'
import { createGaussianScore } from '../scores/gaussian-bic'
import { momentsByVariable, poolMoments } from '../scores/moments'
import { MOST_ROWS_READ } from './canonical-table'
import { rangeWarnings } from './network-range'

export const STAGES = ['order searches', 'features', 'network'] as const
export type Stage = (typeof STAGES)[number]
export type SecondsByStage = Readonly<Record<Stage, number>>

/** Beyond the first: between the seven others in turn, and three where both kinds run beside each other. */
const FURTHER_SEARCHES = 5
/** Floating-point operations that one core does in a second in compiled code (bench/results/kernels.json and neural.json). */
const FEATURE_SPEED = 5e9
const NETWORK_SPEED = 1e10
/** Seconds in which runtime and network are loaded, at the first run. */
const LOADING = 1
/** Numbers of each pair and row that the features come from. */
const SUMS = 22

/** Floating-point operations of the network on n variables: products of matrices of pairs, and weights for each pair. */
export function networkOperations({ layers, channels, parameters }: DiscoveryManifest, size: number): number {
  return 2 * size ** 2 * (3 * layers * channels * size + parameters)
}

const featureOperations = (size: number, rows: number): number =>
  2 * SUMS * size ** 2 * rows + 4 * size ** 3 + 1000 * size * rows

/** A rough guess, for a bar that is to move evenly. */
export function usualSeconds(manifest: DiscoveryManifest, size: number, rows: number): SecondsByStage {
  return {
    'order searches': 6e-7 * size ** 2.7 + 1e-8 * size ** 2 * rows,
    features: featureOperations(size, rows) / FEATURE_SPEED,
    network: networkOperations(manifest, size) / NETWORK_SPEED,
  }
}

/** The searches are timed on this machine; the rest follows from the sizes. */
export function forecastNetwork(problem: DiscoveryProblem, manifest: DiscoveryManifest): CostForecast {
  const size = problem.names.length
  const rows = Math.min(problem.rows.used, MOST_ROWS_READ)
  const searches = forecastBoss(
    {
      ...problem,
      columns: problem.columns.map((column) => column.subarray(0, rows).map((value) => value || 0)),
      rows: { ...problem.rows, used: rows },
    },
    FURTHER_SEARCHES,
    (sample, knowledge) => {
      const moments = momentsByVariable(sample, poolMoments(sample, 2))
      const score = createGaussianScore(moments, manifest.searches.penaltyDiscount, 2)
      return growGaussianTrees(score, moments, 2, knowledge)
    },
  )
  const { features, network } = usualSeconds(manifest, size, rows)
  const warnings = rangeWarnings(problem, manifest)
  return {
    seconds: LOADING + searches.seconds + features + network,
    note: `${2 * manifest.searches.starts} order searches and ${Number((networkOperations(manifest, size) / 1e9).toPrecision(2)).toLocaleString('en-US')} GFLOP of the network, loading it included`,
    ...(warnings.length > 0 ? { warnings } : {}),
  }
}

/** Parts of a run under one bar, each with the time it took. */
export interface StageClock<Context extends EngineContext> {
  /** A context whose progress fills the part of the bar that belongs to the stage. */
  enter(stage: Stage): Context
  seconds(): readonly { readonly name: Stage; readonly seconds: number }[]
}

export function createStageClock<Context extends EngineContext>(
  context: Context,
  expected: SecondsByStage,
): StageClock<Context> {
  const total = STAGES.reduce((sum, stage) => sum + expected[stage], 0)
  const began: { name: Stage; at: number }[] = []
  return {
    enter(stage) {
      began.push({ name: stage, at: performance.now() })
      const before = STAGES.slice(0, STAGES.indexOf(stage)).reduce((sum, one) => sum + expected[one], 0)
      return {
        ...context,
        progress: (fraction, note) => context.progress((before + fraction * expected[stage]) / total, note),
      }
    },
    seconds() {
      const end = performance.now()
      return began.map(({ name, at }, k) => ({ name, seconds: ((began[k + 1]?.at ?? end) - at) / 1000 }))
    },
  }
}
