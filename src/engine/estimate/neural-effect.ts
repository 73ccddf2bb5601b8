import { fail, succeed, type Problem, type Result } from '../../base/result'
import { answerEffects, type EffectAnswer } from '../neural/effect-answer'
import type { EffectTable } from '../neural/effect-features'
import { stratifiedParts } from '../neural/effect-parts'
import { effectModel } from '../neural/registry'
import { categoriesOf } from '../stats/design'
import type { Diagnostic, EffectProblem, Estimator, Finding } from './estimator'
import { overlapDiagnostics, overlapOf } from './overlap'
import { distinctValues } from './problem'
import { armDiagnostics, dots, info, levelOption, warning } from './report'

const { manifest } = effectModel
const { limits } = manifest

/** Parts of at most `limits.maximumRows` rows that are answered; the rows beyond them are left out. */
const MOST_PARTS = 8
/** Standard errors between the model's answer and its AIPW anchor that call for a second look. */
const WIDE_GAP = 3

const varies = (values: Float64Array): boolean => values.some((value) => value !== values[0])

/** Numbers as they are, categories as one column for each but the first; what does not vary adds nothing. */
function covariateColumns(problem: EffectProblem): Float64Array[] {
  return problem.covariates
    .flatMap((column) => {
      if (column.kind !== 'nominal') return [column.values]
      return categoriesOf(column.values, column.levels)
        .slice(1)
        .map(({ value }) => column.values.map((entry) => (entry === value ? 1 : 0)))
    })
    .filter(varies)
}

/** The larger value counts as treated, so that swapping the contrast only changes the sign. */
function tableOf(problem: EffectProblem): { table: EffectTable; sign: 1 | -1 } {
  const upper = Math.max(problem.from, problem.to)
  return {
    table: {
      columns: covariateColumns(problem),
      treatment: problem.treatment.values.map((value) => (value === upper ? 1 : 0)),
      outcome: problem.outcome.values,
    },
    sign: problem.to > problem.from ? 1 : -1,
  }
}

interface RowsPart {
  readonly rows: readonly number[]
  readonly part: EffectTable
}

const partsOf = (table: EffectTable): RowsPart[] =>
  stratifiedParts(table.treatment, limits.maximumRows, MOST_PARTS).map((rows) => ({
    rows,
    part: {
      columns: table.columns.map((values) => Float64Array.from(rows, (row) => values[row])),
      treatment: Float64Array.from(rows, (row) => table.treatment[row]),
      outcome: Float64Array.from(rows, (row) => table.outcome[row]),
    },
  }))

const treated = (treatment: Float64Array): number => treatment.reduce((total, value) => total + value, 0)

/** Every limit of the training data that the problem oversteps. */
function outsideTraining(problem: EffectProblem, table: EffectTable): Problem[] {
  const problems: Problem[] = []
  const object = (code: string, message: string, name?: string) =>
    void problems.push({
      code,
      message: `Outside the training range: ${message}`,
      ...(name ? { where: { name } } : {}),
    })
  const { name } = problem.treatment
  const values = distinctValues(problem.treatment).length
  if (values !== 2) {
    object(
      'treatment-not-binary',
      `“${name}” has ${values} values; the model was trained on treatments with two.`,
      name,
    )
    return problems
  }
  const columns = table.columns.length
  const { minimumColumns, maximumColumns, minimumRows, smallestArm } = limits
  if (columns < minimumColumns || columns > maximumColumns) {
    const expanded = columns > problem.covariates.length ? ' once categories are expanded' : ''
    object(
      'columns-outside-training',
      `the adjustment set has ${columns} columns that vary${expanded}; the model was trained on ${minimumColumns} to ${maximumColumns}.`,
    )
  }
  const rows = table.outcome.length
  if (rows < minimumRows) {
    object('too-few-rows', `${rows} complete rows; the model was trained on ${minimumRows} and more.`)
  }
  if (problems.length > 0) return problems
  const parts = partsOf(table).map(({ part }) => part)
  const each = parts.length > 1 ? ` in one of the ${parts.length} parts that the rows are answered in` : ''
  const smaller = Math.min(
    ...parts.map(({ treatment }) => Math.min(treated(treatment), treatment.length - treated(treatment))),
  )
  if (smaller < smallestArm) {
    object(
      'too-few-in-arm',
      `the smaller group has ${smaller} rows${each}; the model was trained on ${smallestArm} and more.`,
      name,
    )
  }
  if (parts.some(({ outcome }) => !varies(outcome))) {
    object('constant-outcome', `“${problem.outcome.name}” does not vary${each}.`, problem.outcome.name)
  }
  if (parts.some((part) => !part.columns.some(varies))) {
    object('constant-columns', `no covariate varies${each}.`)
  }
  return problems
}

interface AnsweredPart {
  readonly rows: readonly number[]
  readonly answer: EffectAnswer
}

