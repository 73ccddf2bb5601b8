import { fail, succeed, type Result } from '../../../base/result'
import { probability } from '../../expression/build'
import type { Estimand, Term } from '../../expression/expression'
import { primeClashes, renamed, termKey } from '../../expression/scope'
import { divide, sumOut, times } from '../../expression/simplify'
import type { CausalGraph, VariableId } from '../../graph/graph'
import { indexGraph, variablesOf, type IndexGraph, type VertexSet } from '../../graph/index-graph'
import { latentProjection } from '../../graph/projection'
import { topologicalVertices } from '../../graph/topological'
import {
  identifyDistrict,
  parentsOf,
  type FactorStep,
  type Setting as GraphSetting,
} from '../id/district-factor'
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
  | {
      readonly verdict: 'inconsistent'
      readonly variable: VariableId
      readonly values: readonly [Setting, Setting]
      readonly tied: readonly VariableId[]
    }
  | { readonly verdict: 'hedge'; readonly hedge: Hedge }

/** The part of the copies that hidden causes tie together, and how its factor was found. */
export interface DistrictPart {
  readonly tied: VertexSet
  readonly copies: readonly Copy[]
  readonly steps: readonly FactorStep[]
  /** In the terms of the answer; null where the factor is not known. */
  readonly factor: Estimand | null
  /** The copies that need different values of one variable; null where none do. */
  readonly clashing: readonly Copy[] | null
}

/** How an identification came about, for its derivation. */
export interface CounterfactualWork {
  readonly identification: CounterfactualIdentification
  /** The copies whose joint probability the answer is made of. */
  readonly copies: readonly Copy[]
  /** Copies that cancel because nothing ties them to the events asked about. */
  readonly setAside: readonly Copy[]
  readonly parts: readonly DistrictPart[]
  /** The joint probability before it is divided by what is known; null where it is not found. */
  readonly joint: Estimand | null
}

/**
 * Is P(asked | known) of events in several worlds determined by the evidence, and by which formula? Complete: ctfID and
 * ctfIDC of Correa, Lee & Bareinboim, Nested counterfactual identification from arbitrary surrogate experiments,
 * NeurIPS 2021 (the same questions as ID* and IDC* of Shpitser & Pearl, JMLR 9, 2008). Problems as for
 * `identifyEffect`, no event asked about, more copies than can be worked out.
 */
export function identifyCounterfactual(
  given: CausalGraph,
  query: CounterfactualQuery,
  evidence: Evidence,
): Result<CounterfactualIdentification> {
  const work = workOutCounterfactual(given, query, evidence)
  return work.ok ? succeed(work.value.identification) : work
}

/** More would take minutes: the formula sums over each. */
const MOST_COPIES = 250

