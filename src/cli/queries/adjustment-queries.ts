import { fail, succeed, type Result } from '../../base/result'
import { nameOf, variableId, type CausalGraph, type VariableId } from '../../engine/graph/graph'
import { adjustmentSetting, type AdjustmentQuery } from '../../engine/identify/adjustment-query'
import { adjustmentReasons } from '../../engine/identify/adjustment-reasons'
import { isAdjustmentSet, minimalAdjustmentSets } from '../../engine/identify/adjustment-sets'
import { instrumentalSets } from '../../engine/identify/instrumental-sets'
import { optimalAdjustment } from '../../engine/identify/optimal-adjustment'
import { createFieldReader } from '../fields'
import type { Request } from '../request'
import type { QueryKind } from './query-kind'

/** A listing without a limit stops here and says so: some graphs have millions of minimal sets. */
const MOST_SETS = 100_000
const MOST_MILLISECONDS = 60_000

const ids = (names: readonly string[]) => names.map(variableId)

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

const reasons: QueryKind = {
  id: 'adjustment_reasons',
  label: 'For every variable: required, allowed, useless or forbidden in an adjustment set, and why',
  answer(request) {
    const read = readAdjustmentRequest(request)
    if (!read.ok) return read
    const { graph, adjustment } = read.value
    const setting = adjustmentSetting(graph, adjustment)
    if (!setting.ok) return setting
    const found = adjustmentReasons(setting.value)
    return succeed(
      graph.variables.map(({ id, name }) => {
        const { status, code, sentence } = found[id]
        return { variable: name, status, code, sentence }
      }),
    )
  },
}

const optimal: QueryKind = {
  id: 'optimal_adjustment_set',
  label: 'The adjustment set with the smallest asymptotic variance, or how far the graph tells',
  answer(request) {
    const read = readAdjustmentRequest(request)
    if (!read.ok) return read
    const { graph, adjustment } = read.value
    const setting = adjustmentSetting(graph, adjustment)
    if (!setting.ok) return setting
    const found = optimalAdjustment(setting.value)
    const names = (list: readonly VariableId[]) => list.map((id) => nameOf(graph, id))
    return succeed(
      found.verdict === 'none'
        ? found
        : {
            ...found,
            set: names(found.set),
            minimal: names(found.minimal),
            further: names(found.further),
            improving: names(found.improving),
          },
    )
  },
}

const MOST_TRIED = 1_000_000

const instruments: QueryKind = {
  id: 'instrumental_sets',
  label: 'Sets of instruments for several exposures, in linear models, with their minimal conditioning sets',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const [exposures, outcome] = [fields.names('exposure'), fields.text('outcome')]
    const limit = fields.wholeNumber('limit', MOST_TRIED)
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const budget = { milliseconds: MOST_MILLISECONDS, count: limit }
    const found = instrumentalSets(drawn.value, ids(exposures), variableId(outcome), budget)
    if (!found.ok) return found
    const names = (list: readonly VariableId[]) => list.map((id) => nameOf(drawn.value, id))
    const { sets, complete, sentence } = found.value
    return succeed({
      sentence,
      complete,
      sets: sets.map((set) => ({ z: names(set.instruments), minimal_given: set.given.map(names) })),
    })
  },
}

export const adjustmentQueries: readonly QueryKind[] = [minimalSets, isSet, reasons, optimal, instruments]
