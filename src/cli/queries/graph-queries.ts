import { fail, succeed, type Result } from '../../base/result'
import { districts } from '../../engine/graph/districts'
import { variableId, type CausalGraph } from '../../engine/graph/graph'
import { latentProjection } from '../../engine/graph/projection'
import { separated } from '../../engine/graph/separation'
import type { AdjustmentQuery } from '../../engine/identify/adjustment-query'
import { isAdjustmentSet, minimalAdjustmentSets } from '../../engine/identify/adjustment-sets'
import { createFieldReader } from '../fields'
import type { Request } from '../request'
import type { QueryKind } from './query-kind'

/** A listing without a limit stops here and says so: some graphs have millions of minimal sets. */
const MOST_SETS = 100_000
const MOST_MILLISECONDS = 60_000

const ids = (names: readonly string[]) => names.map(variableId)

const dsep: QueryKind = {
  id: 'dsep',
  label: 'Does the graph separate x from y given z?',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const lists = { x: fields.names('x'), y: fields.names('y'), z: fields.names('z', []) }
    const read = fields.finish(() => lists)
    if (!read.ok) return read
    const given = graph()
    return given.ok ? separated(given.value, ids(lists.x), ids(lists.y), ids(lists.z)) : given
  },
}

interface AdjustmentRequest {
  readonly graph: CausalGraph
  readonly adjustment: AdjustmentQuery
  readonly limit: number
  readonly z: readonly string[]
}

function readAdjustmentRequest({ query, graph }: Request): Result<AdjustmentRequest> {
  const fields = createFieldReader(query, 'query')
  const adjustment: AdjustmentQuery = {
    exposures: ids(fields.names('exposure')),
    outcomes: ids(fields.names('outcome')),
    effect: fields.choice('effect', ['total', 'direct'], 'total'),
    must: ids(fields.names('must', [])),
    forbidden: ids(fields.names('forbidden', [])),
  }
  const limit = fields.wholeNumber('limit', Number.POSITIVE_INFINITY)
  const z = fields.names('z', [])
  const selected = fields.has('selected') ? fields.names('selected') : null
  const read = fields.finish(() => ({ adjustment, limit, z }))
  if (!read.ok) return read
  const given = graph()
  if (!given.ok) return given
  const chosen = selected ? withSelected(given.value, selected) : given
  return chosen.ok ? succeed({ ...read.value, graph: chosen.value }) : chosen
}

/** The graph with the selected variables that the query names in place of its own. */
function withSelected(graph: CausalGraph, selected: readonly string[]): Result<CausalGraph> {
  const unknown = selected.find((name) => !graph.variables.some((variable) => variable.name === name))
  if (unknown !== undefined) {
    return fail('unknown-variable', `The graph has no variable "${unknown}".`, { name: unknown })
  }
  const variables = graph.variables.map((variable) => ({
    ...variable,
    selected: selected.includes(variable.name),
  }))
  return succeed({ ...graph, variables })
}

const minimalSets: QueryKind = {
  id: 'minimal_adjustment_sets',
  label: 'All minimal adjustment sets',
  answer(request) {
    const read = readAdjustmentRequest(request)
    if (!read.ok) return read
    const { graph, adjustment, limit } = read.value
    const sets = minimalAdjustmentSets(graph, adjustment)
    if (!sets.ok) return sets
    const found: string[][] = []
    const started = performance.now()
    if (limit === 0) return succeed(found)
    for (const set of sets.value) {
      found.push(set)
      if (found.length >= limit) break
      if (found.length > MOST_SETS || performance.now() - started > MOST_MILLISECONDS) {
        return fail('too-many-sets', `The listing stopped after ${found.length} sets; give a "limit".`)
      }
    }
    return succeed(found)
  },
}

const isSet: QueryKind = {
  id: 'is_adjustment_set',
  label: 'Is z an adjustment set?',
  answer(request) {
    const read = readAdjustmentRequest(request)
    if (!read.ok) return read
    const { graph, adjustment, z } = read.value
    return isAdjustmentSet(graph, adjustment, ids(z))
  },
}

const isAcyclic: QueryKind = {
  id: 'is_acyclic',
  label: 'Has the graph no directed cycle?',
  answer({ graph }) {
    const given = graph()
    if (given.ok) return succeed(true)
    // A reader refuses a cyclic graph; here the cycle is the answer.
    const cyclic = given.problems.every((problem) => problem.code === 'cycle' || problem.code === 'self-loop')
    return cyclic ? succeed(false) : given
  },
}

const cComponents: QueryKind = {
  id: 'c_components',
  label: 'The districts of the graph over its measured variables',
  answer({ graph }) {
    const given = graph()
    return given.ok ? succeed(districts(latentProjection(given.value))) : given
  },
}

export const graphQueries: readonly QueryKind[] = [dsep, minimalSets, isSet, isAcyclic, cComponents]
