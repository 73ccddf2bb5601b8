import { fail, succeed, type Result } from '../../../base/result'
import { enumerateMembers } from '../../graph/enumerate-members'
import { isUndirected, type CausalGraph, type Edge } from '../../graph/graph'
import { impliedOrientations } from '../../graph/implied-orientations'
import { magOf } from '../../graph/mag'
import { pagOf } from '../../graph/pag'
import { countOf } from '../../graph/possible-parents'
import { findCycle } from '../../graph/topological'
import { cpdagFromDag } from './cpdag'
import { isUndecided, patternFromGraph } from '../../graph/pattern'

/** What observation can tell at best of a graph: what all graphs share that imply the same of the measured variables. */
export type EquivalenceClass =
  | {
      readonly kind: 'dags'
      /** Directed where all members agree, undirected where they do not. */
      readonly cpdag: CausalGraph
      readonly compelled: number
      readonly reversible: number
      /** DAGs of the class. */
      readonly members: bigint
      /** False where background knowledge makes counting hard and there are more than `members`. */
      readonly isExact: boolean
    }
  | {
      readonly kind: 'ancestral'
      readonly mag: CausalGraph
      /** A circle is a mark that differs among the graphs of the class. */
      readonly pag: CausalGraph
    }

/** The CPDAG of a DAG as a graph with the same variables and edges, reversible ones without direction. */
function cpdagOf(graph: CausalGraph): CausalGraph {
  const pattern = cpdagFromDag(patternFromGraph(graph))
  const position = new Map(graph.variables.map(({ id }, at) => [id, at]))
  const edges = graph.edges.map((edge): Edge =>
    isUndecided(pattern, position.get(edge.from)!, position.get(edge.to)!)
      ? { ...edge, markFrom: 'tail', markTo: 'tail' }
      : edge,
  )
  return { ...graph, kind: 'cpdag', edges }
}

/** Members that are counted one by one where there is no other way. */
const COUNTED = 10_000

/** Of a CPDAG, with or without background knowledge. */
function classOf(graph: CausalGraph): EquivalenceClass {
  const cpdag = impliedOrientations(graph)
  const reversible = cpdag.edges.filter(isUndirected).length
  const { count, isExact } = countOf(cpdag, COUNTED)
  return {
    kind: 'dags',
    cpdag,
    compelled: cpdag.edges.length - reversible,
    reversible,
    members: count,
    isExact,
  }
}

/**
 * The class of a DAG, or the one a CPDAG stands for, or of a DAG or ADMG with hidden or selected variables: CPDAG and
 * size, or MAG and PAG. Verma & Pearl, UAI 1990; Richardson & Spirtes, Annals of Statistics 30(4), 2002. Problems: a
 * cycle, undirected edges that fit no DAG, a MAG or PAG.
 */
export function equivalenceClassOf(graph: CausalGraph): Result<EquivalenceClass> {
  if (graph.kind === 'cpdag') {
    const readable = enumerateMembers(graph)
    return readable.ok ? succeed(classOf(graph)) : readable
  }
  if (graph.kind !== 'dag' && graph.kind !== 'admg')
    return fail('already-a-class', 'This graph stands for a class of graphs with hidden variables already.')
  const cycle = findCycle(graph)
  if (cycle)
    return fail('cycle', 'The arrows close a cycle, so the graph has no class.', { variables: cycle })
  if (graph.kind === 'dag' && !graph.variables.some((variable) => variable.latent || variable.selected)) {
    return succeed(classOf(cpdagOf(graph)))
  }
  const mag = magOf(graph)
  if (!mag.ok) return mag
  const pag = pagOf(graph)
  return pag.ok ? succeed({ kind: 'ancestral', mag: mag.value, pag: pag.value }) : pag
}
