import { fail, succeed, type Problem, type Result } from '../../../base/result'
import { descendants } from '../../graph/ancestors'
import { findVariable, nameOf, type CausalGraph, type VariableId } from '../../graph/graph'
import { latentProjection } from '../../graph/projection'
import { cycleProblem, findCycle } from '../../graph/topological'

/**
 * A graph in which some variables have gaps: each such variable has an indicator that is 1 where it is seen (Mohan, Pearl
 * & Tian, NeurIPS 2013; there 0). Hidden variables are projected out. At hand is the distribution of all indicators, of
 * the variables without gaps, and of each other variable where its indicator is 1.
 */
export interface MissingGraph {
  readonly graph: CausalGraph
  /** Indicator of each variable that has gaps. */
  readonly indicatorOf: ReadonlyMap<VariableId, VariableId>
  readonly indicators: ReadonlySet<VariableId>
  /** Variables that are not indicators. */
  readonly variables: readonly VariableId[]
}

/**
 * `indicators`: which variable's values each indicator tells of. Problems: a name that the graph lacks or that is hidden, two
 * indicators of one variable, an indicator that causes a variable, a cycle, a graph that is neither DAG nor ADMG.
 */
export function missingGraph(
  drawn: CausalGraph,
  indicators: ReadonlyMap<VariableId, VariableId>,
): Result<MissingGraph> {
  const cycle = findCycle(drawn)
  if (cycle) return { ok: false, problems: [cycleProblem(drawn, cycle)] }
  if (drawn.kind !== 'dag' && drawn.kind !== 'admg')
    return fail('not-a-causal-diagram', 'Gaps are told in DAGs and in graphs with hidden common causes.')
  const problems: Problem[] = []
  const indicatorOf = new Map<VariableId, VariableId>()
  for (const [indicator, variable] of indicators) {
    for (const id of [indicator, variable])
      if (!findVariable(drawn, id) || findVariable(drawn, id)?.latent)
        problems.push({
          code: 'unknown-variable',
          message: `The graph has no measured variable "${id}".`,
          where: { name: id },
        })
    if (indicatorOf.has(variable) || indicators.has(variable))
      problems.push({
        code: 'bad-indicator',
        message: `${nameOf(drawn, indicator)} cannot tell where ${nameOf(drawn, variable)} is seen: ${indicators.has(variable) ? 'that is itself an indicator' : 'another indicator does'}.`,
        where: { name: nameOf(drawn, indicator) },
      })
    indicatorOf.set(variable, indicator)
  }
  if (problems.length > 0) return { ok: false, problems }
  const graph = latentProjection(drawn)
  for (const indicator of indicators.keys()) {
    const caused = descendants(graph, [indicator]).find((id) => !indicators.has(id))
    if (caused !== undefined)
      return fail(
        'indicator-causes',
        `${nameOf(graph, indicator)} causes ${nameOf(graph, caused)}: whether a value is seen may change only what else is seen.`,
        { name: nameOf(graph, indicator), variables: [indicator, caused] },
      )
  }
  const set = new Set(indicators.keys())
  const variables = graph.variables.map(({ id }) => id).filter((id) => !set.has(id))
  return succeed({ graph, indicatorOf, indicators: set, variables })
}
