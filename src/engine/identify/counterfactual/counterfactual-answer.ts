import { succeed, type Result } from '../../../base/result'
import type { Estimand } from '../../expression/expression'
import { nameOf, type CausalGraph, type EdgeId, type VariableId } from '../../graph/graph'
import { variablesOf } from '../../graph/index-graph'
import { joined } from '../adjustment-obstacle'
import { factorStep } from '../id/identify-effect'
import type { Hedge } from '../method'
import {
  counterfactualGraph,
  nodeIdOf,
  readyFor,
  type CounterfactualGraph,
  type CounterfactualNode,
} from './counterfactual-graph'
import { eventWords, settingText } from './event-words'
import {
  workOutCounterfactual,
  type CounterfactualWork,
  type DistrictPart,
  type Evidence,
  type TermValue,
} from './identify-counterfactual'
import type { CounterfactualQuery, Setting } from './query'
import type { Copy } from './worlds'

/** One rule applied on the way; `result` is null as long as no formula stands. */
export interface CounterfactualStep {
  readonly rule: string
  readonly sentence: string
  readonly result: Estimand | null
  /** What licenses the step: nodes of the counterfactual graph; variables and edges of the graph that was drawn. */
  readonly shows: {
    readonly nodes: readonly string[]
    readonly variables: readonly VariableId[]
    readonly edges: readonly EdgeId[]
  }
}

/** What stands in the way, on the counterfactual graph and on the drawing. */
export type CounterfactualWitness =
  | {
      /** Copies that hidden causes (or one noise) tie together need two values of one variable. */
      readonly kind: 'conflict'
      readonly variable: VariableId
      readonly values: readonly [Setting, Setting]
      readonly tied: readonly VariableId[]
      /** The variable that answers to both values, where it is a single one: the recanting witness. */
      readonly recanting: VariableId | null
      readonly nodes: readonly string[]
    }
  | { readonly kind: 'hedge'; readonly hedge: Hedge; readonly nodes: readonly string[] }

interface Told {
  readonly graph: CounterfactualGraph
  readonly derivation: readonly CounterfactualStep[]
}

export type CounterfactualAnswer = Told &
  (
    | {
        readonly verdict: 'identifiable'
        readonly estimand: Estimand
        /** What the terms of the estimand stand for where the question gives their value. */
        readonly values: readonly TermValue[]
      }
    /** The events asked about cannot occur together: the probability is 0. */
    | { readonly verdict: 'impossible'; readonly explanation: string }
    /** What is given cannot occur. */
    | { readonly verdict: 'undefined'; readonly explanation: string }
    | {
        readonly verdict: 'not-identifiable'
        readonly explanation: string
        readonly witness: CounterfactualWitness
      }
  )

/**
 * P(asked | known) answered with the counterfactual graph and every step on the way, or with what stands in the way.
 * Complete, see `identifyCounterfactual`. Problems as there.
 */
export function counterfactualAnswer(
  graph: CausalGraph,
  query: CounterfactualQuery,
  evidence: Evidence,
): Result<CounterfactualAnswer> {
  const work = workOutCounterfactual(graph, query, evidence)
  if (!work.ok) return work
  const { identification } = work.value
  const shown =
    identification.verdict === 'undefined'
      ? counterfactualGraph(graph, { asked: query.known, known: [] })
      : counterfactualGraph(graph, query)
  if (!shown.ok) return shown
  const told = createTelling(graph, query, shown.value)
  const opening = told.opening()
  switch (identification.verdict) {
    case 'identifiable': {
      const derivation = [...opening, ...told.working(work.value, evidence), ...told.closing(work.value)]
      return succeed({
        verdict: 'identifiable',
        estimand: identification.estimand,
        values: identification.values,
        graph: shown.value,
        derivation,
      })
    }
    case 'impossible':
    case 'undefined': {
      const why = shown.value.inconsistent!
      const explanation =
        identification.verdict === 'impossible'
          ? `${why} The probability is 0.`
          : `What is given cannot occur: ${why}`
      return succeed({
        verdict: identification.verdict,
        explanation,
        graph: shown.value,
        derivation: [...opening, told.step('impossible', explanation, null, shown.value.clashing ?? [])],
      })
    }
    case 'inconsistent':
    case 'hedge': {
      const { explanation, witness } = told.obstacle(work.value)
      const last = told.step(identification.verdict, explanation, null, witness.nodes)
      return succeed({
        verdict: 'not-identifiable',
        explanation,
        witness,
        graph: shown.value,
        derivation: [...opening, ...told.working(work.value, evidence), last],
      })
    }
  }
}

