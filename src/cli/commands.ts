import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, succeed, type Result } from '../base/result'
import { discover } from '../engine/discover/discover'
import { buildDiscoveryProblem } from '../engine/discover/problem'
import { requestFor } from '../engine/discover/request-for'
import type { GapsFilled } from '../engine/estimate/estimator'
import { expressionWithNames } from '../engine/expression/print'
import type { GraphFormat, GraphPart } from '../engine/formats/format'
import { dagitty } from '../engine/formats/dagitty'
import { graphFormats, readGraph } from '../engine/formats/registry'
import { nameOf, variableId, type CausalGraph, type VariableId } from '../engine/graph/graph'
import { answerQuestion } from '../engine/identify/answer-question'
import { counterfactualAnswer } from '../engine/identify/counterfactual/counterfactual-answer'
import { identifyInClass } from '../engine/identify/classes/identify-in-class'
import type { InterventionalQuery } from '../engine/identify/id/identify-effect'
import { identifyInterventional } from '../engine/identify/interventional'
import type { DerivationStep } from '../engine/identify/method'
import { totalEffectOf } from '../engine/identify/question'
import { columnsNamed, estimateFromOrder } from './estimate'
import { missingExpectation, readMissing } from './missing'
import { isCounterfactualText, parseCounterfactual } from './counterfactual-text'
import { parseProbability } from './probability-text'
import { DEFAULT_SEED } from './queries/data-queries'
import { contextWithSeed, readDataFile } from './request'

/** Values of `--name` arguments; each may be given several times. */
export type Flags = Readonly<Record<string, readonly string[]>>

export interface Command {
  readonly id: string
  readonly usage: string
  readonly help: string
  readonly flags: readonly string[]
  readonly positionals: number
  /** The text for standard output. */
  run(positionals: readonly string[], flags: Flags): Promise<Result<string>>
}

async function readText(path: string): Promise<Result<string>> {
  try {
    return succeed(await readFile(path, 'utf8'))
  } catch {
    return fail('no-file', `The file ${path} cannot be read.`, { name: path })
  }
}

async function readGraphFile(path: string): Promise<Result<GraphPart>> {
  const text = await readText(path)
  return text.ok ? readGraph(text.value, basename(path)) : text
}

async function writeText(path: string, text: string): Promise<Result<string>> {
  try {
    await writeFile(path, text)
    return succeed(`Wrote ${path}.\n`)
  } catch {
    return fail('no-file', `The file ${path} cannot be written.`, { name: path })
  }
}

const convert: Command = {
  id: 'convert',
  usage: 'convert <in> <out>',
  help: 'Rewrites a graph file in the format that the extension of <out> names, or --to.',
  flags: ['to'],
  positionals: 2,
  async run([from, to], flags) {
    const part = await readGraphFile(from)
    if (!part.ok) return part
    const format = outputFormat(to, flags.to?.[0])
    if (!format.ok) return format
    return writeText(to, format.value.write(part.value))
  },
}

type WritableFormat = GraphFormat & Required<Pick<GraphFormat, 'write'>>
const writes = (format: GraphFormat): format is WritableFormat => format.write !== undefined

function outputFormat(path: string, id: string | undefined): Result<WritableFormat> {
  const extension = path.split('.').at(-1)!.toLowerCase()
  const writable = graphFormats.entries.filter(writes)
  const found = writable.find((format) => (id ? format.id === id : format.extensions.includes(extension)))
  if (found) return succeed(found)
  const known = writable.map((format) => `${format.id} (.${format.extensions.join(', .')})`).join('; ')
  return fail(
    'unknown-format',
    `${id ?? `.${extension}`} is not a format that can be written. Known: ${known}.`,
  )
}

const discoverCommand: Command = {
  id: 'discover',
  usage: 'discover <data.csv> --algorithm boss',
  help: 'Searches a graph; --out <file>, --seed <number>, --option name=value (repeatable).',
  flags: ['algorithm', 'out', 'seed', 'option'],
  positionals: 1,
  async run([path], flags) {
    const options = parseOptions(flags.option ?? [])
    const seed = readSeed(flags)
    if (!seed.ok) return seed
    const dataset = await readDataFile(path, [])
    if (!dataset.ok) return dataset
    const algorithm = flags.algorithm?.[0] ?? 'boss'
    const problem = buildDiscoveryProblem(dataset.value, requestFor(algorithm, {}))
    if (!problem.ok) return problem
    const found = await discover(problem.value, algorithm, options, contextWithSeed(seed.value))
    if (!found.ok) return found
    const roles = { exposures: [], outcomes: [], adjusted: [] }
    const out = flags.out?.[0]
    const format = out === undefined ? succeed(dagitty as WritableFormat) : outputFormat(out, undefined)
    if (!format.ok) return format
    const text = format.value.write({ graph: found.value.graph, layout: {}, roles })
    return out === undefined ? succeed(text) : writeText(out, text)
  },
}

