import { succeed, type Result } from '../../base/result'
import type { CausalGraph, VariableId } from '../graph/graph'
import { separated } from '../graph/separation'
import { isAdjustmentSet } from './adjustment-sets'

/**
 * Does z give the causal odds ratio of exposures and outcomes in a sample that was selected? When z is an adjustment
 * set of the unselected population and the exposures are independent of the selection given outcomes and z, odds
 * ratios within z are the same among the selected: Bareinboim & Pearl, Controlling selection bias in causal inference,
 * AISTATS 2012. Problems as for adjustment.
 */
export function givesOddsRatio(
  graph: CausalGraph,
  exposures: readonly VariableId[],
  outcomes: readonly VariableId[],
  z: readonly VariableId[],
): Result<boolean> {
  const selection = graph.variables.filter((variable) => variable.selected).map((variable) => variable.id)
  const unselected = {
    ...graph,
    variables: graph.variables.map(({ selected: _selected, ...variable }) => variable),
  }
  const query = { exposures, outcomes, effect: 'total' as const, must: [], forbidden: [] }
  const adjusts = isAdjustmentSet(unselected, query, z)
  if (!adjusts.ok || !adjusts.value || selection.length === 0) return adjusts
  const independent = separated(unselected, exposures, selection, [...outcomes, ...z])
  return independent.ok ? succeed(independent.value) : independent
}
