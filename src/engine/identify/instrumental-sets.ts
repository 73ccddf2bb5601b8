import { fail, succeed, type Result } from '../../base/result'
import { nameOf, type CausalGraph, type VariableId } from '../graph/graph'
import { type VertexSet } from '../graph/index-graph'
import { reachable, walkRules } from '../graph/reachability'
import { trekRank } from '../graph/trek-rank'
import { joined } from './adjustment-obstacle'
import { diagramSetting, type AdjustmentSetting } from './adjustment-query'
import type { Budget } from './method'

/** As many instruments as exposures, which together give the exposures' joint effects in linear models. */
export interface InstrumentalSet {
  readonly instruments: readonly VariableId[]
  /** Sets given which they do and no part of which will do; never empty. */
  readonly given: readonly (readonly VariableId[])[]
}

export interface InstrumentalSets {
  readonly sets: readonly InstrumentalSet[]
  /** False when the search stopped at its budget: there may be more. */
  readonly complete: boolean
  readonly sentence: string
}

/**
 * The instrumental sets of several exposures for one outcome, each with all minimal sets of variables to hold. Z with W
 * is one when neither holds a variable on a causal path or affected by one, when every member of Z is separated from
 * the outcome given W once the first edges of the causal paths are cut, and when the covariances of Z and W with the
 * exposures and W have full rank in almost every linear model, that is, when treks without sided intersection join
 * them. The joint effects then solve Cov(Z, Y | W) = Cov(Z, X | W) effects.
 * Brito & Pearl, UAI 2002, with one W for all members: the form whose test takes polynomial time (van der
 * Zander & Liśkiewicz, AISTATS 2016); which W to take stays a search, by growing size. Problems as for
 * `conditionalInstruments`.
 */
export function instrumentalSets(
  graph: CausalGraph,
  exposures: readonly VariableId[],
  outcome: VariableId,
  budget: Budget,
): Result<InstrumentalSets> {
  const asked = { exposures, outcomes: [outcome], effect: 'total' as const, must: [], forbidden: [] }
  const setting = diagramSetting(graph, asked)
  if (!setting.ok) return setting
  if (graph.variables.some((variable) => variable.selected))
    return fail('selected-variable', 'Instruments are sought for samples that were not selected.')
  const found = search(setting.value, budget)
  const names = (ids: readonly VariableId[]) => joined(ids.map((id) => nameOf(graph, id)))
  return succeed({ ...found, sentence: sentenceOf(found, names(exposures), names([outcome]), names) })
}

function sentenceOf(
  { sets, complete }: Omit<InstrumentalSets, 'sentence'>,
  exposures: string,
  outcome: string,
  names: (ids: readonly VariableId[]) => string,
): string {
  if (sets.length === 0)
    return complete
      ? `No set of instruments gives the effects of ${exposures} on ${outcome}.`
      : `No set of instruments for ${exposures} was found within the time given; there may be one.`
  const [{ instruments, given }] = sets
  const held = given[0].length > 0 ? `, ${names(given[0])} held,` : ''
  const more = sets.length > 1 ? ` So do ${sets.length - 1} other sets${complete ? '' : ' at least'}.` : ''
  return `In a linear model ${names(instruments)}${held} give the joint effects of ${exposures} on ${outcome}.${more}`
}

function search(setting: AdjustmentSetting, budget: Budget): Omit<InstrumentalSets, 'sentence'> {
  const { index, exposures, allowed } = setting
  const targets = [...exposures.keys()].filter((v) => exposures[v])
  const candidates = [...allowed.keys()].filter((v) => allowed[v])
  const started = performance.now()
  let tried = 0
  const isSpent = () => tried++ >= budget.count || performance.now() - started > budget.milliseconds
  const found = new Map<string, { instruments: readonly VariableId[]; given: number[][] }>()
  let complete = true
  const held = new Uint8Array(index.count)
  growing: for (let size = 0; size <= candidates.length - targets.length; size++) {
    for (const given of choices(candidates, size)) {
      held.fill(0)
      for (const v of given) held[v] = 1
      const exogenous = candidates.filter((v) => !held[v])
      const free = separatedFromOutcome(setting, held)
      const members = exogenous.filter((v) => free[v])
      const rankOf = (instruments: readonly number[]) =>
        trekRank(index, [...instruments, ...given], [...targets, ...given])
      if (isSpent()) {
        complete = false
        break growing
      }
      const wanted = targets.length + given.length
      if (members.length < targets.length || rankOf(members) < wanted) continue
      for (const instruments of choices(members, targets.length)) {
        const key = instruments.join(' ')
        const earlier = found.get(key)
        if (earlier?.given.some((set) => set.every((v) => held[v]))) continue
        if (isSpent()) {
          complete = false
          break growing
        }
        if (rankOf(instruments) < wanted) continue
        if (earlier) earlier.given.push([...given])
        else found.set(key, { instruments: instruments.map((v) => index.ids[v]), given: [[...given]] })
      }
    }
  }
  const sets = [...found.values()].map(({ instruments, given }) => ({
    instruments,
    given: given.map((set) => set.map((v) => index.ids[v])),
  }))
  return { sets, complete }
}

/** 1 where a vertex is separated from the outcome given the held ones, the causal paths' first edges cut. */
function separatedFromOutcome({ index, outcomes, removed }: AdjustmentSetting, held: VertexSet): VertexSet {
  return reachable(index, outcomes, walkRules(index, held, removed)).map((reached) => 1 - reached)
}

/** All ways to choose so many of the items, in their order. */
function* choices<Item>(items: readonly Item[], size: number, from = 0): Generator<Item[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let at = from; at <= items.length - size; at++)
    for (const rest of choices(items, size - 1, at + 1)) yield [items[at], ...rest]
}
