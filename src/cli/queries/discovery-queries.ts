import { succeed, type Result } from '../../base/result'
import type { Dataset } from '../../engine/data/dataset'
import { partOfSplit, splitRows } from '../../engine/data/sample-split'
import type { Discovery, DiscoveryProblem, Knowledge } from '../../engine/discover/algorithm'
import { discover } from '../../engine/discover/discover'
import { buildDiscoveryProblem, type DiscoveryRequest } from '../../engine/discover/problem'
import { requestFor } from '../../engine/discover/request-for'
import { stabilityPath } from '../../engine/discover/support/stability'
import { canonicalEdge, edgeSymbol, nameOf } from '../../engine/graph/graph'
import type { OptionValues } from '../../engine/options'
import { createFieldReader, isFields, type Fields } from '../fields'
import { contextWithSeed, type Request } from '../request'
import { DEFAULT_SEED, usedData } from './data-queries'
import type { QueryKind } from './query-kind'

const isNameLists = (value: unknown): value is string[][] =>
  Array.isArray(value) &&
  value.every((list) => Array.isArray(list) && list.every((name) => typeof name === 'string'))

const isNamePairs = (value: unknown): value is [string, string][] =>
  isNameLists(value) && value.every((pair) => pair.length === 2)

const isGaps = (value: unknown): value is DiscoveryRequest['gaps'] =>
  value === undefined || value === 'complete-rows' || value === 'test-wise'

const isTargets = (value: unknown): value is string | (string | null)[] | undefined =>
  value === undefined ||
  typeof value === 'string' ||
  (Array.isArray(value) && value.every((entry) => entry === null || typeof entry === 'string'))

/** Null for what is no knowledge, and for names of lists that there are not. */
export function readKnowledge(known: unknown): Knowledge | null {
  if (!isFields(known)) return null
  const { tiers, required, forbidden, exogenous, ...rest } = known
  const read = { tiers: tiers ?? [], required: required ?? [], forbidden: forbidden ?? [] }
  if (Object.keys(rest).length > 0 || !isNameLists(read.tiers)) return null
  if (!isNamePairs(read.required) || !isNamePairs(read.forbidden)) return null
  if (exogenous !== undefined && !isNameLists([exogenous])) return null
  return {
    tiers: read.tiers,
    required: read.required,
    forbidden: read.forbidden,
    ...(exogenous === undefined ? {} : { exogenous: exogenous as string[] }),
  }
}

const SPLITS = ['none', 'half'] as const

interface Search {
  readonly algorithm: string
  readonly options: OptionValues
  readonly seed: number
  readonly split: (typeof SPLITS)[number]
  readonly request: DiscoveryRequest
}

type FieldReader = ReturnType<typeof createFieldReader>

/** What `discover` and `stability` have in common; complaints gather in `fields`. */
function readSearch(query: Fields, fields: FieldReader): Search {
  const columns = fields.has('columns') ? fields.names('columns') : undefined
  const knowledge = readKnowledge(query.knowledge ?? {})
  if (!knowledge) {
    fields.expected(
      'knowledge',
      '{tiers: [[names]], required: [[from, to]], forbidden: [[from, to]], exogenous: [names]}',
    )
  }
  const interventions = query.interventions ?? undefined
  if (!isTargets(interventions)) fields.expected('interventions', 'a column name or a list of names')
  const gaps = query.gaps ?? undefined
  if (!isGaps(gaps)) fields.expected('gaps', '"complete-rows" or "test-wise"')
  const contexts = fields.has('contexts') ? fields.names('contexts') : undefined
  return {
    algorithm: fields.text('algorithm'),
    options: fields.options('options'),
    seed: fields.seed(DEFAULT_SEED),
    split: fields.choice('split', SPLITS, 'none'),
    request: {
      columns,
      ...(isGaps(gaps) && gaps !== undefined ? { gaps } : {}),
      ...(contexts ? { contexts } : {}),
      ...(knowledge ? { knowledge } : {}),
      ...(isTargets(interventions) && interventions !== undefined ? { interventions } : {}),
    },
  }
}

