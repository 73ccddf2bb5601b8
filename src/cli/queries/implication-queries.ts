import { succeed } from '../../base/result'
import { testImplications } from '../../engine/estimate/implications/test-implications'
import type { Implication } from '../../engine/estimate/implications/report'
import { nameOf, type CausalGraph, type VariableId } from '../../engine/graph/graph'
import { expressionWithNames } from '../../engine/expression/print'
import type { FunctionalConstraint } from '../../engine/identify/verma'
import { vanishingTetrads } from '../../engine/identify/vanishing-tetrads'
import { createFieldReader } from '../fields'
import { contextWithSeed } from '../request'
import { DEFAULT_SEED } from './data-queries'
import type { QueryKind } from './query-kind'

const MOST_TETRADS = 100_000

const tetrads: QueryKind = {
  id: 'vanishing_tetrads',
  label:
    'Foursomes whose covariances satisfy cov(i,k) cov(j,l) = cov(i,l) cov(j,k) in every linear model of the graph, beyond what independencies say',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const limit = fields.wholeNumber('limit', MOST_TETRADS)
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const measured = drawn.value.variables.filter(({ latent }) => !latent).map(({ id }) => id)
    const listing = vanishingTetrads(drawn.value, measured)
    if (!listing.ok) return listing
    const found = []
    for (const some of listing.value) {
      found.push(...some)
      if (found.length >= limit) break
    }
    return succeed(found.slice(0, limit))
  },
}

const CORRECTIONS = ['holm', 'benjamini-hochberg', 'benjamini-yekutieli', 'none'] as const

const tests: QueryKind = {
  id: 'test_implications',
  label:
    'What the graph implies, tested against the data: violations first, with the changes of the graph that mend them; "alpha", "correction", "tetrads", "limit", "milliseconds"',
  async answer({ query, graph, data }) {
    const fields = createFieldReader(query, 'query')
    const number = (field: string): number | undefined => {
      const value = fields.value(field)
      if (typeof value === 'string' || (value !== undefined && !(value > 0)))
        fields.expected(field, 'a positive number')
      return typeof value === 'number' ? value : undefined
    }
    const [alpha, count, milliseconds] = [number('alpha'), number('limit'), number('milliseconds')]
    const options = {
      ...(alpha === undefined ? {} : { alpha }),
      ...(count === undefined ? {} : { count }),
      ...(milliseconds === undefined ? {} : { milliseconds }),
      correction: fields.choice('correction', CORRECTIONS, 'holm'),
      tetrads: fields.choice('tetrads', ['tested', 'left-out'] as const, 'tested'),
    }
    const read = fields.finish(() => options)
    if (!read.ok) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const dataset = await data(drawn.value.variables.map(({ name }) => name))
    if (!dataset.ok) return dataset
    const context = contextWithSeed(DEFAULT_SEED)
    const report = await testImplications(dataset.value, drawn.value, options, context)
    if (!report.ok) return report
    const { tests: found, untested, functional, functionalUntested, withoutColumn, ...rest } = report.value
    const name = (id: VariableId) => nameOf(drawn.value, id)
    return succeed({
      ...rest,
      tests: found.map(({ implication, mends, ...test }) => ({
        ...named(drawn.value, implication),
        ...test,
        mends: mends.map((mend) => ({ ...mend, between: mend.between.map(name) })),
      })),
      untested: untested.map(({ implication, ...why }) => ({ ...named(drawn.value, implication), ...why })),
      functional: functional.map((test) => ({ ...test, constraint: spelled(drawn.value, test.constraint) })),
      functionalUntested: functionalUntested.map((test) => ({
        ...test,
        constraint: spelled(drawn.value, test.constraint),
      })),
      withoutColumn: withoutColumn.map(name),
    })
  },
}

const spelled = (graph: CausalGraph, { expression, independentOf }: FunctionalConstraint) => ({
  expression: expressionWithNames(expression, (id) => nameOf(graph, id)),
  independent_of: independentOf.map((id) => nameOf(graph, id)),
})

function named(graph: CausalGraph, implication: Implication) {
  const name = (id: VariableId) => nameOf(graph, id)
  return implication.kind === 'independence'
    ? { a: name(implication.a), b: name(implication.b), given: implication.given.map(name) }
    : { tetrad: [implication.left.map(name), implication.right.map(name)] }
}

export const implicationQueries: readonly QueryKind[] = [tetrads, tests]
