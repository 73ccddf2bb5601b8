import type { Column } from '../../../engine/data/dataset'
import type { StepAction } from '../../../engine/data/steps/step'
import { nameInFormula } from '../../../engine/data/steps/formula-tokens'

export type NewStep = 'filter' | 'recode' | 'bin' | 'derive' | 'drop' | 'rename' | 'randomised'

const CLASSES = 4

const holdsNumbers = (column: Column) => column.levels === undefined && column.kind !== 'date'

/** A step to begin with; about `column` where there is one, else about the first that suits. */
export function newStep(type: NewStep, columns: readonly Column[], column?: Column): StepAction {
  const used = columns.filter(({ role }) => role !== 'left-out')
  const first = (suits: (column: Column) => boolean) => column ?? used.find(suits) ?? columns[0]
  switch (type) {
    case 'filter':
      return { type, formula: column ? `${nameInFormula(column.name)} is known` : '' }
    case 'derive':
      return { type, into: '', formula: column ? nameInFormula(column.name) : '' }
    case 'recode': {
      const { name, kind, levels } = first((one) => one.levels !== undefined)
      const suited = levels === undefined && kind !== 'ordinal' && kind !== 'binary' ? 'nominal' : kind
      const wanted = suited === 'date' || suited === 'id' ? 'nominal' : suited
      return { type, column: name, into: name, values: [], others: 'keep', kind: wanted }
    }
    case 'bin': {
      const { name } = first((one) => holdsNumbers(one) && one.kind !== 'binary')
      return { type, column: name, into: `${name} class`, cuts: { by: 'quantiles', classes: CLASSES } }
    }
    case 'drop':
      return { type, columns: column ? [column.name] : [] }
    case 'rename': {
      const { name } = first(() => true)
      return { type, column: name, to: name }
    }
    case 'randomised':
      return { type, variable: first(({ role }) => role === 'variable').name, formula: '' }
  }
}
