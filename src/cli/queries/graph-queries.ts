import { succeed } from '../../base/result'
import { districts } from '../../engine/graph/districts'
import { variableId } from '../../engine/graph/graph'
import { latentProjection } from '../../engine/graph/projection'
import { separated } from '../../engine/graph/separation'
import { createFieldReader } from '../fields'
import type { QueryKind } from './query-kind'

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

export const graphQueries: readonly QueryKind[] = [dsep, isAcyclic, cComponents]
