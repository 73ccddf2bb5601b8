import { fail, succeed } from '../../base/result'
import { judgeProposals, refineFromData } from '../../engine/discover/proposals/judge-proposals'
import { proposalKey, type Proposal } from '../../engine/discover/proposals/proposal'
import { readProposals } from '../../engine/discover/proposals/read-proposals'
import { canonicalEdge, edgeSymbol, nameOf } from '../../engine/graph/graph'
import { createFieldReader } from '../fields'
import { contextWithSeed, type Request } from '../request'
import { DEFAULT_SEED } from './data-queries'
import { readKnowledge } from './discovery-queries'
import type { QueryKind } from './query-kind'

/** What both queries read: graph, data, the proposals and how to judge them. */
async function readRequest({ query, graph, data }: Request) {
  const fields = createFieldReader(query, 'query')
  const proposed = query.proposals
  if (typeof proposed !== 'string' && !Array.isArray(proposed))
    fields.expected('proposals', 'text with one arrow a line, or a list of {cause, effect, change?, reason?}')
  const number = (field: string) => {
    const value = fields.value(field)
    if (value === undefined || (typeof value === 'number' && value > 0)) return value
    fields.expected(field, 'a positive number')
    return undefined
  }
  const alpha = number('alpha')
  const penalty = number('penalty')
  const knowledge = readKnowledge(query.knowledge ?? {})
  if (!knowledge)
    fields.expected('knowledge', '{tiers: [[names]], required: [[from, to]], forbidden: [[from, to]]}')
  const tried = query.tried === undefined ? '' : query.tried
  if (typeof tried !== 'string' && !Array.isArray(tried))
    fields.expected('tried', 'proposals, written like those of "proposals"')
  const read = fields.finish(() => ({
    knowledge: knowledge!,
    ...(alpha === undefined ? {} : { alpha }),
    ...(penalty === undefined ? {} : { penalty }),
  }))
  if (!read.ok) return read
  const drawn = graph()
  if (!drawn.ok) return drawn
  const dataset = await data([])
  if (!dataset.ok) return dataset
  const known = [
    ...new Set([
      ...drawn.value.variables.map(({ name }) => name),
      ...dataset.value.columns.map(({ name }) => name),
    ]),
  ]
  const textOf = (given: unknown) => (typeof given === 'string' ? given : JSON.stringify(given))
  const proposals = readProposals(textOf(proposed), known)
  const before = readProposals(textOf(tried), known)
  const problems = [...proposals.problems, ...before.problems]
  if (problems.length > 0) return { ok: false as const, problems }
  if (proposals.proposals.length === 0) return fail('no-proposals', 'There is no proposal to weigh.')
  return succeed({
    dataset: dataset.value,
    graph: drawn.value,
    proposals: proposals.proposals,
    memory: new Set(before.proposals.map(proposalKey)),
    options: read.value,
  })
}

const named = ({ change, cause, effect, reason }: Proposal) => ({
  change,
  cause,
  effect,
  ...(reason ? { reason } : {}),
})

const weigh: QueryKind = {
  id: 'weigh_proposals',
  label:
    'What data say to proposed changes of the graph: "proposals" (text or list), the change of the BIC (negative is better), claims that would fail or no longer fail; "alpha", "penalty", "knowledge"',
  async answer(request) {
    const asked = await readRequest(request)
    if (!asked.ok) return asked
    const { dataset, graph, proposals, options } = asked.value
    const report = await judgeProposals(dataset, graph, proposals, options, contextWithSeed(DEFAULT_SEED))
    if (!report.ok) return report
    const { weighed, score, test, rows } = report.value
    return succeed({
      proposals: weighed.map(({ proposal, bicChange, nowFailing, noLongerFailing, obstacle }) => ({
        ...named(proposal),
        bicChange,
        nowFailing,
        noLongerFailing,
        ...(obstacle ? { obstacle: obstacle.message } : {}),
      })),
      score,
      test,
      n: rows,
    })
  },
}

const refine: QueryKind = {
  id: 'refine_by_proposals',
  label:
    'The graph after the proposals that lower the BIC, best first; "proposals", "tried" (not tried again), "penalty", "knowledge"',
  async answer(request) {
    const asked = await readRequest(request)
    if (!asked.ok) return asked
    const { dataset, graph, proposals, memory, options } = asked.value
    const refined = await refineFromData(
      dataset,
      graph,
      proposals,
      memory,
      options,
      contextWithSeed(DEFAULT_SEED),
    )
    if (!refined.ok) return refined
    const { tried, remembered } = refined.value
    const after = refined.value.graph
    return succeed({
      edges: after.edges
        .map(canonicalEdge)
        .map((edge) => [nameOf(after, edge.from), edgeSymbol(edge), nameOf(after, edge.to)]),
      tried: tried.map(({ proposal, verdict, bicChange, obstacle }) => ({
        ...named(proposal),
        verdict,
        bicChange,
        ...(obstacle ? { obstacle: obstacle.message } : {}),
      })),
      remembered: remembered.map(named),
    })
  },
}

export const proposalQueries: readonly QueryKind[] = [weigh, refine]
