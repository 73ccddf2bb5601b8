/**
 * Probabilities of causation of a binary cause and effect: necessity PN = P(y' would have been | x, y), sufficiency
 * PS = P(y would have been | x', y'), both PNS. Sharp bounds from observation and experiment, and their values when x
 * never prevents y: Tian & Pearl, Probabilities of causation: bounds and identification, Annals of Mathematics and
 * Artificial Intelligence 28, 2000, theorems 2 and 3 and section 4.2.
 */
export type CausationKind = 'pn' | 'ps' | 'pns'

/** Probabilities; `without` marks x'. */
export interface CausationFacts {
  /** P(y had x been set). */
  readonly effectWith: number
  /** P(y had x' been set). */
  readonly effectWithout: number
  /** P(x, y), P(x, y'), P(x', y), P(x', y'); they add up to 1. */
  readonly both: number
  readonly causeOnly: number
  readonly effectOnly: number
  readonly neither: number
}

export interface CausationBounds {
  readonly low: number
  readonly high: number
}

/** NaN where the question conditions on something impossible. */
export function causationBounds(kind: CausationKind, facts: CausationFacts): CausationBounds {
  const { effectWith, effectWithout, both, causeOnly, effectOnly, neither } = facts
  const effect = both + effectOnly
  if (kind === 'pns')
    return {
      low: Math.max(0, effectWith - effectWithout, effect - effectWithout, effectWith - effect),
      high: Math.min(
        effectWith,
        1 - effectWithout,
        both + neither,
        effectWith - effectWithout + causeOnly + effectOnly,
      ),
    }
  if (kind === 'pn')
    return {
      low: Math.max(0, (effect - effectWithout) / both),
      high: Math.min(1, (1 - effectWithout - neither) / both),
    }
  return {
    low: Math.max(0, (effectWith - effect) / neither),
    high: Math.min(1, (effectWith - both) / neither),
  }
}

/** The value when no one's effect is prevented by the cause. */
export function monotoneCausation(kind: CausationKind, facts: CausationFacts): number {
  const { effectWith, effectWithout, both, effectOnly, neither } = facts
  if (kind === 'pns') return effectWith - effectWithout
  if (kind === 'pn') return (both + effectOnly - effectWithout) / both
  return (effectWith - both - effectOnly) / neither
}

/** The formulas as text, y_x for "y had x been set". */
export const causationFormulas: Readonly<
  Record<CausationKind, { readonly low: string; readonly high: string; readonly monotone: string }>
> = {
  pn: {
    low: "max(0, (P(y) - P(y_{x'})) / P(x,y))",
    high: "min(1, (P(y'_{x'}) - P(x',y')) / P(x,y))",
    monotone: "(P(y) - P(y_{x'})) / P(x,y)",
  },
  ps: {
    low: "max(0, (P(y_x) - P(y)) / P(x',y'))",
    high: "min(1, (P(y_x) - P(x,y)) / P(x',y'))",
    monotone: "(P(y_x) - P(y)) / P(x',y')",
  },
  pns: {
    low: "max(0, P(y_x) - P(y_{x'}), P(y) - P(y_{x'}), P(y_x) - P(y))",
    high: "min(P(y_x), P(y'_{x'}), P(x,y) + P(x',y'), P(y_x) - P(y_{x'}) + P(x,y') + P(x',y))",
    monotone: "P(y_x) - P(y_{x'})",
  },
}
