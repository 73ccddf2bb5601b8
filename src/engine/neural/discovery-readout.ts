import type { DiscoveryManifest } from './discovery-manifest'

/** The network's answer for each ordered pair of n variables, row-major. */
export interface PairLogits {
  readonly size: number
  readonly arrow: Float32Array
  /** To be added to that of the turned pair. */
  readonly confounded: Float32Array
}

/** Probabilities for n variables, row-major; the diagonal is 0. */
export interface PairProbabilities {
  readonly size: number
  /** Of i -> j at i * n + j. */
  readonly arrow: Float64Array
  /** Of a hidden common cause without an arrow, the same at both places; absent for models that do not tell. */
  readonly confounded?: Float64Array
}

/** Whether every variable that was set is known and there was one. */
export type TargetKnowledge = 'known' | 'hidden'

/** Softmax over none, i -> j, j -> i and, where the model tells it, a hidden common cause, at the fitted temperature. */
export function readPairs(
  { size, arrow, confounded }: PairLogits,
  { confounding, temperatures }: Pick<DiscoveryManifest, 'confounding' | 'temperatures'>,
  targets: TargetKnowledge,
): PairProbabilities {
  const temperature = temperatures[targets]
  const arrows = new Float64Array(size * size)
  const hidden = confounding ? new Float64Array(size * size) : undefined
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const there = i * size + j
      const back = j * size + i
      const forward = arrow[there] / temperature
      const backward = arrow[back] / temperature
      const tie = hidden ? (confounded[there] + confounded[back]) / temperature : Number.NEGATIVE_INFINITY
      const top = Math.max(0, forward, backward, tie)
      const masses = [Math.exp(forward - top), Math.exp(backward - top), Math.exp(tie - top)]
      const total = Math.exp(-top) + masses[0] + masses[1] + masses[2]
      arrows[there] = masses[0] / total
      arrows[back] = masses[1] / total
      if (hidden) hidden[there] = hidden[back] = masses[2] / total
    }
  }
  return { size, arrow: arrows, ...(hidden ? { confounded: hidden } : {}) }
}
