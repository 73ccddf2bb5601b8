import type { MechanismFamily } from '../../src/engine/examples/benchmark/mechanism'

/** mAP in percent and SHD, five graphs a cell, from CauScale's tables; other graphs than ours, so by cell, not paired. */
export const publishedScores: Readonly<
  Record<number, Partial<Record<MechanismFamily, Readonly<Record<string, readonly [number, number | null]>>>>>
> = {
  100: {
    linear: { CauScale: [99.6, 15.2], 'SEA-GIES': [92.1, 109], correlation: [20.1, null] },
    nn: { CauScale: [89, 105.6], 'SEA-GIES': [51.2, 306], correlation: [14.7, null] },
    sigmoid: { CauScale: [84.4, 125.8], 'SEA-GIES': [72.7, 192], correlation: [28.4, null] },
    polynomial: { CauScale: [50.3, 252], 'SEA-GIES': [36.2, 319], correlation: [23.1, null] },
  },
  1000: {
    linear: { CauScale: [96.6, 230], SEA: [66.3, null], correlation: [34.3, null] },
    nn: { CauScale: [79.7, 835], SDCD: [59.6, null], correlation: [16.2, null] },
    sigmoid: { CauScale: [64.5, 1065], SDCD: [48.5, null], correlation: [34.7, null] },
    polynomial: { CauScale: [18.9, 3985], SDCD: [29.8, null], correlation: [25, null] },
  },
}
