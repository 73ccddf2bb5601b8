import { fail, succeed, type Result } from '../../base/result'
import { cpdagFromDag } from '../../engine/discover/classes/cpdag'
import { graphFromPattern, patternFromGraph } from '../../engine/graph/pattern'
import { countMembers } from '../../engine/graph/count-members'
import { edgeSymbol, isUndirected, nameOf, type CausalGraph, type VariableId } from '../../engine/graph/graph'
import { magOf } from '../../engine/graph/mag'
import { marksOf } from '../../engine/graph/mark-matrix'
import { magsOf, pagOf } from '../../engine/graph/pag'
import type { QueryKind } from './query-kind'

/** The CPDAG of a DAG without hidden or selected variables. */
function equivalenceClass(graph: CausalGraph): Result<CausalGraph> {
  if (graph.kind === 'cpdag') return succeed(graph)
  const hidden = graph.variables.find((variable) => variable.latent || variable.selected)
  if (graph.kind !== 'dag' || hidden)
    return fail(
      'not-a-dag',
      'Markov equivalence classes of DAGs need a DAG without hidden or selected variables.',
    )
  const names = graph.variables.map((variable) => variable.name)
  return succeed(graphFromPattern(cpdagFromDag(patternFromGraph(graph)), names))
}

const cpdag: QueryKind = {
  id: 'cpdag',
  label: 'The CPDAG of a DAG: what observation can tell of its directions',
  answer({ graph }) {
    const drawn = graph()
    if (!drawn.ok) return drawn
    const found = equivalenceClass(drawn.value)
    if (!found.ok) return found
    const name = (id: VariableId) => nameOf(found.value, id)
    const { edges } = found.value
    const ends = edges.map(({ from, to }) => [name(from), name(to)])
    return succeed({
      directed: ends.filter((_, i) => !isUndirected(edges[i])),
      undirected: ends.filter((_, i) => isUndirected(edges[i])),
    })
  },
}

const memberCount: QueryKind = {
  id: 'markov_equivalent_dag_count',
  label: 'How many DAGs imply the same independencies',
  answer({ graph }) {
    const drawn = graph()
    if (!drawn.ok) return drawn
    const found = equivalenceClass(drawn.value)
    if (!found.ok) return found
    const count = countMembers(found.value)
    return succeed(count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : count.toString())
  },
}

const mag: QueryKind = {
  id: 'mag',
  label: 'The maximal ancestral graph over the measured variables',
  answer({ graph }) {
    const drawn = graph()
    if (!drawn.ok) return drawn
    const found = magOf(drawn.value)
    if (!found.ok) return found
    const name = (id: VariableId) => nameOf(found.value, id)
    return succeed(found.value.edges.map((edge) => [name(edge.from), edgeSymbol(edge), name(edge.to)]))
  },
}

/** Classes with more circles than this are not counted: each doubles the work. */
const MOST_CIRCLES = 16

const pag: QueryKind = {
  id: 'pag',
  label: 'The PAG: what observation can tell when variables may be hidden',
  answer({ graph }) {
    const drawn = graph()
    if (!drawn.ok) return drawn
    const found = pagOf(drawn.value)
    if (!found.ok) return found
    const name = (id: VariableId) => nameOf(found.value, id)
    const circles = found.value.edges.reduce(
      (total, edge) => total + Number(edge.markFrom === 'circle') + Number(edge.markTo === 'circle'),
      0,
    )
    const selected = drawn.value.variables.some((variable) => variable.selected)
    const counted = circles <= MOST_CIRCLES && !selected
    return succeed({
      edges: found.value.edges.map(({ from, to, markFrom, markTo }) => ({
        a: name(from),
        b: name(to),
        mark_at_a: markFrom,
        mark_at_b: markTo,
      })),
      ...(counted ? { mag_count: [...magsOf(marksOf(found.value))].length } : {}),
    })
  },
}

export const equivalenceQueries: readonly QueryKind[] = [cpdag, memberCount, mag, pag]