/** Sentences and steps over one question and its counterfactual graph. */
function createTelling(given: CausalGraph, query: CounterfactualQuery, drawn: CounterfactualGraph) {
  const { graph, index } = readyFor(given, query)
  const name = (id: VariableId) => nameOf(graph, id)
  const named = (ids: readonly VariableId[]) => joined(ids.map(name))

  const step = (
    rule: string,
    sentence: string,
    result: Estimand | null,
    nodes: readonly string[],
    shows?: Omit<CounterfactualStep['shows'], 'nodes'>,
  ): CounterfactualStep => {
    const variables = drawn.nodes.filter(({ id }) => nodes.includes(id)).map(({ variable }) => variable)
    return {
      rule,
      sentence,
      result,
      shows: { variables: [...new Set(variables)], edges: [], ...shows, nodes },
    }
  }

  /** "Y (X = 1)" */
  function nodeName({ variable, subscript }: CounterfactualNode): string {
    if (subscript.length === 0) return name(variable)
    const world = subscript.map((one) =>
      'summed' in one.value ? name(one.variable) : `${name(one.variable)} = ${settingText(one.value)}`,
    )
    return `${name(variable)} (${world.join(', ')})`
  }
  const nodeNames = (nodes: readonly CounterfactualNode[]) => joined(nodes.map(nodeName))
  const nodesOf = (copies: readonly Copy[]): CounterfactualNode[] => {
    const ids = new Set(copies.map((copy) => nodeIdOf(index, copy)))
    return drawn.nodes.filter(({ id }) => ids.has(id))
  }
  const idsOf = (nodes: readonly CounterfactualNode[]) => nodes.map(({ id }) => id)

  function opening(): CounterfactualStep[] {
    const events = drawn.nodes.filter(({ role }) => role === 'asked' || role === 'known')
    const condition = query.known.length > 0 ? `, given that ${eventWords(graph, query.known, query)}` : ''
    const steps = [
      step(
        'question',
        `Asked is how likely it is that ${eventWords(graph, query.asked, query)}${condition}.`,
        null,
        idsOf(events),
      ),
    ]
    if (drawn.inconsistent !== undefined) return steps
    const between = drawn.nodes.filter(({ role }) => role === 'between')
    if (between.length > 0)
      steps.push(step('ancestors', `Behind these events stand ${nodeNames(between)}.`, null, idsOf(between)))
    const merged = drawn.nodes.filter(({ worlds, role }) => role !== 'set' && worlds.length > 1)
    if (merged.length > 0)
      steps.push(
        step(
          'merge',
          `Nothing that is set reaches ${nodeNames(merged)} differently: ${merged.length > 1 ? 'these are' : 'it is'} the same in several worlds and drawn once.`,
          null,
          idsOf(merged),
        ),
      )
    return steps
  }

  function working(work: CounterfactualWork, evidence: Evidence): CounterfactualStep[] {
    const steps: CounterfactualStep[] = []
    const aside = nodesOf(work.setAside)
    if (aside.length > 0)
      steps.push(
        step(
          'set-aside',
          `Given what is known, ${nodeNames(aside)} ${aside.length > 1 ? 'tell' : 'tells'} nothing of the events asked about and can be left out.`,
          null,
          idsOf(aside),
        ),
      )
    if (work.parts.length > 1) {
      const groups = work.parts.map(({ copies }) => `{${nodesOf(copies).map(nodeName).join(', ')}}`)
      steps.push(
        step(
          'c-component-factorisation',
          `Hidden causes leave ${work.parts.length} groups apart, ${joined(groups)}: the chance of all together is the product of their factors.`,
          null,
          idsOf(nodesOf(work.copies)),
        ),
      )
    }
    for (const part of work.parts) steps.push(...factorSteps(part, evidence))
    return steps
  }

  function factorSteps(part: DistrictPart, evidence: Evidence): CounterfactualStep[] {
    const nodes = nodesOf(part.copies)
    const steps = part.steps.map((found): CounterfactualStep => {
      const { rule, sentence, result, shows } = factorStep(graph, index, found)
      return { rule, sentence, result, shows: { ...shows, nodes: idsOf(nodes) } }
    })
    if (!part.factor) return steps
    const tied = named(variablesOf(index, part.tied))
    const how =
      evidence === 'experiments'
        ? `An experiment that sets what causes ${tied} gives the factor of ${nodeNames(nodes)}.`
        : `At the values that the question gives, this is the factor of ${nodeNames(nodes)}.`
    return [...steps, step('values', how, part.factor, idsOf(nodes))]
  }

  function closing({ identification, copies, joint }: CounterfactualWork): CounterfactualStep[] {
    if (identification.verdict !== 'identifiable') return []
    const nodes = nodesOf(copies)
    const summed = nodes.filter(({ value }) => value === null || 'summed' in value)
    const steps: CounterfactualStep[] = []
    if (joint)
      steps.push(
        step(
          'combine',
          summed.length > 0
            ? `The factors are multiplied and ${nodeNames(summed)} summed over.`
            : 'The factors together are the chance of all events.',
          joint,
          idsOf(nodes),
        ),
      )
    if (query.known.length > 0)
      steps.push(
        step(
          'condition',
          `Dividing by the chance of what is known, ${eventWords(graph, query.known, query)}, conditions on it.`,
          identification.estimand,
          idsOf(drawn.nodes.filter(({ role }) => role === 'known')),
        ),
      )
    return steps
  }

  function obstacle({ identification, parts }: CounterfactualWork): {
    explanation: string
    witness: CounterfactualWitness
  } {
    const failing = parts.at(-1)!
    const nodes = idsOf(nodesOf(failing.copies))
    if (identification.verdict === 'hedge') {
      const { hedge } = identification
      const extra = hedge.outer.filter((id) => !hedge.inner.includes(id))
      return {
        explanation: `${named(hedge.outer)} are tied together by hidden causes and all lead to ${named(hedge.inner)}: observation does not tell what setting ${named(extra)} does.`,
        witness: { kind: 'hedge', hedge, nodes },
      }
    }
    if (identification.verdict !== 'inconsistent')
      throw new Error(`nothing stands in the way of a question that is ${identification.verdict}`)
    const { variable, values, tied } = identification
    const clashing = failing.clashing!
    const [one, other] = clashing.map((copy) => index.ids[copy.vertex])
    const answering = clashing.every(({ vertex }) => index.ids[vertex] !== variable)
    const recanting = one === other && answering ? one : null
    const [first, second] = values.map(settingText)
    const needed =
      first === second
        ? `two different values of ${name(variable)}`
        : `${name(variable)} at ${first} and at ${second}`
    const explanation = recanting
      ? `${name(recanting)} would have to answer to ${needed} at once: it is a recanting witness, and no experiment shows both on the same unit.`
      : `Hidden causes tie ${named(tied)} together, and what is asked needs ${needed} for them at once: no experiment shows both on the same unit.`
    return {
      explanation,
      witness: {
        kind: 'conflict',
        variable,
        values,
        tied,
        recanting,
        nodes: idsOf(nodesOf(clashing)),
      },
    }
  }

  return { step, opening, working, closing, obstacle }
}
