import { succeed, type Result } from '../../base/result'
import type { CausalGraph } from '../graph/graph'
import { impliedIndependencies, type Independence } from './implied-independencies'
import type { Budget } from './method'

export interface ImplicationList {
  /** Minimal ones, pairs in the order of the graph. */
  readonly independencies: readonly Independence[]
  /** 'all': there are no others; 'count' and 'time' say which limit ended the list. */
  readonly ended: 'all' | 'count' | 'time'
}

/** The first independencies that a graph implies, within a budget. Problems as for `separated`. */
export function listImplications(graph: CausalGraph, budget: Budget): Result<ImplicationList> {
  const implied = impliedIndependencies(graph)
  if (!implied.ok) return implied
  const started = performance.now()
  const independencies: Independence[] = []
  for (const independence of implied.value) {
    if (independencies.length >= budget.count) return succeed({ independencies, ended: 'count' })
    independencies.push(independence)
    if (performance.now() - started > budget.milliseconds) return succeed({ independencies, ended: 'time' })
  }
  return succeed({ independencies, ended: 'all' })
}
