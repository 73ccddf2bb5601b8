import type { StepAction } from '../engine/data/steps/step'

const MOST_CHARACTERS = 40

const short = (text: string) =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1).trimEnd()}…` : text

/** What a step is for, in few words, before anything has been computed: the name of its undo step. */
export function stepLabel(step: StepAction): string {
  switch (step.type) {
    case 'filter':
      return `Keep rows where ${short(step.formula.trim())}`
    case 'recode':
      return step.into === step.column ? `Recode ${step.column}` : `Recode ${step.column} as ${step.into}`
    case 'bin':
      return step.into === step.column
        ? `Cut ${step.column} into classes`
        : `Cut ${step.column} into classes as ${step.into}`
    case 'derive':
      return short(`${step.into.trim()} = ${step.formula.trim()}`)
    case 'drop':
      return `Drop ${short(step.columns.join(', '))}`
    case 'rename':
      return `Rename ${step.column} to ${step.to}`
    case 'kind':
      return `Kind of ${step.column}`
    case 'role':
      return step.role === 'left-out' ? `Leave out ${step.column}` : `Role of ${step.column}`
    case 'randomised':
      return step.formula.trim() === ''
        ? `${step.variable} was randomised`
        : `${step.variable} was randomised where ${short(step.formula.trim())}`
  }
}
