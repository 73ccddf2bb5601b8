/** Bar distributions: logits -> mean, sd and quantiles. Python twin: models/studio_models/bars.py. */
import { normalQuantile } from '../stats/normal'
import type { Bars } from './effect-manifest'

const HALF_NORMAL_MEAN = Math.sqrt(2 / Math.PI)
/** Shares of a tail bar are kept off 0 and 1, where the half-normal quantile is infinite. */
const SHARE_MARGIN = 1e-6

export interface BarDistribution {
  readonly mean: number
  readonly sd: number
  quantile(level: number): number
}

function softmax(logits: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(logits)
  const top = values.reduce((a, b) => Math.max(a, b))
  const masses = values.map((value) => Math.exp(value - top))
  const total = masses.reduce((a, b) => a + b, 0)
  return masses.map((mass) => mass / total)
}

/** First and second moment of each bar; the two open ones are half-normal. */
function barMoments({ borders, tails }: Bars): { first: number; second: number }[] {
  const last = borders.length - 1
  const inner = borders.slice(1).map((right, index) => {
    const left = borders[index]
    return { first: (left + right) / 2, second: (left * left + left * right + right * right) / 3 }
  })
  const tail = (border: number, signed: number) => ({
    first: border + signed * HALF_NORMAL_MEAN,
    second: border * border + 2 * border * signed * HALF_NORMAL_MEAN + signed * signed,
  })
  return [tail(borders[0], -tails[0]), ...inner, tail(borders[last], tails[1])]
}

/** The distribution that the logits give to the bars: softmax masses, half-normal tails outside the borders. */
export function readBars(logits: ArrayLike<number>, bars: Bars): BarDistribution {
  const { borders, tails } = bars
  const masses = softmax(logits)
  const moments = barMoments(bars)
  let mean = 0
  let second = 0
  masses.forEach((mass, bar) => {
    mean += mass * moments[bar].first
    second += mass * moments[bar].second
  })
  return {
    mean,
    sd: Math.sqrt(Math.max(second - mean * mean, 0)),
    /** The inverse distribution function, linear inside a bar. */
    quantile(level) {
      let below = 0
      let bar = 0
      while (bar < masses.length - 1 && below + masses[bar] < level) below += masses[bar++]
      const share = Math.min(Math.max((level - below) / Math.max(masses[bar], 1e-12), 0), 1)
      if (bar === 0) return borders[0] - tails[0] * normalQuantile(1 - Math.max(share, SHARE_MARGIN) / 2)
      if (bar === masses.length - 1)
        return (
          borders[borders.length - 1] + tails[1] * normalQuantile((1 + Math.min(share, 1 - SHARE_MARGIN)) / 2)
        )
      return borders[bar - 1] + share * (borders[bar] - borders[bar - 1])
    },
  }
}
