import { closeUnderMeekRules } from '../../graph/meek'
import { isUndecided, joinDirected, pointsTo, reaches, type Pattern } from '../../graph/pattern'
import type { Pacer } from '../pacer'
import { fitAdditiveNoise, type AdditiveNoiseFit } from './additive-noise-fit'

export interface NoiseOrientation {
  /** Edges that the noise directed; those that follow from them are not counted. */
  readonly directed: number
  /** Undecided edges for which both directions fit. */
  readonly bothFit: number
  /** Undecided edges for which neither does, or that have no curves: categories, too few rows. */
  readonly neitherFits: number
  readonly regressions: number
  readonly stopped: boolean
}

const UNREADABLE: AdditiveNoiseFit = { statistic: NaN, pValue: NaN }

interface Verdict {
  readonly from: number
  readonly to: number
  /** How much better the direction fits than its reverse: the difference of the statistics. */
  readonly clarity: number
}

/**
 * Directs undecided edges of the pattern, in place, where additive noise fits in one direction only (Hoyer et al. 2009;
 * Mooij et al. 2016). Each direction is judged beside the causes of the effect that are known by then; the clearest edge
 * of a round goes first, and what follows by the Meek rules is directed before the next round.
 *
 * @param readable whether a variable is a column of numbers
 * @param level p-values below it speak against a direction
 */
export async function orientByNoise(
  pattern: Pattern,
  columns: readonly Float64Array[],
  readable: (variable: number) => boolean,
  level: number,
  pacer: Pacer,
  finishedRound: () => void,
): Promise<NoiseOrientation> {
  const { size } = pattern
  const known = new Map<string, AdditiveNoiseFit>()
  const fitOf = (cause: number, effect: number) => {
    const causes = [cause]
    for (let a = 0; a < size; a++) if (pointsTo(pattern, a, effect)) causes.push(a)
    const key = `${effect}: ${causes.join(' ')}`
    const found =
      known.get(key) ??
      fitAdditiveNoise(
        columns[effect],
        causes.map((k) => columns[k]),
      )
    known.set(key, found)
    return found
  }
  let directed = 0
  for (;;) {
    const verdicts: Verdict[] = []
    let bothFit = 0
    let neitherFits = 0
    for (let a = 0; a < size; a++) {
      for (let b = a + 1; b < size; b++) {
        if (!isUndecided(pattern, a, b)) continue
        const rest = pacer.rest(a / size, () => `directing edges, ${known.size} regressions`)
        if (rest === true || (rest !== false && (await rest)))
          return { directed, bothFit, neitherFits, regressions: known.size, stopped: true }
        const judged = readable(a) && readable(b)
        const [forwards, backwards] = judged ? [fitOf(a, b), fitOf(b, a)] : [UNREADABLE, UNREADABLE]
        const [fitsForwards, fitsBackwards] = [forwards.pValue >= level, backwards.pValue >= level]
        const clarity = backwards.statistic - forwards.statistic
        if (fitsForwards && fitsBackwards) bothFit++
        else if (fitsForwards && backwards.pValue < level) verdicts.push({ from: a, to: b, clarity })
        else if (fitsBackwards && forwards.pValue < level)
          verdicts.push({ from: b, to: a, clarity: -clarity })
        else neitherFits++
      }
    }
    const clearest = verdicts
      .toSorted((x, y) => y.clarity - x.clarity)
      .find(({ from, to }) => !reaches(pattern, to, from))
    if (!clearest) return { directed, bothFit, neitherFits, regressions: known.size, stopped: false }
    // One at a time: what is known by then changes the regressions of the others.
    joinDirected(pattern, clearest.from, clearest.to)
    closeUnderMeekRules(pattern)
    directed++
    finishedRound()
  }
}