/** The rows that the search may read, and the problem they make. */
async function searchedRows(
  { algorithm, seed, split, request }: Search,
  data: Request['data'],
): Promise<Result<{ readonly dataset: Dataset; readonly problem: DiscoveryProblem }>> {
  const all = await data(request.columns ?? [])
  if (!all.ok) return all
  const dataset = split === 'half' ? partOfSplit(all.value, seed, 'search') : all.value
  const { interventions } = request
  const ofRows =
    split === 'half' && Array.isArray(interventions)
      ? { interventions: Array.from(splitRows(all.value, seed).search, (row) => interventions[row] ?? null) }
      : {}
  const problem = buildDiscoveryProblem(dataset, requestFor(algorithm, { ...request, ...ofRows }))
  return problem.ok ? succeed({ dataset, problem: problem.value }) : problem
}

/** Shares of the resamples for each edge, and how often pairs were joined either way. */
const supportOf = ({ graph, supportMeaning, resamples }: Discovery) => ({
  support: {
    meaning: supportMeaning,
    edges: graph.edges.map(canonicalEdge).map(({ from, to, support, orientationSupport }) => ({
      from: nameOf(graph, from),
      to: nameOf(graph, to),
      joined: support,
      ...(orientationSupport === undefined ? {} : { sameOrientation: orientationSupport }),
    })),
    ...(resamples ? { resamples: resamples.counted, asked: resamples.asked, pairs: resamples.pairs } : {}),
  },
})

const discoverQuery: QueryKind = {
  id: 'discover',
  label:
    'Search for a graph in data; with the option "resamples" also how sure each edge is, with "split": "half" in one half of the rows',
  async answer({ query, data }) {
    const fields = createFieldReader(query, 'query')
    const search = readSearch(query, fields)
    const read = fields.finish(() => search)
    if (!read.ok) return read
    const searched = await searchedRows(search, data)
    if (!searched.ok) return searched
    const { dataset, problem } = searched.value
    const found = await discover(problem, search.algorithm, search.options, contextWithSeed(search.seed))
    if (!found.ok) return found
    const { graph, scores, seconds, rows, statistics, changingMechanisms, supportMeaning, model, pairs } =
      found.value
    return succeed({
      kind: graph.kind,
      edges: graph.edges
        .map(canonicalEdge)
        .map((edge) => [nameOf(graph, edge.from), edgeSymbol(edge), nameOf(graph, edge.to)]),
      nodes: graph.variables.map((variable) => variable.name),
      ...(scores ? { scores } : {}),
      ...(supportMeaning === undefined ? {} : supportOf(found.value)),
      ...(changingMechanisms ? { changingMechanisms } : {}),
      ...(model ? { model, pairs } : {}),
      n: rows.used,
      ...(search.split === 'half' ? { split: { part: 'search', heldOut: search.seed } } : {}),
      ...usedData(dataset, rows),
      statistics,
      seconds,
    })
  },
}

const stabilityQuery: QueryKind = {
  id: 'stability',
  label:
    'The search of "discover" along its penalty or significance level ("vary", "settings"), on all rows and on "resamples" halves, and the setting that StARS suggests',
  async answer({ query, data }) {
    const fields = createFieldReader(query, 'query')
    const search = readSearch(query, fields)
    const settings = query.settings ?? undefined
    if (settings !== undefined && !isNumbers(settings)) fields.expected('settings', 'a list of numbers')
    const along = {
      resamples: fields.wholeNumber('resamples', 20),
      ...(fields.has('vary') ? { vary: fields.text('vary') } : {}),
      ...(isNumbers(settings) ? { settings } : {}),
    }
    const read = fields.finish(() => search)
    if (!read.ok) return read
    const searched = await searchedRows(search, data)
    if (!searched.ok) return searched
    const { problem } = searched.value
    return await stabilityPath(problem, search.algorithm, search.options, along, contextWithSeed(search.seed))
  },
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number' && Number.isFinite(one))

export const discoveryQueries: readonly QueryKind[] = [discoverQuery, stabilityQuery]
