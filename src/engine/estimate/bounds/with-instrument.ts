import { fail, succeed, type Result } from '../../../base/result'
import { columnNamed, type Dataset } from '../../data/dataset'
import { balkePearlBounds, instrumentalExcess } from '../../identify/bounds/balke-pearl'
import {
  instrumentBounds,
  MOST_RESPONSE_TYPES,
  responseTypes,
} from '../../identify/bounds/instrument-programme'
import type { Interval } from '../../identify/bounds/interval'
import { buildProblem, distinctValues, type ProblemRequest } from '../problem'
import { everyRow, sampleAt, type RowSample } from '../row-weights'

/** Beyond so many response types a programme takes too long to be solved for every sample. */
const MOST_REPEATED = 256
/** Beyond rounding. */
const ROUNDING = 1e-9

export interface TrialReading {
  /** Above 0 where the shares break the instrumental inequality, be it by chance. */
  readonly excess: number
  readonly isBroken: boolean
  /** Null where no effect is left. */
  readonly bounds: Interval | null
}

/** Treatment, outcome and an instrument, on the rows complete in all three. */
export interface TrialReader {
  readonly rows: number
  /** Is it quick enough for samples drawn anew? */
  readonly isQuick: boolean
  readonly whole: TrialReading
  read(sample: RowSample): TrialReading
  resample(integer: (below: number) => number): RowSample
}

/** Problems: an instrument that has no usable column, or columns of too many values for the programme. */
export function readTrial(
  dataset: Dataset,
  request: ProblemRequest,
  instrument: string,
): Result<TrialReader> {
  if (!columnNamed(dataset, instrument))
    return fail('no-column', `“${instrument}” has no column.`, { name: instrument })
  const problem = buildProblem(dataset, { ...request, others: [instrument] })
  if (!problem.ok) return problem
  const { treatment, outcome, others, from, to } = problem.value
  const columns = [others[0], outcome, treatment]
  const values = columns.map(distinctValues)
  const [settings, outcomes, arms] = values
  const [fromArm, toArm] = [arms.indexOf(from), arms.indexOf(to)]
  if (settings.length < 2)
    return fail('constant', `“${instrument}” has only one value.`, { name: instrument })
  const types = responseTypes(settings.length, arms.length, outcomes.length)
  if (types > MOST_RESPONSE_TYPES) {
    const widest = [0, 1, 2].toSorted((a, b) => values[b].length - values[a].length)[0]
    return fail(
      'too-many-values',
      `“${columns[widest].name}” has ${values[widest].length} values, and there would be too many ways to respond. Cut it into fewer classes.`,
      { name: columns[widest].name },
    )
  }
  const positions = values.map((list) => new Map(list.map((value, at) => [value, at])))
  const codes = columns.map((column, i) =>
    Int32Array.from(column.values, (value) => positions[i].get(value)!),
  )
  const isBinary = values.every((list) => list.length === 2)
  const read = (sample: RowSample): TrialReading => {
    const table = settings.map(() => outcomes.map(() => arms.map(() => 0)))
    const mass = settings.map(() => 0)
    for (let k = 0; k < sample.rows.length; k++) {
      const row = sample.rows[k]
      const weight = sample.weights ? sample.weights[k] : 1
      table[codes[0][row]][codes[1][row]][codes[2][row]] += weight
      mass[codes[0][row]] += weight
    }
    // A value of the instrument that a sample lacks says nothing.
    const trial = table.flatMap((lines, z) =>
      mass[z] > 0 ? [lines.map((line) => line.map((weight) => weight / mass[z]))] : [],
    )
    const excess = instrumentalExcess(trial)
    const isBroken = excess > ROUNDING
    if (!isBinary || trial.length < 2) {
      const bounds = instrumentBounds({ table: trial, outcomes }, { from: fromArm, to: toArm })
      return { excess, isBroken, bounds }
    }
    const closed = balkePearlBounds(trial)
    const unit = outcomes[1] - outcomes[0]
    // Shares that break the inequality by chance can still leave an effect.
    if (closed.low > closed.high) return { excess, isBroken, bounds: null }
    const upwards = { low: closed.low * unit, high: closed.high * unit }
    const bounds = fromArm < toArm ? upwards : { low: -upwards.high, high: -upwards.low }
    return { excess, isBroken, bounds }
  }
  return succeed({
    rows: problem.value.rows.used,
    isQuick: isBinary || types <= MOST_REPEATED,
    whole: read(everyRow(problem.value)),
    read,
    resample: (integer) => {
      const { used } = problem.value.rows
      return sampleAt(
        problem.value,
        Int32Array.from({ length: used }, () => integer(used)),
      )
    },
  })
}
