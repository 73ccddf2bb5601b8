import { succeed, valueOf } from '../../base/result'
import { probability, product, sumOver } from '../expression/build'
import type { Estimand } from '../expression/expression'
import { nameOf, type CausalGraph, type VariableId } from '../graph/graph'
import { exampleOpenPath, pathEdges } from '../graph/open-paths'
import { adjustmentObstacle, joined } from './adjustment-obstacle'
import {
  adjustmentQuery,
  adjustmentSetting,
  type AdjustmentQuery,
  type AdjustmentSetting,
} from './adjustment-query'
import { listSets } from './adjustment-sets'
import type { DerivationStep, Identification, IdentificationMethod } from './method'

/** P(y | do(x)) = sum_z P(y | x, z) P(z); P(y | x) when nothing is adjusted for. */
export function adjustmentEstimand(
  x: readonly VariableId[],
  y: readonly VariableId[],
  z: readonly VariableId[],
): Estimand {
  const conditional = probability(y, [...x, ...z])
  return z.length === 0 ? conditional : sumOver(z, product([conditional, probability(z)]))
}

/** Identification by a set already known to be valid; the derivation is what the teaching view shows. */
export function identificationBySet(
  graph: CausalGraph,
  query: AdjustmentQuery,
  z: readonly VariableId[],
): Identification {
  const derivation = query.effect === 'total' ? totalSteps(graph, query, z) : directSteps(graph, query, z)
  return {
    identifiable: true,
    method: adjustment.id,
    estimand: adjustmentEstimand(query.exposures, query.outcomes, z),
    derivation,
    adjustment: z,
  }
}

const listed = (graph: CausalGraph, ids: readonly VariableId[]) => joined(ids.map((id) => nameOf(graph, id)))

function totalSteps(graph: CausalGraph, query: AdjustmentQuery, z: readonly VariableId[]): DerivationStep[] {
  const { exposures: x, outcomes: y } = query
  const [cause, effect, set] = [listed(graph, x), listed(graph, y), listed(graph, z)]
  const { causal, biasing } = valueOf(pathEdges(graph, x, y, []))
  const opened = valueOf(exampleOpenPath(graph, x, y, []))
  const asked: DerivationStep = {
    rule: 'question',
    sentence: `Asked is the distribution of ${effect} if ${cause} were set for everyone.`,
    result: probability(y, [], x),
    shows: { variables: [...x, ...y], edges: causal },
  }
  if (z.length === 0) {
    return [
      asked,
      {
        rule: 'action-to-observation',
        sentence: `No biasing path between ${cause} and ${effect} is open: seeing ${cause} tells what setting it would.`,
        result: probability(y, x),
        shows: { variables: [...x, ...y], edges: causal },
      },
    ]
  }
  return [
    asked,
    {
      rule: 'average-over-set',
      sentence: `${set} ${z.length > 1 ? 'are' : 'is'} neither on a causal path from ${cause} to ${effect} nor affected by one: averaging keeps the whole effect.`,
      result: sumOver(z, product([probability(y, z, x), probability(z)])),
      shows: { variables: z, edges: causal },
    },
    {
      rule: 'action-to-observation',
      sentence: `Given ${set}, every biasing path is closed${opened ? `, ${opened.text} among them` : ''}: seeing ${cause} then tells what setting it would.`,
      result: adjustmentEstimand(x, y, z),
      shows: { variables: z, edges: biasing },
    },
  ]
}

function directSteps(graph: CausalGraph, query: AdjustmentQuery, z: readonly VariableId[]): DerivationStep[] {
  const { exposures: x, outcomes: y } = query
  const [cause, effect, set] = [listed(graph, x), listed(graph, y), listed(graph, z)]
  const { causal, biasing } = valueOf(pathEdges(graph, x, y, [], 'direct'))
  const held = z.length > 0 ? `With ${set} held fixed` : 'Already'
  return [
    {
      rule: 'single-door',
      sentence: `${held} nothing but the edge from ${cause} to ${effect} connects the two: what remains is the direct effect (in a linear model, the coefficient of ${cause}).`,
      result: adjustmentEstimand(x, y, z),
      shows: { variables: z, edges: [...causal, ...biasing] },
    },
  ]
}

/** No directed path leads from a treatment to an outcome: the graph says the effect is 0. */
export const isZeroByAssumption = ({ query, onCausalPath, removed }: AdjustmentSetting): boolean =>
  query.effect === 'total' ? !onCausalPath.some(Boolean) : !removed.some(Boolean)

function zeroEffect(setting: AdjustmentSetting, z: readonly VariableId[] | undefined): Identification {
  const { graph, query } = setting
  const [cause, effect] = [listed(graph, query.exposures), listed(graph, query.outcomes)]
  const sentence =
    query.effect === 'total'
      ? `No directed path leads from ${cause} to ${effect}: by the graph's assumptions the effect is 0.`
      : `No edge leads from ${cause} to ${effect}: by the graph's assumptions the direct effect is 0.`
  const estimand = probability(query.outcomes)
  const shows = { variables: [...query.exposures, ...query.outcomes], edges: [] }
  return {
    identifiable: true,
    method: adjustment.id,
    estimand:
      query.effect === 'total' || !z ? estimand : adjustmentEstimand(query.exposures, query.outcomes, z),
    derivation: [{ rule: 'no-causal-path', sentence, result: estimand, shows }],
    ...(z ? { adjustment: z } : {}),
  }
}

/** Identification from a checked setting; `set` is a minimal adjustment set, undefined when there is none. */
export function identifyByAdjustment(
  setting: AdjustmentSetting,
  set: readonly VariableId[] | undefined,
): Identification {
  if (isZeroByAssumption(setting)) return zeroEffect(setting, set)
  if (set) return identificationBySet(setting.graph, setting.query, set)
  return { identifiable: false, method: adjustment.id, ...adjustmentObstacle(setting) }
}

export const adjustment: IdentificationMethod = {
  id: 'adjustment',
  label: 'Adjustment',
  reference:
    'Perković, Textor, Kalisch & Maathuis, JMLR 18(220), 2018; van der Zander, Liśkiewicz & Textor, AIJ 270, 2019',
  identify(graph, question) {
    const setting = adjustmentSetting(graph, adjustmentQuery(question))
    if (!setting.ok) return setting
    const first = listSets(setting.value).next()
    return succeed(identifyByAdjustment(setting.value, first.done ? undefined : first.value))
  },
}
