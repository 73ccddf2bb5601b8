import type { Proposal } from '../../engine/discover/proposals/proposal'
import type { FailingClaim, WeighedProposal } from '../../engine/discover/proposals/weigh-proposals'
import { checkText } from '../../text/check'
import { proposalsText as text } from '../../text/proposals'
import { probability } from '../../widgets/numbers'

/** Changes of the BIC smaller than this are rounding: the two graphs are of one class. */
const NO_CHANGE = 0.005
const CLAIMS_NAMED = 3

export const changeWords = ({ change, cause, effect }: Proposal): string => text.change[change](cause, effect)

const amount = (change: number) =>
  Math.abs(change).toLocaleString('en-US', {
    maximumFractionDigits: Math.abs(change) < 10 ? 2 : Math.abs(change) < 100 ? 1 : 0,
  })

/** "−48.6", "+3.1", "0" */
export const signedBic = (change: number): string =>
  Math.abs(change) < NO_CHANGE ? '0' : `${change < 0 ? '−' : '+'}${amount(change)}`

export interface Verdict {
  readonly tone: 'better' | 'worse' | 'open'
  readonly sentence: string
}

/** What the data say to one proposal, in a sentence. */
export function verdictOn({ bicChange, obstacle }: WeighedProposal): Verdict {
  if (obstacle) return { tone: 'open', sentence: obstacle.message }
  if (bicChange === null) return { tone: 'open', sentence: text.notMeasured }
  if (Math.abs(bicChange) < NO_CHANGE) return { tone: 'open', sentence: text.same }
  return bicChange < 0
    ? { tone: 'better', sentence: text.better(amount(bicChange)) }
    : { tone: 'worse', sentence: text.worse(amount(bicChange)) }
}

/** "A ⟂ B given C (p = .003), A ⟂ D (p < .001) and 4 more" */
export function claimsWords(claims: readonly FailingClaim[]): string {
  const shown = claims
    .toSorted((x, y) => x.pValue - y.pValue)
    .slice(0, CLAIMS_NAMED)
    .map(
      ({ a, b, given, pValue }) => `${checkText.independence(a, b, given)} (p ${probabilityWords(pValue)})`,
    )
  const rest = claims.length - shown.length
  return shown.join('; ') + (rest > 0 ? ` ${text.more(rest)}` : '')
}

const probabilityWords = (p: number) => (p < 0.001 ? '< .001' : `= ${probability(p, 3)}`)
