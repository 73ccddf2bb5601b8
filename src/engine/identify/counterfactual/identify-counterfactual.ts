import { succeed, type Result } from '../../../base/result'
import { probability } from '../../expression/build'
import type { Estimand, Term } from '../../expression/expression'
import { primeClashes, renamed, termKey } from '../../expression/scope'
import { divide, sumOut, times } from '../../expression/simplify'
import type { CausalGraph, VariableId } from '../../graph/graph'
import { indexGraph, variablesOf, type IndexGraph, type VertexSet } from '../../graph/index-graph'
import { latentProjection } from '../../graph/projection'
import { topologicalVertices } from '../../graph/topological'
import { identifyDistrict, parentsOf, type Setting as GraphSetting } from '../id/district-factor'
import type { Hedge } from '../method'
import { districtsWithin, neighboursIn } from '../id/regions'
import type { Value } from '../question'
import { senseless } from './check-query'
import { sameSetting, settingKey, type CounterfactualQuery, type Setting } from './query'
import { unfoldWorlds, type Copy } from './worlds'

/** What is at hand: observation, or the outcome of every experiment as well. */
export type Evidence = 'observation' | 'experiments'

/** Which value a term of the estimand stands for. */
export interface TermValue {
  readonly term: Term
  readonly value: Value
}

export type CounterfactualIdentification =
  | {
      readonly verdict: 'identifiable'
      readonly estimand: Estimand
      readonly values: readonly TermValue[]
    }
  /** The events asked about cannot occur together. */
  | { readonly verdict: 'impossible' }
  /** What is given cannot occur. */
  | { readonly verdict: 'undefined' }
  /** One variable would have to take two values at once in what hidden causes tie together. */
  | { readonly verdict: 'inconsistent'; readonly variable: VariableId; readonly tied: readonly VariableId[] }
  | { readonly verdict: 'hedge'; readonly hedge: Hedge }

/**
 * Is P(asked | known) of events in several worlds determined by the evidence, and by which formula? Complete: ctfID and
 * ctfIDC of Correa, Lee & Bareinboim, Nested counterfactual identification from arbitrary surrogate experiments,
 * NeurIPS 2021 (the same questions as ID* and IDC* of Shpitser & Pearl, JMLR 9, 2008). Problems as for
 * `identifyEffect`, and no event asked about.
 */
export function identifyCounterfactual(
  given: CausalGraph,
  query: CounterfactualQuery,
  evidence: Evidence,
): Result<CounterfactualIdentification> {
  const { asked, known } = query
  const problems = senseless(given, query)
  if (problems.length > 0) return { ok: false, problems }
  const graph = latentProjection(given)
  const index = indexGraph(graph)
  const order = topologicalVertices(index)!
  if (!unfoldWorlds(index, order, known, []).possible) return succeed({ verdict: 'undefined' })
  const worlds = unfoldWorlds(index, order, asked, known)
  if (!worlds.possible) return succeed({ verdict: 'impossible' })
  const rank = new Int32Array(index.count)
  order.forEach((vertex, at) => (rank[vertex] = at))
  const naming = createNaming(index, query)
  const context = { setting: { index, rank }, naming, evidence }
  const whole = jointFactor(context, worlds.copies, ({ value }) => value)
  if (known.length === 0) {
    return succeed(whole.verdict === 'known' ? finished(whole.expression, naming) : whole)
  }
  const conditional = conditionalOn(context, order, query)
  if (conditional) return succeed(finished(conditional, naming))
  if (whole.verdict !== 'known') return succeed(whole)
  const condition = unfoldWorlds(index, order, known, [])
  const below = condition.possible ? jointFactor(context, condition.copies, ({ value }) => value) : whole
  return succeed(
    below.verdict === 'known' ? finished(divide(whole.expression, below.expression), naming) : below,
  )
}

/**
 * Σ over what is between, of the components tied to the events asked about, over the same summed over those events as
 * well: what is not tied to them cancels (algorithm 2 there). Values asked about stay open while copies are merged, so
 * that the sum below runs over them; null when the part is not identifiable.
 */
function conditionalOn(
  context: Context,
  order: Int32Array,
  { asked, known }: CounterfactualQuery,
): Estimand | null {
  const { index } = context.setting
  const open = asked.map((event, i) =>
    'summed' in event.value ? event : { ...event, value: { summed: `asked ${i}` } },
  )
  const worlds = unfoldWorlds(index, order, open, known)
  if (!worlds.possible) return null
  const copies = tiedToAsked(index, worlds.copies)
  const isOpen = (setting: Setting) => 'summed' in setting && setting.summed.startsWith('asked ')
  const opened = open.filter(({ value }) => isOpen(value))
  if (copies.filter(({ value }) => isOpen(value)).length < opened.length) return null
  const settled = new Map(open.map(({ value }, i) => [settingKey(value), asked[i].value]))
  const above = jointFactor(context, copies, ({ value }) => settled.get(settingKey(value)) ?? value)
  const below = jointFactor(context, copies, ({ value }) => value)
  if (above.verdict !== 'known' || below.verdict !== 'known') return null
  return divide(above.expression, below.expression)
}

