import { resolveOptions, type OptionValues } from '../options'
import { adviceFacts, type AdviceFacts } from './advice-facts'
import { assumptionsWith, methodChoices, traitsOf, type AdviceTraits } from './advice-traits'
import type { DiscoveryAlgorithm, DiscoveryProblem } from './algorithm'
import { optionsOf } from './discover'
import { discoveryAlgorithms } from './registry'

/** What only the person can say. */
export interface DiscoveryGoal {
  readonly hiddenCauses: 'possible' | 'absent'
  readonly relations: 'linear' | 'any'
  /** What matters most: as many directions as possible, a quick answer, or few mistakes. */
  readonly priority: 'directions' | 'speed' | 'trust'
  /** What a column of times means: effects arrive later, or what holds changes slowly. Without such a column it says nothing. */
  readonly time: 'lags' | 'drift'
}

export const startingGoal: DiscoveryGoal = {
  hiddenCauses: 'absent',
  relations: 'linear',
  priority: 'trust',
  time: 'drift',
}

export interface AdvisedMethod {
  readonly algorithm: string
  /** The test and the score that fit, where the algorithm takes them. */
  readonly options: OptionValues
  /** Why it fits. */
  readonly reasons: readonly string[]
  /** What speaks against it. */
  readonly against: readonly string[]
  readonly assumptions: readonly string[]
}

export interface Advice {
  readonly facts: AdviceFacts
  /** 'nearest': nothing fits all that was said, and the best ones carry what speaks against them. */
  readonly fit: 'all' | 'nearest' | 'none'
  /** Best first. */
  readonly advised: readonly AdvisedMethod[]
  readonly others: readonly AdvisedMethod[]
}

interface Judged extends AdvisedMethod {
  readonly runs: boolean
  readonly points: number
  readonly seconds: number
}

