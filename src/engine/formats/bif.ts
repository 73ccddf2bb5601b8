import { fail, succeed, type Problem, type Result } from '../../base/result'
import type { DiscreteNetwork, DiscreteVariable } from '../data/discrete-network'
import type { GraphFormat, GraphPart } from './format'
import { createGraphBuilder } from './graph-builder'
import { placeOf, tokenize, type Token } from './tokens'

interface Declared {
  readonly states: readonly string[]
  readonly token: Token
}

interface Table {
  readonly parents: readonly Token[]
  /** Rows by the labels of the parents' states, joined; the key '' holds a plain `table`. */
  readonly rows: ReadonlyMap<string, readonly number[]>
  readonly token: Token
}

const ROW_KEY = '\u0000'
const DEFAULT_ROW = 'default'

/** How far a row may be from a sum of 1: tables are printed with few digits. Rows are rescaled to exactly 1. */
const ROW_SUM_TOLERANCE = 0.01

/**
 * The Bayesian Interchange Format (Cozman 1998): variables with states and conditional probability tables.
 * Problems with line and column: unknown names, missing or bad rows, cycles; all at once where possible.
 */
export function readBif(text: string): Result<DiscreteNetwork> {
  const read = parse(text)
  if (!read.ok) return read
  const { variables, tables } = read.value
  const problems: Problem[] = []
  const found: DiscreteVariable[] = []
  for (const [name, { states, token }] of variables) {
    const table = tables.get(name)
    if (!table) {
      problems.push({ code: 'no-table', message: `${name} has no probability table.`, where: placeOf(token) })
      continue
    }
    const parents = table.parents.map((parent) => ({
      token: parent,
      states: variables.get(parent.text)?.states,
    }))
    for (const parent of parents) {
      if (parent.states) continue
      const message = `The table of ${name} names ${parent.token.text}, which is not declared.`
      problems.push({ code: 'unknown-variable', message, where: placeOf(parent.token) })
    }
    const parentStates = parents.flatMap((parent) => (parent.states ? [parent.states] : []))
    if (parentStates.length < parents.length) continue
    const rows = tableRows(name, states.length, parentStates, table)
    if (rows.ok)
      found.push({ name, states, parents: table.parents.map((parent) => parent.text), table: rows.value })
    else problems.push(...rows.problems)
  }
  if (problems.length > 0) return { ok: false, problems }
  const structure = structureOf(found)
  return structure.ok ? succeed({ variables: found }) : structure
}

/** Rows in the order of configurations, the last parent fastest. */
function tableRows(
  name: string,
  size: number,
  parentStates: readonly (readonly string[])[],
  table: Table,
): Result<number[][]> {
  const configurations = parentStates.reduce<string[][]>(
    (prefixes, states) => prefixes.flatMap((prefix) => states.map((state) => [...prefix, state])),
    [[]],
  )
  const flat = table.rows.get('')
  const problems: Problem[] = []
  const rows = configurations.map((configuration, position) => {
    const row =
      table.rows.get(configuration.join(ROW_KEY)) ??
      // A plain table lists P(state | configuration) with the own states slowest.
      flat?.filter((_, cell) => cell % configurations.length === position) ??
      table.rows.get(DEFAULT_ROW)
    const label = configuration.length > 0 ? ` for (${configuration.join(', ')})` : ''
    const report = (message: string) =>
      problems.push({
        code: 'bad-table',
        message: `The table of ${name} ${message}${label}.`,
        where: placeOf(table.token),
      })
    if (!row) {
      report('has no row')
      return []
    }
    const sum = row.reduce((total, value) => total + value, 0)
    if (row.length !== size) report(`has ${row.length} probabilities instead of ${size}`)
    else if (row.some((value) => !(value >= 0)) || Math.abs(sum - 1) > ROW_SUM_TOLERANCE) {
      report('holds no probabilities that sum to 1')
    }
    return row.map((value) => value / sum)
  })
  return problems.length > 0 ? { ok: false, problems } : succeed(rows)
}

