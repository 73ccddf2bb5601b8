import { studentUpperTail } from '../../stats/distributions'
import { correlationMatrix } from '../../stats/moments'
import { partialCorrelation } from '../../stats/partial-correlation'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { Pacer } from '../pacer'
import type { LaggedColumns } from './lagged-columns'

/** `cause` so many rows before the present, and `effect` in the present; at lag 0 the two are in no order. */
export interface LaggedLink {
  readonly cause: number
  readonly lag: number
  readonly effect: number
  readonly correlation: number
  readonly pValue: number
}

interface Candidate {
  readonly cause: number
  readonly lag: number
  /** The weakest evidence met so far. */
  strength: number
  correlation: number
  pValue: number
}

export interface PcmciResult {
  readonly links: readonly LaggedLink[]
  readonly tests: number
  readonly stopped: boolean
}

/**
 * PCMCI with partial correlations (Runge, Nowack, Kretschmer, Flaxman & Sejdinovic 2019, "Detecting and quantifying
 * causal associations in large nonlinear time series datasets", Science Advances 5, algorithms S1 and S2): first the
 * likely parents of each variable among all lags, by tests that hold the strongest other candidates fixed; then every
 * link given the parents of both ends.
 *
 * @param lagged lags 0 .. 2 * deepest
 * @returns every link that was looked at with its p-value; what knowledge forbids is not
 */
export async function searchPcmci(
  lagged: LaggedColumns,
  knowledge: KnowledgeIndex,
  deepest: number,
  parentLevel: number,
  pacer: Pacer,
): Promise<PcmciResult> {
  const { size, forbidden } = knowledge
  const width = lagged.columns.length
  const partial = partialCorrelation(correlationMatrix(lagged.columns), width)
  const given = new Int32Array(width)
  const at = (variable: number, lag: number) => lag * size + variable
  let tests = 0
  const judge = (x: number, y: number, count: number) => {
    tests++
    const correlation = partial(x, y, given, count)
    const free = lagged.samples - count - 2
    if (!(free > 0) || Number.isNaN(correlation)) return { correlation: 0, strength: 0, pValue: 1 }
    const strength = Math.abs(correlation) * Math.sqrt(free / Math.max(1e-300, 1 - correlation * correlation))
    return { correlation, strength, pValue: 2 * studentUpperTail(strength, free) }
  }
  const mayCause = (cause: number, effect: number) =>
    cause === effect || forbidden[cause * size + effect] === 0
  const isOver = async (done: number, what: string) => {
    const rest = pacer.rest(done, () => `${what}, ${tests} tests`)
    return rest === true || (rest !== false && (await rest))
  }

  const parents: Candidate[][] = Array.from({ length: size }, () => [])
  const links: LaggedLink[] = []
  /** The likely parents of the variables from `first` on, as links. */
  const likelyLinks = (first: number) =>
    parents.flatMap((list, effect) => (effect < first ? [] : list.map((parent) => ({ ...parent, effect }))))
  for (let effect = 0; effect < size; effect++) {
    let candidates: Candidate[] = []
    for (let lag = 1; lag <= deepest; lag++)
      for (let cause = 0; cause < size; cause++)
        if (mayCause(cause, effect))
          candidates.push({ cause, lag, strength: Infinity, correlation: 0, pValue: 0 })
    for (let depth = 0; depth < candidates.length; depth++) {
      const kept: Candidate[] = []
      for (const candidate of candidates) {
        let count = 0
        for (const other of candidates) {
          if (count === depth) break
          if (other !== candidate) given[count++] = at(other.cause, other.lag)
        }
        const found = judge(at(candidate.cause, candidate.lag), at(effect, 0), count)
        if (found.pValue <= parentLevel)
          kept.push(found.strength < candidate.strength ? { ...candidate, ...found } : candidate)
        if (await isOver((0.5 * effect) / size, 'likely causes'))
          return { links: likelyLinks(0), tests, stopped: true }
      }
      candidates = kept.toSorted((a, b) => b.strength - a.strength)
    }
    parents[effect] = candidates
  }

  for (let effect = 0; effect < size; effect++) {
    for (let lag = 0; lag <= deepest; lag++) {
      for (let cause = 0; cause < size; cause++) {
        const ordered =
          lag > 0 ? mayCause(cause, effect) : cause < effect && !isApart(knowledge, cause, effect)
        if (!ordered) continue
        let count = 0
        for (const parent of parents[effect])
          if (parent.cause !== cause || parent.lag !== lag) given[count++] = at(parent.cause, parent.lag)
        const own = count
        for (const parent of parents[cause]) {
          const place = at(parent.cause, parent.lag + lag)
          let known = false
          for (let k = 0; k < own; k++) known ||= given[k] === place
          if (!known) given[count++] = place
        }
        const { correlation, pValue } = judge(at(cause, lag), at(effect, 0), count)
        links.push({ cause, lag, effect, correlation, pValue })
        if (await isOver(0.5 + (0.5 * effect) / size, 'links given the causes of both ends'))
          return { links: [...links, ...likelyLinks(effect + 1)], tests, stopped: true }
      }
    }
  }
  return { links, tests, stopped: false }
}

const isApart = ({ size, forbidden }: KnowledgeIndex, a: number, b: number) =>
  forbidden[a * size + b] === 1 && forbidden[b * size + a] === 1
