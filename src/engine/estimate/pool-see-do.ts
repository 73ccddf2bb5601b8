import type { CovariateShift, SeeDo, SeeDoArm } from './see-do'

const average = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length

/** One comparison from those of all imputations: averages; what was modelled in one counts as modelled. */
export function averageSeeDo(compared: readonly SeeDo[]): SeeDo {
  const [first] = compared
  if (compared.length === 1) return first
  const arm = (k: 0 | 1): SeeDoArm => {
    const arms = compared.map(({ arms }) => arms[k])
    const done = arms.flatMap((one) => (one.do === null ? [] : [one.do]))
    return {
      label: arms[0].label,
      rows: Math.round(average(arms.map(({ rows }) => rows))),
      see: average(arms.map(({ see }) => see)),
      do: done.length === arms.length ? average(done) : null,
    }
  }
  const modelled = compared.find(({ method }) => method === 'outcome-model')
  return {
    ...first,
    arms: [arm(0), arm(1)],
    method: modelled ? 'outcome-model' : first.method,
    emptyCells: modelled?.emptyCells ?? first.emptyCells,
    covariates: first.covariates.map((shift, k) =>
      averageShift(
        shift,
        compared.map(({ covariates }) => covariates[k]),
      ),
    ),
  }
}

/** Shares by label, since a rare level may be absent from some imputation. */
function averageShift(first: CovariateShift, shifts: readonly CovariateShift[]): CovariateShift {
  const seenIn = (values: readonly (readonly number[])[]) =>
    values[0].map((_, arm) => average(values.map((seen) => seen[arm])))
  if (first.form === 'mean') {
    const means = shifts.flatMap((shift) => (shift.form === 'mean' ? shift : []))
    return {
      ...first,
      everyone: average(means.map(({ everyone }) => everyone)),
      seen: seenIn(means.map(({ seen }) => seen)),
    }
  }
  const levels = first.levels.map((level) => {
    const found = shifts.map((shift) =>
      shift.form === 'shares' ? shift.levels.find(({ label }) => label === level.label) : undefined,
    )
    return {
      label: level.label,
      everyone: average(found.map((one) => one?.everyone ?? 0)),
      seen: seenIn(found.map((one) => one?.seen ?? level.seen.map(() => 0))),
    }
  })
  return { ...first, levels }
}
