import { fail, succeed, type Result } from '../../base/result'
import type { CausalGraph, VariableId } from '../graph/graph'
import type { IndexGraph, VertexSet } from '../graph/index-graph'
import { reachable, walkRules, type WalkRules } from '../graph/reachability'
import { diagramSetting, type AdjustmentSetting } from './adjustment-query'
import type { Budget } from './method'

export interface Instrument {
  readonly variable: VariableId
  /** Sets given which it is an instrument and no part of which will do; never empty. */
  readonly given: readonly (readonly VariableId[])[]
}

export interface InstrumentList {
  readonly instruments: readonly Instrument[]
  /** False when the search stopped at its budget: there may be more sets, or more instruments. */
  readonly complete: boolean
}

/**
 * All conditional instruments of the exposure for the outcome, each with all minimal conditioning sets: z and W such
 * that, with the first edges of the causal paths from exposure to outcome cut, z and the outcome are separated given
 * W; z and the exposure are connected given W; and W holds no descendant of a variable on a causal path. Brito & Pearl,
 * UAI 2002; Pearl, Causality, 2009, definition 7.4.1. Sets are tried by growing size, which no way avoids: finding one
 * conditional instrument is NP-hard (van der Zander, Textor & Liśkiewicz, IJCAI 2015). Problems as for adjustment; one exposure and one outcome.
 */
export function conditionalInstruments(
  graph: CausalGraph,
  exposure: VariableId,
  outcome: VariableId,
  budget: Budget,
): Result<InstrumentList> {
  const setting = diagramSetting(graph, {
    exposures: [exposure],
    outcomes: [outcome],
    effect: 'total',
    must: [],
    forbidden: [],
  })
  if (!setting.ok) return setting
  if (graph.variables.some((variable) => variable.selected))
    return fail('selected-variable', 'Instruments are sought for samples that were not selected.')
  const { index } = setting.value
  const started = performance.now()
  let tried = 0
  const instruments: Instrument[] = []
  let complete = true
  const [x, y] = [index.indexOf.get(exposure)!, index.indexOf.get(outcome)!]
  const candidates = [...index.ids.keys()].filter((z) => z !== x && z !== y && !index.latent[z])
  for (const [at, z] of candidates.entries()) {
    if (tried > budget.count || performance.now() - started > budget.milliseconds) {
      complete = false
      break
    }
    // Each candidate gets its share of what is left, so that one with many sets leaves time for the others.
    const share = 1 / (candidates.length - at)
    const until = {
      tried: tried + (budget.count - tried) * share,
      time: performance.now() + (budget.milliseconds - (performance.now() - started)) * share,
    }
    const isSpent = () => tried++ > until.tried || performance.now() > until.time
    const found = conditioningSets(setting.value, z, x, y, isSpent)
    if (!found.complete) complete = false
    if (found.sets.length > 0)
      instruments.push({
        variable: index.ids[z],
        given: found.sets.map((set) => set.map((vertex) => index.ids[vertex])),
      })
  }
  return succeed({ instruments, complete })
}

function conditioningSets(
  setting: AdjustmentSetting,
  z: number,
  x: number,
  y: number,
  isSpent: () => boolean,
): { sets: number[][]; complete: boolean } {
  const { index, removed } = setting
  const candidates: number[] = []
  for (let v = 0; v < index.count; v++) if (setting.allowed[v] && v !== z) candidates.push(v)
  const source = new Uint8Array(index.count)
  source[z] = 1
  const reaches = (target: number, rules: WalkRules) => reachable(index, source, rules)[target] === 1
  const sets: number[][] = []
  const isInstrument = (given: VertexSet) =>
    !reaches(y, walkRules(index, given, removed)) && reaches(x, walkRules(index, given))
  if (!isTied(index, z, x)) return { sets, complete: true }
  const given = new Uint8Array(index.count)
  let complete = true
  const chosen: number[] = []
  const holdsFound = () => sets.some((set) => set.every((vertex) => given[vertex]))
  const extend = (from: number, left: number): void => {
    if (!complete || holdsFound()) return
    if (isSpent()) {
      complete = false
      return
    }
    if (left === 0) {
      if (isInstrument(given)) sets.push([...chosen])
      return
    }
    for (let at = from; at <= candidates.length - left; at++) {
      chosen.push(candidates[at])
      given[candidates[at]] = 1
      extend(at + 1, left - 1)
      given[candidates[at]] = 0
      chosen.pop()
    }
  }
  for (let size = 0; size <= candidates.length; size++) extend(0, size)
  return { sets, complete }
}

/** Is there any path at all? */
function isTied(index: IndexGraph, a: number, b: number): boolean {
  const seen = new Uint8Array(index.count)
  seen[a] = 1
  const stack = [a]
  while (stack.length > 0) {
    const v = stack.pop()!
    for (let slot = index.incidence.offsets[v]; slot < index.incidence.offsets[v + 1]; slot++) {
      const w = index.incidence.other[slot]
      if (seen[w]) continue
      seen[w] = 1
      stack.push(w)
    }
  }
  return seen[b] === 1
}