function modelDiagnostics(problem: EffectProblem, parts: readonly AnsweredPart[]): Diagnostic[] {
  const { rows } = problem
  const answered = parts.reduce((total, part) => total + part.rows.length, 0)
  const widest = Math.max(
    ...parts.map(
      ({ answer }) => Math.abs(answer.average.mean - answer.anchor.point) / answer.anchor.standardError,
    ),
  )
  const gap = `${widest.toFixed(1)} standard errors`
  return [
    info('model', 'Model', `${manifest.label}, version ${manifest.version}, trained ${manifest.date}`),
    (widest > WIDE_GAP ? warning : info)(
      'anchor-gap',
      'Distance from the doubly robust estimate inside',
      gap,
    ),
    ...(parts.length > 1
      ? [
          info(
            'parts',
            'Answered in parts',
            `${parts.length} parts of at most ${limits.maximumRows} rows, averaged; the interval is that of one part`,
          ),
        ]
      : []),
    ...(answered < rows.used
      ? [warning('rows-left-out', 'Rows beyond the largest table', rows.used - answered)]
      : []),
  ]
}

/** Weighted by rows. Quantiles are averaged, which keeps the width of one part: parts share the model's own error. */
function averageParts(parts: readonly AnsweredPart[], value: (answer: EffectAnswer) => number): number {
  const rows = parts.reduce((total, part) => total + part.rows.length, 0)
  return parts.reduce((total, part) => total + (part.rows.length / rows) * value(part.answer), 0)
}

function findingOf(
  problem: EffectProblem,
  sign: 1 | -1,
  level: number,
  parts: readonly AnsweredPart[],
): Finding {
  const tail = (1 - level) / 2
  const quantile = (p: number) =>
    sign * averageParts(parts, ({ average }) => average.quantile(sign > 0 ? p : 1 - p))
  const answeredRows = parts.flatMap(({ rows, answer }) =>
    rows.map((row, k) => ({ row, effect: answer.rows[k], score: answer.score[k] })),
  )
  const ordered = answeredRows.toSorted((a, b) => a.row - b.row)
  const probabilities = Float64Array.from(ordered, ({ score }) => (sign > 0 ? score : 1 - score))
  const chosen = Float64Array.from(ordered, ({ row }) =>
    problem.treatment.values[row] === problem.to ? 1 : 0,
  )
  const overlap = overlapOf(probabilities, chosen)
  const complete = ordered.length === problem.rows.used
  return {
    estimator: 'neural-effect',
    point: sign * averageParts(parts, ({ average }) => average.mean),
    standardError: averageParts(parts, ({ average }) => average.sd),
    interval: [quantile(tail), quantile(1 - tail)],
    level,
    intervalKind: 'posterior',
    rows: problem.rows,
    diagnostics: [
      ...armDiagnostics(problem),
      ...overlapDiagnostics(overlap, ordered.length),
      ...modelDiagnostics(problem, parts),
    ],
    overlap,
    quantiles: dots(quantile),
    ...(complete
      ? {
          cate: {
            point: ordered.map(({ effect }) => sign * effect.mean),
            interval: ordered.map(({ effect }) => {
              const ends = [sign * effect.quantile(tail), sign * effect.quantile(1 - tail)] as const
              return sign > 0 ? ends : ([ends[1], ends[0]] as const)
            }),
          },
        }
      : {}),
    run: {
      backend: parts[0].answer.backend,
      milliseconds: parts.reduce((total, { answer }) => total + answer.milliseconds, 0),
    },
  }
}

export const neuralEffect: Estimator = {
  id: 'neural-effect',
  label: 'Neural model',
  reference:
    'Trained for this studio (models/README.md): a prior-fitted network in the manner of Müller et al. 2022, on anchors from Robinson 1988 and Robins, Rotnitzky & Zhao 1994',
  target: 'on-target',
  weights: 'refused',
  identifiedBy: ['adjustment'],
  options: [
    {
      ...levelOption,
      label: 'Probability level',
      help: 'Share of studies like those the model was trained on whose interval holds the true effect.',
    },
  ],
  applies(problem) {
    const problems = outsideTraining(problem, tableOf(problem).table)
    return problems.length > 0 ? { ok: false, problems } : succeed(true)
  },
  async run(problem, options, context): Promise<Result<Finding>> {
    const { table, sign } = tableOf(problem)
    const parts: AnsweredPart[] = []
    const planned = partsOf(table)
    for (const [k, { rows, part }] of planned.entries()) {
      if (context.signal.aborted) return fail('cancelled', 'Cancelled before the last part was answered.')
      context.progress(
        k / planned.length,
        planned.length > 1 ? `part ${k + 1} of ${planned.length}` : 'model',
      )
      try {
        const everyRow = rows.map((_, row) => row)
        parts.push({ rows, answer: await answerEffects(manifest, part, everyRow, context.runModel) })
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return fail('model-not-run', `The neural model could not be run: ${reason}`)
      }
    }
    return succeed(findingOf(problem, sign, Number(options.level), parts))
  },
}