const estimate: Command = {
  id: 'estimate',
  usage: 'estimate <data.csv> --graph <graph> --treatment X --outcome Y',
  help: 'Effect of X on Y; --estimator aipw, --adjustment a,b, --from, --to, --missing imputed, --weights column, --seed, --option name=value (repeatable).',
  flags: [
    'graph',
    'treatment',
    'outcome',
    'estimator',
    'adjustment',
    'from',
    'to',
    'missing',
    'weights',
    'seed',
    'option',
  ],
  positionals: 1,
  async run([path], flags) {
    const treatment = flags.treatment?.[0]
    const outcome = flags.outcome?.[0]
    if (treatment === undefined || outcome === undefined) {
      return fail('bad-arguments', 'Name the treatment and the outcome: --treatment X --outcome Y.')
    }
    const seed = readSeed(flags)
    if (!seed.ok) return seed
    const part = flags.graph ? await readGraphFile(flags.graph[0]) : succeed(null)
    if (!part.ok) return part
    const graph = part.value?.graph ?? null
    const missing = flags.missing ? readMissing(flags.missing[0]) : null
    if (flags.missing && !missing)
      return fail('bad-arguments', `--missing must be ${missingExpectation}.`, { token: flags.missing[0] })
    const order = {
      treatment,
      outcome,
      from: flags.from && numberOrText(flags.from[0]),
      to: flags.to && numberOrText(flags.to[0]),
      estimator: flags.estimator?.[0] ?? 'aipw',
      options: parseOptions(flags.option ?? []),
      seed: seed.value,
      ...(missing ? { missing } : {}),
      ...(flags.weights ? { weights: flags.weights[0] } : {}),
      ...(flags.adjustment ? { adjustment: flags.adjustment.flatMap((names) => names.split(',')) } : {}),
    }
    const dataset = await readDataFile(path, columnsNamed(order, graph))
    if (!dataset.ok) return dataset
    const found = await estimateFromOrder(dataset.value, graph, order)
    if (!found.ok) return found
    const { point, standardError, interval, level, rows, gaps, diagnostics } = found.value.estimate
    const set = found.value.adjustment.join(', ') || 'nothing'
    const error = standardError === null ? '' : ` (standard error ${standardError.toPrecision(4)})`
    const between = interval
      ? `, ${Math.round(100 * level)} % interval ${interval.map((end) => end.toPrecision(4)).join(' to ')}`
      : ''
    const warnings = diagnostics
      .filter((diagnostic) => diagnostic.level === 'warning')
      .map(({ label, value }) => `Warning: ${label} ${value}\n`)
    if (found.value.adjustmentIsValid === false)
      warnings.push('Warning: by the graph this is no adjustment set.\n')
    return succeed(
      `${point.toPrecision(5)}${error}${between}\nAdjusted for ${set}; ${rows.used} of ${rows.total} rows${gapsNote(gaps)}.\n${warnings.join('')}`,
    )
  },
}

function gapsNote(gaps: GapsFilled | undefined): string {
  if (gaps?.method === 'imputed') return `, ${gaps.cells} cells imputed ${gaps.imputations} times`
  return gaps ? `, weighted (worth ${Math.round(gaps.effectiveRows)})` : ''
}

function readSeed({ seed: [text] = [String(DEFAULT_SEED)] }: Flags): Result<number> {
  if (/^\d{1,15}$/.test(text)) return succeed(Number(text))
  return fail('bad-arguments', `The seed is a whole number, not "${text}".`, { token: text })
}

const numberOrText = (text: string): number | string =>
  text !== '' && Number.isFinite(Number(text)) ? Number(text) : text

function parseOptions(given: readonly string[]): Record<string, number | string> {
  return Object.fromEntries(
    given.map((option) => {
      const [name, ...rest] = option.split('=')
      return [name, numberOrText(rest.join('='))]
    }),
  )
}