const percentOf = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))} %`

/** What was said or seen that contradicts an assumption of the method. */
function contradictions(traits: AdviceTraits, goal: DiscoveryGoal, facts: AdviceFacts): string[] {
  const timed = facts.contexts.some(({ kind }) => kind === 'time')
  return [
    goal.hiddenCauses === 'possible' && !traits.allowsHiddenCauses
      ? 'It takes hidden common causes to be absent, and they are possible.'
      : '',
    goal.relations === 'any' && traits.assumesLinear ? 'It reads relations as linear.' : '',
    traits.needsNonGaussian && facts.shape === 'roughly Gaussian' && facts.values !== 'categories'
      ? 'It tells directions from noise that is not Gaussian, and most columns look Gaussian.'
      : '',
    timed && goal.time === 'lags' && !traits.readsSeries
      ? 'It does not look for effects that arrive later.'
      : '',
    traits.readsSeries && goal.time !== 'lags' ? 'It looks for effects that arrive later.' : '',
  ].filter(Boolean)
}

interface Merit {
  readonly points: number
  readonly reason: string
}

/** What speaks for a method, with how much it counts; reasons may be empty. */
function merits(
  algorithm: DiscoveryAlgorithm,
  traits: AdviceTraits,
  goal: DiscoveryGoal,
  facts: AdviceFacts,
): Merit[] {
  const found: Merit[] = []
  const merit = (points: number, reason = '') => void found.push({ points, reason })
  const { handles } = algorithm
  if (traits.allowsHiddenCauses) {
    if (goal.hiddenCauses === 'possible')
      merit(4, 'Hidden common causes are possible, so the marks say where one may stand.')
    else merit(-4, 'It leaves more open than is needed without hidden causes.')
  }
  if (traits.readsSeries && goal.time === 'lags')
    merit(6, 'The rows follow each other in time, and it looks for effects that arrive later.')
  if (facts.contexts.length > 0 && handles.contexts) {
    const names = facts.contexts.map(({ name }) => `“${name}”`).join(', ')
    merit(5, `${names} tells rows apart, and it uses what changes between them.`)
  }
  if (facts.rowsSet > 0 && handles.interventions)
    merit(2, 'Variables were set in some rows, and it uses that to find directions.')
  if (facts.gaps === 'some' && handles.gaps) {
    const { total, complete } = facts.rows
    merit(
      1,
      `Values are missing in ${percentOf(total - complete, total)} of the rows: every step uses the rows it can.`,
    )
  }
  if (goal.relations === 'any' && !traits.assumesLinear)
    merit(1, 'It asks for dependence of any shape, not only for straight lines.')
  if (goal.relations === 'linear' && !traits.assumesLinear && facts.values === 'numbers') merit(-1)
  if (traits.needsNonGaussian && facts.shape === 'not Gaussian')
    merit(
      goal.priority === 'directions' ? 5 : 0,
      'Most columns are not Gaussian, which gives every arrow a direction.',
    )
  else if (traits.decidesDirections) merit(-2)
  if (traits.comparesScores)
    merit(
      1,
      goal.priority === 'trust' ? 'Weighing whole graphs makes fewer mistakes than single tests do.' : '',
    )
  return found
}

/** The setting of test and score that fits best, and how well the algorithm does with it. */
function judge(
  algorithm: DiscoveryAlgorithm,
  problem: DiscoveryProblem,
  goal: DiscoveryGoal,
  facts: AdviceFacts,
): Omit<Judged, 'seconds'> {
  const judged = methodChoices(algorithm).map((setting) => {
    const options = resolveOptions(optionsOf(algorithm), setting)
    const applies = options.ok ? algorithm.applies(problem, options.value) : options
    const assumptions = assumptionsWith(algorithm, problem, setting)
    const traits = traitsOf(algorithm, assumptions)
    const found = merits(algorithm, traits, goal, facts)
    return {
      algorithm: algorithm.id,
      options: setting,
      runs: applies.ok,
      against: applies.ok
        ? contradictions(traits, goal, facts)
        : applies.problems.map(({ message }) => message),
      reasons: found.flatMap(({ points, reason }) => (points >= 0 && reason ? [reason] : [])),
      points: found.reduce((sum, { points }) => sum + points, 0),
      assumptions,
    }
  })
  return judged.toSorted(
    (a, b) => Number(b.runs) - Number(a.runs) || a.against.length - b.against.length || b.points - a.points,
  )[0]
}

const told = ({ algorithm, options, reasons, against, assumptions }: Judged): AdvisedMethod => ({
  algorithm,
  options,
  reasons,
  against,
  assumptions,
})

/**
 * Which of the registered algorithms fit a goal and the data, best first, each with the test or score that reads these
 * data, and why the others do not. `seconds` predicts a run; it decides where a quick answer is wanted.
 */
export function advise(
  goal: DiscoveryGoal,
  problem: DiscoveryProblem,
  seconds: (algorithm: DiscoveryAlgorithm, options: OptionValues) => number,
): Advice {
  const facts = adviceFacts(problem)
  const judged = discoveryAlgorithms.entries.map((algorithm) => {
    const method = judge(algorithm, problem, goal, facts)
    const timed = goal.priority === 'speed' && method.runs
    return { ...method, seconds: timed ? seconds(algorithm, method.options) : 0 }
  })
  const ranked = judged.toSorted(
    (a, b) => a.against.length - b.against.length || a.seconds - b.seconds || b.points - a.points,
  )
  const running = ranked.filter(({ runs }) => runs)
  const fitting = running.filter(({ against }) => against.length === 0)
  const fewest = running[0]?.against.length
  const advised = fitting.length > 0 ? fitting : running.filter(({ against }) => against.length === fewest)
  return {
    facts,
    fit: fitting.length > 0 ? 'all' : advised.length > 0 ? 'nearest' : 'none',
    advised: advised.map(told),
    others: ranked.filter((method) => !advised.includes(method)).map(told),
  }
}
