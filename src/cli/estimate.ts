import { fail, succeed, type Result } from '../base/result'
import { columnNamed, type Dataset } from '../engine/data/dataset'
import type { Estimate } from '../engine/estimate/estimator'
import { estimateEffect, type EstimateRequest } from '../engine/estimate/estimate-effect'
import { identifiedByOf, type IdentifiedBy } from '../engine/estimate/identified-by'
import { estimators } from '../engine/estimate/registry'
import { nameOf, variableId, type CausalGraph, type VariableId } from '../engine/graph/graph'
import { graphRevision } from '../engine/graph/revision'
import { adjustment } from '../engine/identify/adjustment'
import { adjustmentQuery } from '../engine/identify/adjustment-query'
import { isAdjustmentSet } from '../engine/identify/adjustment-sets'
import { frontDoor, frontDoorEstimand } from '../engine/identify/front-door'
import { beyondAdjustment } from '../engine/identify/identify-question'
import type { Budget } from '../engine/identify/method'
import { totalEffectOf, type EffectQuestion } from '../engine/identify/question'
import { contextWithSeed } from './request'

/** What a request says; the adjustment set may be left to the graph. */
export interface EstimateOrder extends Omit<
  EstimateRequest,
  'adjustment' | 'identifiedBy' | 'graphRevision'
> {
  readonly adjustment?: readonly string[]
  /** Variables that carry the whole effect, for the front-door. */
  readonly mediators?: readonly string[]
  readonly seed: number
  /** The column of sampling weights. */
  readonly weights?: string
}

/** The columns that an import must keep: those the order names, in fields or in model formulas. */
export function columnsNamed(order: EstimateOrder, graph: CausalGraph | null): string[] {
  const inFormulas = Object.values(order.options ?? {}).flatMap((value) =>
    typeof value === 'string' ? (value.match(/[\p{L}\p{N}_.]+/gu) ?? []) : [],
  )
  const inGraph = graph?.variables.map((variable) => variable.name) ?? []
  const weights = order.weights === undefined ? [] : [order.weights]
  const sets = [...(order.adjustment ?? []), ...(order.mediators ?? [])]
  return [order.treatment, order.outcome, ...weights, ...sets, ...inFormulas, ...inGraph]
}

export interface Estimated {
  readonly estimate: Estimate
  readonly adjustment: readonly string[]
  /** Null where no graph says it. */
  readonly adjustmentIsValid: boolean | null
  /** Absent where adjustment identifies the effect. */
  readonly identifiedBy?: IdentifiedBy
}

/**
 * Estimates an effect; without an adjustment set in the order, by the first one of the graph that the data hold, else
 * by what else identifies it in the graph. An estimator of the mere association needs none.
 */
export async function estimateFromOrder(
  dataset: Dataset,
  graph: CausalGraph | null,
  order: EstimateOrder,
): Promise<Result<Estimated>> {
  const chosen = chooseIdentification(dataset, graph, order)
  if (!chosen.ok) return chosen
  const { names, valid, identifiedBy } = chosen.value
  const request: EstimateRequest = {
    ...order,
    adjustment: names,
    ...(identifiedBy ? { identifiedBy } : {}),
    ...(graph ? { graphRevision: graphRevision(graph) } : {}),
  }
  const weighted = withWeights(dataset, order.weights)
  if (!weighted.ok) return weighted
  const estimate = await estimateEffect(weighted.value, request, contextWithSeed(order.seed))
  return estimate.ok
    ? succeed({
        estimate: estimate.value,
        adjustment: names,
        adjustmentIsValid: valid,
        ...(identifiedBy ? { identifiedBy } : {}),
      })
    : estimate
}

/** The dataset with the column of that name as its weights. */
function withWeights(dataset: Dataset, weights: string | undefined): Result<Dataset> {
  if (weights === undefined) return succeed(dataset)
  if (!columnNamed(dataset, weights))
    return fail('unknown-column', `There is no column “${weights}” of weights in ${dataset.name}.`, {
      name: weights,
    })
  const columns = dataset.columns.map((column) =>
    column.name === weights ? { ...column, role: 'weight' as const } : column,
  )
  return succeed({ ...dataset, columns })
}

interface Chosen {
  readonly names: readonly string[]
  readonly valid: boolean | null
  readonly identifiedBy?: IdentifiedBy
}

const BUDGET: Budget = { milliseconds: 1000, count: 1 }

function chooseIdentification(
  dataset: Dataset,
  graph: CausalGraph | null,
  order: EstimateOrder,
): Result<Chosen> {
  const estimator = estimators.find(order.estimator)
  if (!estimator.ok) return estimator
  const isAssociation = estimator.value.target === 'off-target'
  if (order.mediators) return succeed({ names: [], valid: null, identifiedBy: throughMediators(order) })
  const given = order.adjustment ?? (isAssociation ? [] : undefined)
  if (!graph) {
    if (given) return succeed({ names: given, valid: null })
    return fail(
      'no-adjustment',
      'Give a "graph" that says what to adjust for, or the "adjustment" set itself.',
    )
  }
  const measured = withColumns(graph, dataset)
  if (given) {
    const query = adjustmentQuery(questionOf(order))
    const valid = isAdjustmentSet(measured, query, given.map(variableId))
    if (valid.ok || isAssociation) return succeed({ names: given, valid: valid.ok ? valid.value : null })
    return valid
  }
  if (!estimator.value.identifiedBy.includes('adjustment')) {
    const found = frontDoor.identify(measured, questionOf(order), BUDGET)
    if (!found.ok) return found
    const identifiedBy = identifiedByOf(graph, found.value)
    if (identifiedBy) return succeed({ names: [], valid: null, identifiedBy })
    const why = found.value.identifiable ? '' : found.value.explanation
    return fail('no-front-door-set', `No front-door set is in the data. ${why}`)
  }
  const found = adjustment.identify(measured, questionOf(order), BUDGET)
  if (!found.ok) return found
  const verdict = found.value
  if (verdict.identifiable && verdict.adjustment) {
    return succeed({ names: verdict.adjustment.map((id) => nameOf(graph, id)), valid: true })
  }
  const other = beyondAdjustment(measured, questionOf(order))
  const identifiedBy = other && identifiedByOf(graph, other)
  if (identifiedBy) return succeed({ names: [], valid: null, identifiedBy })
  const explanation = verdict.identifiable ? verdict.derivation[0].sentence : verdict.explanation
  return fail('no-adjustment-set', `No adjustment set is in the data. ${explanation}`)
}

/** The front-door formula through the mediators that the order names. */
function throughMediators({ treatment, outcome, mediators = [] }: EstimateOrder): IdentifiedBy {
  const columns = (names: readonly string[]) => names as readonly VariableId[]
  return {
    method: 'front-door',
    mediators,
    estimand: frontDoorEstimand(columns([treatment]), columns([outcome]), columns(mediators)),
  }
}

/** Variables of the graph without a column count as not measured. */
function withColumns(graph: CausalGraph, dataset: Dataset): CausalGraph {
  const columns = new Set(
    dataset.columns.filter((column) => column.role !== 'left-out').map((column) => column.name),
  )
  return {
    ...graph,
    variables: graph.variables.map((variable) =>
      columns.has(variable.name) ? variable : { ...variable, latent: true },
    ),
  }
}

const questionOf = ({ treatment, outcome, from = 0, to = 1 }: EstimateOrder): EffectQuestion =>
  totalEffectOf([{ variable: variableId(treatment), from, to }], [variableId(outcome)])