const finished = (estimand: Estimand, naming: Naming): CounterfactualIdentification => ({
  verdict: 'identifiable',
  estimand: primeClashes(estimand),
  values: naming.given(),
})

/**
 * Of the copies, those in the same ancestral component as an event asked about, once what lies behind known events is
 * cut off there: the others cancel when conditioning (definition 5 and algorithm 2 there).
 */
function tiedToAsked(index: IndexGraph, copies: readonly Copy[]): Copy[] {
  const sets = copies
    .filter((copy) => copy.role !== 'between')
    .map((event) => {
      const found = new Set([event])
      for (const at of found)
        for (const { copy } of at.causes) if (copy && copy.role !== 'known') found.add(copy)
      return found
    })
  const isTied = (a: ReadonlySet<Copy>, b: ReadonlySet<Copy>) =>
    [...a].some((one) =>
      [...b].some(
        (other) =>
          one.vertex === other.vertex || neighboursIn(index.siblings, one.vertex).includes(other.vertex),
      ),
    )
  const chosen = new Set(sets.filter((set) => [...set].some((copy) => copy.role === 'asked')))
  for (const set of chosen) for (const other of sets) if (isTied(set, other)) chosen.add(other)
  const kept = new Set([...chosen].flatMap((set) => [...set]))
  return copies.filter((copy) => kept.has(copy))
}

interface Naming {
  term(vertex: number, setting: Setting): Term
  /** The terms of values that the question gives. */
  given(): TermValue[]
}

/** One term for each value of each variable; given values first, as the question names them, have the fewest primes. */
function createNaming(index: IndexGraph, { asked, known: given }: CounterfactualQuery): Naming {
  const known = new Map<number, Map<string, { term: Term; setting: Setting }>>()
  const term = (vertex: number, setting: Setting): Term => {
    const ofVertex = known.get(vertex) ?? new Map<string, { term: Term; setting: Setting }>()
    known.set(vertex, ofVertex)
    const found = ofVertex.get(settingKey(setting))
    if (found) return found.term
    const made: Term = {
      variable: index.ids[vertex],
      ...(ofVertex.size > 0 ? { primes: ofVertex.size } : {}),
    }
    ofVertex.set(settingKey(setting), { term: made, setting })
    return made
  }
  for (const { variable, value, set } of [...asked, ...given])
    for (const [id, setting] of [...set, [variable, value] as const])
      if (!('summed' in setting)) term(index.indexOf.get(id)!, setting)
  return {
    term,
    given: () =>
      [...known.values()].flatMap((ofVertex) =>
        [...ofVertex.values()].flatMap(({ term: named, setting }) =>
          'summed' in setting ? [] : [{ term: named, value: setting.value }],
        ),
      ),
  }
}

interface Context {
  readonly setting: GraphSetting
  readonly naming: Naming
  readonly evidence: Evidence
}

type Factor =
  | { readonly verdict: 'known'; readonly expression: Estimand }
  | Extract<CounterfactualIdentification, { verdict: 'inconsistent' | 'hedge' }>

/** The probability of the copies' values together: a product over districts, summed over what no event fixes. */
function jointFactor(
  { setting, naming, evidence }: Context,
  copies: readonly Copy[],
  valueOf: (copy: Copy) => Setting,
): Factor {
  const { index } = setting
  const region: VertexSet = new Uint8Array(index.count)
  for (const { vertex } of copies) region[vertex] = 1
  const factors: Estimand[] = []
  for (const district of districtsWithin(index, region)) {
    const values = new Map<number, Setting>()
    let clash = -1
    const settle = (vertex: number, value: Setting) => {
      const other = values.get(vertex)
      if (other && !sameSetting(other, value)) clash = vertex
      values.set(vertex, value)
    }
    for (const copy of copies) {
      if (!district[copy.vertex]) continue
      settle(copy.vertex, valueOf(copy))
      for (const { parent, copy: cause, set } of copy.causes) settle(parent, set ?? valueOf(cause!))
    }
    const tied = variablesOf(index, district)
    if (clash >= 0) return { verdict: 'inconsistent', variable: index.ids[clash], tied }
    const renaming = new Map(
      [...values].map(([vertex, value]) => [
        termKey({ variable: index.ids[vertex] }),
        naming.term(vertex, value),
      ]),
    )
    if (evidence === 'experiments') {
      const all = probability(tied, [], variablesOf(index, parentsOf(index, district)))
      factors.push(renamed(all, renaming))
      continue
    }
    const found = identifyDistrict(setting, district)
    if (!found.known) {
      const { outer, inner } = found.hedge
      return {
        verdict: 'hedge',
        hedge: { outer: variablesOf(index, outer), inner: variablesOf(index, inner) },
      }
    }
    factors.push(renamed(primeClashes(found.expression), renaming))
  }
  const summed = new Map<string, Term>()
  for (const copy of copies) {
    const value = valueOf(copy)
    if (!('summed' in value)) continue
    const term = naming.term(copy.vertex, value)
    summed.set(termKey(term), term)
  }
  return { verdict: 'known', expression: sumOut([...summed.values()], times(factors)) }
}
