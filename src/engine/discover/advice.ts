import type { Problem, Result } from '../../base/result'
import { resolveOptions, type OptionValues } from '../options'
import type { AdviceFacts } from './advice-facts'
import type { DiscoveryGoal } from './advice-goal'
import { assumptionsWith, methodChoices, traitsOf, type AdviceTraits } from './advice-traits'
import type { CostForecast, DiscoveryAlgorithm, DiscoveryProblem } from './algorithm'
import { optionsOf } from './discover'
import { discoveryAlgorithms } from './registry'
import { withUsualPenalty } from './scores/choose-score'

export interface AdvisedMethod {
  readonly algorithm: string
  /** The test and the score that fit, where the algorithm takes them. */
  readonly options: OptionValues
  /** What it makes of the data and the goal. */
  readonly reasons: readonly string[]
  /** What speaks against it. */
  readonly against: readonly string[]
  readonly assumptions: readonly string[]
  /** Of the first few that are advised. */
  readonly forecast?: CostForecast
}

/** How many are put next to each other, with their cost. */
export const COMPARED = 3

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
  /** Every option that the run would have. */
  readonly resolved: OptionValues
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

/** Points that a method loses when it loses all rows to gaps, in proportion. */
const ROWS_LOST = 10

/** What matters besides, for better or worse, with how much it counts; reasons may be empty. */
function merits(
  algorithm: DiscoveryAlgorithm,
  traits: AdviceTraits,
  problem: DiscoveryProblem,
  goal: DiscoveryGoal,
  facts: AdviceFacts,
): Merit[] {
  const found: Merit[] = []
  const merit = (points: number, reason = '') => void found.push({ points, reason })
  const { handles } = algorithm
  if (traits.allowsHiddenCauses) {
    if (goal.hiddenCauses === 'possible')
      merit(4, 'Hidden common causes are possible, so the marks say where one may stand.')
    else if (!algorithm.trained) merit(-4, 'It leaves more open than is needed where nothing is hidden.')
  }
  if (algorithm.trained === 'on a benchmark')
    merit(-3, 'It was trained on three kinds of simulated data, to be compared with published numbers.')
  // Measured without hidden causes only (bench/observational.ts).
  const measured = goal.relations === 'any' && goal.hiddenCauses !== 'possible' && facts.values === 'numbers'
  if (algorithm.trained === 'broadly' && measured)
    merit(
      4,
      'On simulated data with bent relations it made fewer mistakes than the searches (models/README.md).',
    )
  if (traits.readsSeries && goal.time === 'lags')
    merit(6, 'The rows follow each other in time, and it looks for effects that arrive later.')
  if (facts.contexts.length > 0) {
    const names = facts.contexts.map(({ name }) => `“${name}”`).join(', ')
    if (handles.contexts) merit(5, `It uses what changes with ${names}.`)
    else merit(0, `It does not look at ${names}.`)
  }
  if (facts.rowsSet > 0 && handles.interventions)
    merit(2, 'Variables were set in some rows, and it uses that to find directions.')
  const { total, complete } = facts.rows
  const lost = `Values are missing in ${percentOf(total - complete, total)} of the rows`
  if (complete < total && problem.gaps === 'some') merit(1, `${lost}: every step uses the rows it can.`)
  else if (complete < total)
    merit(
      -Math.round((ROWS_LOST * (total - complete)) / total),
      `${lost}: it uses the ${problem.rows.used.toLocaleString('en')} complete ones.`,
    )
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
  data: Result<DiscoveryProblem>,
  goal: DiscoveryGoal,
  facts: AdviceFacts,
): Omit<Judged, 'seconds'> {
  if (!data.ok) return unreadable(algorithm, data.problems)
  const problem = data.value
  const judged = methodChoices(algorithm).map((methods) => {
    const setting = methods.score === undefined ? methods : withUsualPenalty(problem, methods)
    const options = resolveOptions(optionsOf(algorithm), setting)
    const applies = options.ok ? algorithm.applies(problem, options.value) : options
    const resolved = options.ok ? options.value : setting
    const assumptions = assumptionsWith(algorithm, problem, resolved)
    const traits = traitsOf(algorithm, assumptions)
    const found = merits(algorithm, traits, problem, goal, facts)
    return {
      algorithm: algorithm.id,
      options: setting,
      resolved,
      runs: applies.ok,
      against: applies.ok
        ? contradictions(traits, goal, facts)
        : applies.problems.map(({ message }) => message),
      reasons: found.flatMap(({ reason }) => (reason ? [reason] : [])),
      points: found.reduce((sum, { points }) => sum + points, 0),
      assumptions,
    }
  })
  return judged.toSorted(
    (a, b) => Number(b.runs) - Number(a.runs) || a.against.length - b.against.length || b.points - a.points,
  )[0]
}

const unreadable = (
  algorithm: DiscoveryAlgorithm,
  problems: readonly Problem[],
): Omit<Judged, 'seconds'> => ({
  algorithm: algorithm.id,
  options: {},
  resolved: {},
  runs: false,
  against: problems.map(({ message }) => message),
  reasons: [],
  points: 0,
  assumptions: algorithm.assumptions,
})

/**
 * Which of the registered algorithms fit a goal and the data, best first, each with the test or score that reads these
 * data, and why the others do not. `problemFor` is what each algorithm would read. `forecast` predicts a run with all its
 * options; where a quick answer is wanted it decides.
 */
export function advise(
  goal: DiscoveryGoal,
  facts: AdviceFacts,
  problemFor: (algorithm: DiscoveryAlgorithm) => Result<DiscoveryProblem>,
  forecast: (algorithm: DiscoveryAlgorithm, options: OptionValues) => CostForecast,
): Advice {
  const entries = new Map(discoveryAlgorithms.entries.map((algorithm) => [algorithm.id, algorithm]))
  const forecasts = new Map<string, CostForecast>()
  const forecastOf = ({ algorithm, resolved }: Omit<Judged, 'seconds'>): CostForecast => {
    const known = forecasts.get(algorithm) ?? forecast(entries.get(algorithm)!, resolved)
    forecasts.set(algorithm, known)
    return known
  }
  const judged = discoveryAlgorithms.entries.map((algorithm): Judged => {
    const method = judge(algorithm, problemFor(algorithm), goal, facts)
    const timed = goal.priority === 'speed' && method.runs
    return { ...method, seconds: timed ? forecastOf(method).seconds : 0 }
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
    advised: advised.map((method, rank) => ({
      ...told(method),
      ...(rank < COMPARED ? { forecast: forecastOf(method) } : {}),
    })),
    others: ranked.filter((method) => !advised.includes(method)).map(told),
  }
}

const told = ({ algorithm, options, reasons, against, assumptions }: Judged): AdvisedMethod => ({
  algorithm,
  options,
  reasons,
  against,
  assumptions,
})