function structureOf(variables: readonly DiscreteVariable[]): Result<GraphPart> {
  const builder = createGraphBuilder()
  for (const { name } of variables) builder.variable(name)
  for (const { name, parents } of variables) {
    for (const parent of parents) builder.edge(parent, name, { markFrom: 'tail', markTo: 'arrow' })
  }
  return builder.finish('dag')
}

/** The structure of a network. */
export function networkGraph(network: DiscreteNetwork): Result<GraphPart> {
  return structureOf(network.variables)
}

function parse(text: string): Result<{ variables: Map<string, Declared>; tables: Map<string, Table> }> {
  const { tokens, problems } = tokenize(text, 'words')
  if (problems.length > 0) return { ok: false, problems }
  const variables = new Map<string, Declared>()
  const tables = new Map<string, Table>()
  let at = 0
  const peek = () => tokens[at]
  const take = () => tokens[at < tokens.length - 1 ? at++ : at]
  const isMark = (mark: string) => peek().kind === 'mark' && peek().text === mark
  const isEnd = () => peek().kind === 'end'

  /** Words up to a closing mark, commas and bars left out. */
  const words = (close: string): Token[] => {
    const found: Token[] = []
    while (!isMark(close) && !isEnd()) {
      const token = take()
      if (token.kind !== 'mark') found.push(token)
    }
    take()
    return found
  }
  const skipTo = (mark: string) => {
    while (!isMark(mark) && !isEnd()) take()
    take()
  }
  /** Past the `}` that closes the block entered at `{`. */
  const skipBlock = () => {
    skipTo('{')
    for (let depth = 1; depth > 0 && !isEnd();) {
      const { kind, text: mark } = take()
      if (kind === 'mark' && mark === '{') depth++
      if (kind === 'mark' && mark === '}') depth--
    }
  }

  while (!isEnd()) {
    const keyword = take()
    if (keyword.text === 'network') skipBlock()
    else if (keyword.text === 'variable') {
      const token = take()
      skipTo('{')
      let states: readonly string[] = []
      while (!isMark('}') && !isEnd()) {
        if (take().text !== 'type') continue
        skipTo('{')
        states = words('}').map((state) => state.text)
      }
      take()
      if (states.length === 0) return fail('no-states', `${token.text} declares no states.`, placeOf(token))
      if (variables.has(token.text)) {
        return fail('duplicate-name', `${token.text} is declared twice.`, placeOf(token))
      }
      variables.set(token.text, { states, token })
    } else if (keyword.text === 'probability') {
      skipTo('(')
      const [token, ...parents] = words(')')
      if (!token || !variables.has(token.text)) {
        return fail(
          'unknown-variable',
          'This table belongs to no declared variable.',
          placeOf(token ?? keyword),
        )
      }
      skipTo('{')
      const rows = new Map<string, readonly number[]>()
      while (!isMark('}') && !isEnd()) {
        const start = take()
        const labels = start.text === '(' ? words(')').map((label) => label.text) : []
        if (start.text === 'property') skipTo(';')
        else {
          const key = start.text === DEFAULT_ROW ? DEFAULT_ROW : labels.join(ROW_KEY)
          rows.set(
            key,
            words(';').map((cell) => Number(cell.text)),
          )
        }
      }
      if (isEnd())
        return fail('unclosed-block', `The table of ${token.text} is never closed.`, placeOf(token))
      take()
      tables.set(token.text, { parents, rows, token })
    } else {
      return fail(
        'unexpected-token',
        `Expected network, variable or probability, but "${keyword.text}" stands here.`,
        placeOf(keyword),
      )
    }
  }
  return variables.size > 0
    ? succeed({ variables, tables })
    : fail('empty-text', 'The file declares no variable.')
}

export const bif: GraphFormat = {
  id: 'bif',
  label: 'BIF Bayesian network',
  extensions: ['bif'],
  match: (text) => /^\s*network\b[^{]*\{/.test(text),
  read(text) {
    const network = readBif(text)
    return network.ok ? networkGraph(network.value) : network
  },
}