/** `identifyCounterfactual` with the work shown. */
export function workOutCounterfactual(
  given: CausalGraph,
  query: CounterfactualQuery,
  evidence: Evidence,
): Result<CounterfactualWork> {
  const { asked, known } = query
  const problems = senseless(given, query)
  if (problems.length > 0) return { ok: false, problems }
  const graph = latentProjection(given)
  const index = indexGraph(graph)
  const order = topologicalVertices(index)!
  const settled = (identification: CounterfactualIdentification) =>
    succeed({ identification, copies: [], setAside: [], parts: [], joint: null })
  const condition = unfoldWorlds(index, order, known, [])
  if (!condition.possible) return settled({ verdict: 'undefined' })
  const worlds = unfoldWorlds(index, order, asked, known)
  if (!worlds.possible) return settled({ verdict: 'impossible' })
  if (worlds.copies.length > MOST_COPIES)
    return fail(
      'too-many-copies',
      `Behind this question stand ${worlds.copies.length} copies of variables; at most ${MOST_COPIES} are worked out.`,
    )
  const rank = new Int32Array(index.count)
  order.forEach((vertex, at) => (rank[vertex] = at))
  const naming = createNaming(index, query)
  const context = { setting: { index, rank }, naming, evidence }
  const conditional = known.length > 0 ? conditionalOn(context, order, query) : null
  if (conditional) return succeed(conditional)
  const whole = jointFactor(context, worlds.copies, ({ value }) => value)
  const { copies } = worlds
  const shown = { copies, setAside: [], parts: whole.parts }
  if (whole.verdict !== 'known')
    return succeed({ ...shown, identification: whole.identification, joint: null })
  if (known.length === 0)
    return succeed({
      ...shown,
      identification: finished(whole.expression, naming),
      joint: primeClashes(whole.expression),
    })
  const below = jointFactor(context, condition.copies, ({ value }) => value)
  return succeed({
    ...shown,
    identification:
      below.verdict === 'known'
        ? finished(divide(whole.expression, below.expression), naming)
        : below.identification,
    joint: primeClashes(whole.expression),
  })
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
): CounterfactualWork | null {
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
  return {
    identification: finished(divide(above.expression, below.expression), context.naming),
    copies,
    setAside: worlds.copies.filter((copy) => !copies.includes(copy)),
    parts: above.parts,
    joint: primeClashes(above.expression),
  }
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
  | {
      readonly verdict: 'known'
      readonly expression: Estimand
      readonly parts: readonly DistrictPart[]
    }
  | {
      readonly verdict: 'unknown'
      readonly identification: Extract<CounterfactualIdentification, { verdict: 'inconsistent' | 'hedge' }>
      /** The last one is the one that fails. */
      readonly parts: readonly DistrictPart[]
    }

/** The probability of the copies' values together: a product over districts, summed over what no event fixes. */
function jointFactor(
  { setting, naming, evidence }: Context,
  copies: readonly Copy[],
  valueOf: (copy: Copy) => Setting,
): Factor {
  const { index } = setting
  const region: VertexSet = new Uint8Array(index.count)
  for (const { vertex } of copies) region[vertex] = 1
  const parts: DistrictPart[] = []
  for (const district of districtsWithin(index, region)) {
    const inside = copies.filter((copy) => district[copy.vertex])
    const part = { tied: district, copies: inside, steps: [], factor: null, clashing: null }
    const tied = variablesOf(index, district)
    const { values, clash } = settledValues(inside, valueOf)
    if (clash) {
      const { vertex, pair, copies: clashing } = clash
      parts.push({ ...part, clashing })
      const identification = {
        verdict: 'inconsistent' as const,
        variable: index.ids[vertex],
        values: pair,
        tied,
      }
      return { verdict: 'unknown', identification, parts }
    }
    const renaming = new Map(
      [...values].map(([vertex, value]) => [
        termKey({ variable: index.ids[vertex] }),
        naming.term(vertex, value),
      ]),
    )
    if (evidence === 'experiments') {
      const all = probability(tied, [], variablesOf(index, parentsOf(index, district)))
      parts.push({ ...part, factor: renamed(all, renaming) })
      continue
    }
    const found = identifyDistrict(setting, district)
    if (!found.known) {
      const { outer, inner } = found.hedge
      const hedge = { outer: variablesOf(index, outer), inner: variablesOf(index, inner) }
      parts.push({ ...part, steps: found.steps })
      return { verdict: 'unknown', identification: { verdict: 'hedge', hedge }, parts }
    }
    const factor = renamed(primeClashes(found.expression), renaming)
    parts.push({ ...part, steps: found.steps, factor })
  }
  const summed = new Map<string, Term>()
  for (const copy of copies) {
    const value = valueOf(copy)
    if (!('summed' in value)) continue
    const term = naming.term(copy.vertex, value)
    summed.set(termKey(term), term)
  }
  const factors = parts.map(({ factor }) => factor!)
  return { verdict: 'known', expression: sumOut([...summed.values()], times(factors)), parts }
}

/** The one value that each variable has for the copies and their causes, or the variable that would need two. */
function settledValues(copies: readonly Copy[], valueOf: (copy: Copy) => Setting) {
  const demands: { vertex: number; value: Setting; copy: Copy }[] = copies.flatMap((copy) => [
    { vertex: copy.vertex, value: valueOf(copy), copy },
    ...copy.causes.map(({ parent, copy: cause, set }) => ({
      vertex: parent,
      value: set ?? valueOf(cause!),
      copy,
    })),
  ])
  const values = new Map<number, Setting>()
  const by = new Map<number, Copy[]>()
  const clashes: { vertex: number; pair: readonly [Setting, Setting]; copies: readonly Copy[] }[] = []
  for (const { vertex, value, copy } of demands) {
    const other = values.get(vertex)
    if (!other) {
      values.set(vertex, value)
      by.set(vertex, [copy])
    } else if (sameSetting(other, value)) by.get(vertex)!.push(copy)
    else {
      const first = by.get(vertex)!.find((one) => one.vertex === copy.vertex) ?? by.get(vertex)![0]
      clashes.push({ vertex, pair: [other, value], copies: [first, copy] })
    }
  }
  // Two given values tell more than two that are summed over; one variable that answers to both more than two that do.
  const telling = ({ vertex, pair, copies: [one, other] }: (typeof clashes)[number]) =>
    3 * pair.filter((setting) => 'value' in setting).length +
    (one.vertex === other.vertex ? 2 : 0) +
    (vertex !== one.vertex && vertex !== other.vertex ? 1 : 0)
  const [clash] = clashes.toSorted((a, b) => telling(b) - telling(a))
  return { values, clash: clash ?? null }
}
