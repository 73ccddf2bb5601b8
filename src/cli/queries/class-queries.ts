import { fail, succeed, type Result } from '../../base/result'
import { possibleEffects } from '../../engine/estimate/possible-effects'
import { enumerateMembers } from '../../engine/graph/enumerate-members'
import { edgeSymbol, nameOf, variableId, type CausalGraph, type VariableId } from '../../engine/graph/graph'
import { countOf, decideEdgesOf } from '../../engine/graph/possible-parents'
import { unknownVariables } from '../../engine/graph/separation'
import { createFieldReader } from '../fields'
import type { QueryKind } from './query-kind'

const DEFAULT_MEMBERS = 1000
const MOST_CLASSES = 10_000
const MOST_MILLISECONDS = 60_000

const ids = (names: readonly string[]) => names.map(variableId)
const numberOrText = (count: bigint) =>
  count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : count.toString()

function known(graph: CausalGraph, variables: readonly VariableId[]): Result<null> {
  const unknown = unknownVariables(graph, variables)
  return unknown.length > 0 ? { ok: false, problems: unknown } : succeed(null)
}

const members: QueryKind = {
  id: 'members',
  label: 'The DAGs that a CPDAG stands for, with or without directions that are known; up to "limit"',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const limit = fields.wholeNumber('limit', DEFAULT_MEMBERS)
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const listed = enumerateMembers(drawn.value)
    if (!listed.ok) return listed
    const name = (id: VariableId) => nameOf(drawn.value, id)
    const found: unknown[] = []
    for (const member of listed.value) {
      if (found.length === limit) return succeed({ members: found, more: true })
      found.push(member.edges.map((edge) => [name(edge.from), edgeSymbol(edge), name(edge.to)]))
    }
    return succeed({ members: found, more: false })
  },
}

const possibleParents: QueryKind = {
  id: 'possible_parents',
  label: 'The sets of causes that the variables have in the graphs of a CPDAG, and in how many graphs',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const variables = ids(fields.names('of'))
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const sensible = known(drawn.value, variables)
    if (!sensible.ok) return sensible
    const decided = decideEdgesOf(drawn.value, variables)
    if (!decided.ok) return decided
    const found: unknown[] = []
    const started = performance.now()
    for (const one of decided.value) {
      if (found.length === MOST_CLASSES || performance.now() - started > MOST_MILLISECONDS)
        return fail('too-many-sets', `The listing stopped after ${found.length} ways.`)
      const { count, isExact } = countOf(one.graph, MOST_CLASSES)
      const parents = one.parents.map((set) => set.map((id) => nameOf(drawn.value, id)))
      found.push({ parents, graphs: numberOrText(count), ...(isExact ? {} : { more: true }) })
    }
    return succeed(found)
  },
}

const HELD = ['parents', 'optimal'] as const

const ida: QueryKind = {
  id: 'ida',
  label: 'The total effects that linear regression gives across the graphs of a CPDAG (IDA)',
  async answer(request) {
    const fields = createFieldReader(request.query, 'query')
    const asked = {
      treatments: ids(fields.names('treatment')),
      outcome: variableId(fields.text('outcome')),
      held: fields.choice('held', HELD, 'parents'),
    }
    const limit = fields.wholeNumber('limit', MOST_CLASSES)
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const drawn = request.graph()
    if (!drawn.ok) return drawn
    const dataset = await request.data(drawn.value.variables.map((variable) => variable.name))
    if (!dataset.ok) return dataset
    const found = possibleEffects(dataset.value, drawn.value, asked, {
      milliseconds: MOST_MILLISECONDS,
      count: limit,
    })
    if (!found.ok) return found
    const name = (id: VariableId) => nameOf(drawn.value, id)
    const { classes, graphs, complete, ranges, rows, sentence } = found.value
    return succeed({
      sentence,
      graphs: numberOrText(graphs),
      complete,
      ranges,
      n: rows.used,
      classes: classes.map((one) => ({
        parents: one.parents.map((set) => set.map(name)),
        set: one.set?.map(name) ?? null,
        effects: one.effects,
        standardErrors: one.standardErrors,
        graphs: numberOrText(one.graphs),
      })),
    })
  },
}

export const classQueries: readonly QueryKind[] = [members, possibleParents, ida]