const identify: Command = {
  id: 'identify',
  usage: 'identify <graph> "P(Y | do(X), Z)"',
  help: 'Says (also of "P(Y_{X=1} = 1 | X = 0)") by which formula observation answers the question, with the steps, or what makes that impossible.',
  flags: [],
  positionals: 2,
  async run([path, query]) {
    const part = await readGraphFile(path)
    if (!part.ok) return part
    const { graph } = part.value
    if (isCounterfactualText(query)) return identifyAcrossWorlds(graph, query)
    const asked = parseProbability(query)
    if (!asked.ok) return asked
    const { outcomes, treatments, given } = asked.value
    const effect = {
      outcomes: outcomes.map(variableId),
      treatments: treatments.map(variableId),
      given: given.map(variableId),
    }
    if (graph.kind === 'pag' || graph.kind === 'mag') return identifyInMarked(graph, query, effect)
    if (graph.kind === 'cpdag') return identifyInPattern(graph, query, effect)
    const found = identifyInterventional(graph, effect)
    if (!found.ok) return found
    const name = (id: VariableId) => nameOf(graph, id)
    const steps = stepLines(graph, found.value.derivation)
    if (!found.value.identifiable) {
      const { outer, inner } = found.value.hedge
      return succeed(
        `Not identifiable: two models can agree on everything seen and differ in ${query}.\n${steps}` +
          `Hedge: {${outer.map(name).join(', ')}} over {${inner.map(name).join(', ')}}\n`,
      )
    }
    const { method, estimand } = found.value
    return succeed(
      `Identified by ${method}: ${query} = ${expressionWithNames(estimand, name)}\n${steps}` +
        (given.length === 0 && treatments.length > 0 ? adjustmentSetsLine(graph, effect) : ''),
    )
  },
}

/** Events in several worlds; the steps before the first formula say what the worlds share. */
function identifyAcrossWorlds(graph: CausalGraph, text: string): Result<string> {
  const query = parseCounterfactual(text)
  if (!query.ok) return query
  const found = counterfactualAnswer(graph, query.value, 'observation')
  if (!found.ok) return found
  const name = (id: VariableId) => nameOf(graph, id)
  const steps = found.value.derivation
    .map(
      ({ result, sentence }) => `  ${result ? `${expressionWithNames(result, name)}   ` : ''}${sentence}\n`,
    )
    .join('')
  if (found.value.verdict !== 'identifiable') {
    const verdict = found.value.verdict === 'not-identifiable' ? 'Not identifiable. ' : ''
    return succeed(`${verdict}${found.value.explanation}\n${steps}`)
  }
  const where = found.value.values.map(
    ({ term, value }) => `${name(term.variable)}${'′'.repeat(term.primes ?? 0)} = ${value}`,
  )
  return succeed(
    `Identified: ${text} = ${expressionWithNames(found.value.estimand, name)} at ${where.join(', ')}\n${steps}`,
  )
}

const stepLines = (graph: CausalGraph, derivation: readonly DerivationStep[]): string =>
  derivation
    .map(
      ({ result, sentence }) => `  ${expressionWithNames(result, (id) => nameOf(graph, id))}   ${sentence}\n`,
    )
    .join('')

const firstSets = (graph: CausalGraph, { outcomes, treatments }: InterventionalQuery) =>
  answerQuestion(
    graph,
    totalEffectOf(
      treatments.map((variable) => ({ variable, from: 0, to: 1 })),
      outcomes,
    ),
    'first',
  )

function adjustmentSetsLine(graph: CausalGraph, effect: InterventionalQuery): string {
  const answer = firstSets(graph, effect)
  if (!answer.ok) return ''
  const { sets, moreSets } = answer.value
  const listed = sets.map((set) => `{${set.map((id) => nameOf(graph, id)).join(', ')}}`).join(' ')
  return `Minimal adjustment sets: ${listed || 'none'}${moreSets ? ' and more' : ''}\n`
}

/** A PAG or MAG: one formula for every graph it stands for. */
function identifyInMarked(graph: CausalGraph, query: string, effect: InterventionalQuery): Result<string> {
  const found = identifyInClass(graph, effect)
  if (!found.ok) return found
  const steps = stepLines(graph, found.value.derivation)
  if (found.value.verdict === 'identifiable')
    return succeed(
      `Identified in the whole class: ${query} = ${expressionWithNames(found.value.estimand, (id) => nameOf(graph, id))}\n${steps}`,
    )
  const verdict = found.value.verdict === 'undecided' ? 'No formula was found' : 'Not identifiable'
  return succeed(`${verdict}. ${found.value.explanation}\n${steps}`)
}

/** A CPDAG: covariate adjustment that is right in all its members. */
function identifyInPattern(graph: CausalGraph, query: string, effect: InterventionalQuery): Result<string> {
  if (effect.given.length > 0) return fail('unsupported-query', 'In a CPDAG only P(Y | do(X)) can be asked.')
  const answer = firstSets(graph, effect)
  if (!answer.ok) return answer
  const { identification } = answer.value
  if (!identification.identifiable)
    return succeed(`No adjustment set identifies it. ${identification.explanation}\n`)
  const name = (id: VariableId) => nameOf(graph, id)
  return succeed(
    `Identified by adjustment: ${query} = ${expressionWithNames(identification.estimand, name)}\n` +
      stepLines(graph, identification.derivation) +
      adjustmentSetsLine(graph, effect),
  )
}

export const commands: readonly Command[] = [identify, discoverCommand, estimate, convert]
