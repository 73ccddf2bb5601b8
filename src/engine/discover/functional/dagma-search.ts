import type { Pacer } from '../pacer'
import { leastSquaresLoss } from './least-squares-loss'
import { logDetAcyclicity } from './log-det-acyclicity'

/** The central path of the paper (section 4, algorithm 1): the weight of the loss and the s of each stage. */
const STAGES = [
  { lossWeight: 1, s: 1 },
  { lossWeight: 0.1, s: 0.9 },
  { lossWeight: 0.01, s: 0.8 },
  { lossWeight: 0.001, s: 0.7 },
]
/** Adam (Kingma & Ba 2015) with the decays of the authors' experiments. */
const DECAY = 0.99
const SQUARE_DECAY = 0.999
const TINY = 1e-8

/** Ten times the authors' rate: the same graphs in a third of the steps. */
const RATE = 0.003
/** Steps of a stage; the last stage may take twice as many. */
const MOST_STEPS = 4000
/** A stage ends when the objective changed by less than this share since it was last looked at. */
const TOLERANCE = 1e-5
const STEPS_BETWEEN_LOOKS = 200

/** Steps that a search usually takes; measured on graphs of 20 to 100. */
export const USUAL_STEPS = 6000

export interface DagmaResult {
  /** weights[i * size + j] is the weight of i -> j. */
  readonly weights: Float64Array
  readonly steps: number
  readonly stopped: boolean
}

/**
 * Minimises lossWeight * (loss + penalty * |W|) + h(W) along the central path, where knowledge leaves weights free.
 *
 * @param covariance of the columns, row-major
 * @param free 1 where a weight may differ from 0
 * @param penalised 1 where a weight is drawn towards 0
 */
export async function searchDagma(
  covariance: Float64Array,
  size: number,
  free: Uint8Array,
  penalised: Uint8Array,
  penalty: number,
  pacer: Pacer,
  finishedStage: (weights: Float64Array) => void,
): Promise<DagmaResult> {
  const count = size * size
  let weights: Float64Array = new Float64Array(count)
  const candidate = new Float64Array(count)
  const lossGradient = new Float64Array(count)
  const cycleGradient = new Float64Array(count)
  const work = new Float64Array(count)
  const first = new Float64Array(count)
  const second = new Float64Array(count)
  let steps = 0
  for (const [stage, { lossWeight, s }] of STAGES.entries()) {
    first.fill(0)
    second.fill(0)
    let rate = RATE
    let before = Infinity
    const most = MOST_STEPS * (stage === STAGES.length - 1 ? 2 : 1)
    let firstDecay = 1
    let secondDecay = 1
    let h = logDetAcyclicity(weights, size, s, cycleGradient, work)
    // The domain shrinks with s: outside of it no step however short leads on.
    if (h === null) return { weights, steps, stopped: true }
    for (let step = 1; step <= most; step++) {
      steps++
      const loss = leastSquaresLoss(covariance, weights, size, lossGradient)
      if (step % STEPS_BETWEEN_LOOKS === 0) {
        let sizeOfWeights = 0
        for (let k = 0; k < count; k++) if (penalised[k]) sizeOfWeights += Math.abs(weights[k])
        const objective = lossWeight * (loss + penalty * sizeOfWeights) + h
        if (Math.abs(before - objective) <= TOLERANCE * Math.abs(objective)) break
        before = objective
      }
      firstDecay *= DECAY
      secondDecay *= SQUARE_DECAY
      for (let k = 0; k < count; k++) {
        if (free[k] === 0) continue
        const pull = penalised[k] === 0 || weights[k] === 0 ? 0 : weights[k] > 0 ? penalty : -penalty
        const slope = lossWeight * (lossGradient[k] + pull) + cycleGradient[k]
        first[k] = DECAY * first[k] + (1 - DECAY) * slope
        second[k] = SQUARE_DECAY * second[k] + (1 - SQUARE_DECAY) * slope * slope
      }
      // A step that leaves the domain is taken shorter.
      for (;;) {
        for (let k = 0; k < count; k++) {
          candidate[k] =
            free[k] === 0
              ? 0
              : weights[k] -
                (rate * (first[k] / (1 - firstDecay))) / (Math.sqrt(second[k] / (1 - secondDecay)) + TINY)
        }
        h = logDetAcyclicity(candidate, size, s, cycleGradient, work)
        if (h !== null) break
        rate /= 2
      }
      weights.set(candidate)
      const rest = pacer.rest(
        (stage + step / most) / STAGES.length,
        () => `stage ${stage + 1} of ${STAGES.length}, ${steps} steps`,
      )
      if (rest === true || (rest !== false && (await rest))) return { weights, steps, stopped: true }
    }
    finishedStage(weights)
  }
  return { weights, steps, stopped: false }
}
