import { fail, succeed, type Result } from '../base/result'
import { columnNamed, type Dataset } from '../engine/data/dataset'
import type { Estimate } from '../engine/estimate/estimator'
import { estimateEffect, type EstimateRequest } from '../engine/estimate/estimate-effect'
import { estimators } from '../engine/estimate/registry'
import { nameOf, variableId, type CausalGraph } from '../engine/graph/graph'
import { graphRevision } from '../engine/graph/revision'
import { adjustment } from '../engine/identify/adjustment'
import { adjustmentQuery } from '../engine/identify/adjustment-query'
import { isAdjustmentSet } from '../engine/identify/adjustment-sets'
import { totalEffectOf, type EffectQuestion } from '../engine/identify/question'
import { contextWithSeed } from './request'

/** What a request says; the adjustment set may be left to the graph. */
export interface EstimateOrder extends Omit<EstimateRequest, 'adjustment' | 'graphRevision'> {
  readonly adjustment?: readonly string[]
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
  return [order.treatment, order.outcome, ...weights, ...(order.adjustment ?? []), ...inFormulas, ...inGraph]
}

export interface Estimated {
  readonly estimate: Estimate
  readonly adjustment: readonly string[]
  /** Null where no graph says it. */
  readonly adjustmentIsValid: boolean | null
}

/**
 * Estimates an effect; without an adjustment set in the order, by the first one of the graph that the data hold.
 * An estimator of the mere association needs none.
 */
export async function estimateFromOrder(
  dataset: Dataset,
  graph: CausalGraph | null,
  order: EstimateOrder,
): Promise<Result<Estimated>> {
  const chosen = chooseAdjustment(dataset, graph, order)
  if (!chosen.ok) return chosen
  const { names, valid } = chosen.value
  const request: EstimateRequest = {
    ...order,
    adjustment: names,
    ...(graph ? { graphRevision: graphRevision(graph) } : {}),
  }
  const weighted = withWeights(dataset, order.weights)
  if (!weighted.ok) return weighted
  const estimate = await estimateEffect(weighted.value, request, contextWithSeed(order.seed))
  return estimate.ok
    ? succeed({ estimate: estimate.value, adjustment: names, adjustmentIsValid: valid })
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

function chooseAdjustment(
  dataset: Dataset,
  graph: CausalGraph | null,
  order: EstimateOrder,
): Result<{ names: readonly string[]; valid: boolean | null }> {
  const estimator = estimators.find(order.estimator)
  if (!estimator.ok) return estimator
  const isAssociation = estimator.value.target === 'off-target'
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
  const found = adjustment.identify(measured, questionOf(order), { milliseconds: 1000, count: 1 })
  if (!found.ok) return found
  const verdict = found.value
  if (verdict.identifiable && verdict.adjustment) {
    return succeed({ names: verdict.adjustment.map((id) => nameOf(graph, id)), valid: true })
  }
  const explanation = verdict.identifiable ? verdict.derivation[0].sentence : verdict.explanation
  return fail('no-adjustment-set', `No adjustment set is in the data. ${explanation}`)
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
