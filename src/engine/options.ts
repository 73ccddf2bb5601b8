import type { Problem, Result } from '../base/result'

/** How an algorithm declares its options: menus, forms, the command line and the defaults all read these. */
export type OptionSpec =
  | {
      readonly id: string
      readonly label: string
      readonly help: string
      readonly type: 'number'
      readonly default: number
      readonly min: number
      readonly max: number
      readonly integer?: boolean
    }
  | {
      readonly id: string
      readonly label: string
      readonly help: string
      readonly type: 'choice'
      readonly default: string
      readonly choices: readonly { readonly id: string; readonly label: string }[]
    }
  | {
      readonly id: string
      readonly label: string
      readonly help: string
      readonly type: 'text'
      readonly default: string
    }

export type OptionValues = Readonly<Record<string, number | string>>

/** Why this value does not suit the option, or null when it does. */
function objection(spec: OptionSpec, value: number | string): string | null {
  if (spec.type === 'text') return typeof value === 'string' ? null : 'needs text'
  if (spec.type === 'choice') {
    const known = spec.choices.map((choice) => choice.id)
    return known.includes(String(value)) ? null : `must be one of ${known.join(', ')}`
  }
  if (typeof value !== 'number' || Number.isNaN(value)) return 'needs a number'
  if (value < spec.min || value > spec.max) return `must lie between ${spec.min} and ${spec.max}`
  return spec.integer && !Number.isInteger(value) ? 'needs a whole number' : null
}

/** The given values with the defaults for the rest. Unknown names and unsuitable values are all reported at once. */
export function resolveOptions(specs: readonly OptionSpec[], given: OptionValues): Result<OptionValues> {
  const problems: Problem[] = []
  for (const name of Object.keys(given)) {
    if (specs.some((spec) => spec.id === name)) continue
    const known = specs.map((spec) => spec.id).join(', ') || 'none'
    const message = `There is no option "${name}". Known: ${known}.`
    problems.push({ code: 'unknown-option', message, where: { token: name } })
  }
  const values: Record<string, number | string> = {}
  for (const spec of specs) {
    const value = given[spec.id] ?? spec.default
    const reason = objection(spec, value)
    if (reason) {
      const message = `The option "${spec.id}" ${reason}, but is ${JSON.stringify(value)}.`
      problems.push({ code: 'unsuitable-option', message, where: { token: spec.id } })
    }
    values[spec.id] = value
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: values }
}
