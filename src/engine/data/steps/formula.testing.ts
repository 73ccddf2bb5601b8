import type { Column, Dataset } from '../dataset'
import type { Formula } from './formula-syntax'

/** What a cell holds, as people see it; null is missing. */
export type Cell = number | string | boolean | Date | null

/**
 * The language once more, as plainly as it can be said: one row at a time over ordinary values, without columns or
 * types. The evaluator is held against it.
 */
export function interpret(formula: Formula, dataset: Dataset, row: number): Cell {
  const value = (child: Formula) => interpret(child, dataset, row)
  const number = (child: Formula) => {
    const cell = value(child)
    if (cell === null) return NaN
    return cell instanceof Date ? cell.getTime() / 86_400_000 : Number(cell)
  }
  const known = (result: number): Cell => (Number.isFinite(result) ? result : null)
  switch (formula.kind) {
    case 'number':
      return formula.value
    case 'text':
      return formula.text
    case 'truth':
      return formula.value
    case 'missing':
      return null
    case 'column':
      return cellOf(
        dataset.columns.find(({ name }) => name === formula.name)!,
        row,
      )
    case 'negate':
      return known(-number(formula.of))
    case 'not': {
      const of = value(formula.of)
      return of === null ? null : !of
    }
    case 'and': {
      const sides = [value(formula.left), value(formula.right)]
      if (sides.some((side) => side === false || side === 0)) return false
      return sides.includes(null) ? null : true
    }
    case 'or': {
      const sides = [value(formula.left), value(formula.right)]
      if (sides.some((side) => side === true || side === 1)) return true
      return sides.includes(null) ? null : false
    }
    case 'arithmetic': {
      const [a, b] = [number(formula.left), number(formula.right)]
      if (Number.isNaN(a) || Number.isNaN(b)) return null
      const results = {
        '+': a + b,
        '-': a - b,
        '*': a * b,
        '/': a / b,
        '^': a ** b,
        '%': a - b * Math.floor(a / b),
      }
      return known(results[formula.sign])
    }
    case 'comparison': {
      const [a, b] = [value(formula.left), value(formula.right)]
      if (a === null || b === null) return null
      if (typeof a === 'string' || typeof b === 'string') return formula.sign === '=' ? a === b : a !== b
      const [x, y] = [number(formula.left), number(formula.right)]
      return { '=': x === y, '!=': x !== y, '<': x < y, '<=': x <= y, '>': x > y, '>=': x >= y }[formula.sign]
    }
    case 'state':
      return (value(formula.of) === null) === (formula.state === 'missing')
    case 'one-of': {
      const of = value(formula.of)
      if (of === null) return null
      return formula.choices.some((choice) => value(choice) === of)
    }
    case 'call':
      return callOf(formula.name, formula.given.map(value), formula.given.map(number))
  }
}

function callOf(name: string, cells: readonly Cell[], numbers: readonly number[]): Cell {
  const [x] = numbers
  const known = (result: number): Cell => (Number.isFinite(result) ? result : null)
  switch (name) {
    case 'if':
      return cells[0] === null ? null : cells[0] ? cells[1] : cells[2]
    case 'known':
      return cells[0] !== null
    case 'missing':
      return cells[0] === null
    case 'log':
      return known(Math.log(x))
    case 'exp':
      return known(Math.exp(x))
    case 'sqrt':
      return known(Math.sqrt(x))
    case 'abs':
      return known(Math.abs(x))
    case 'floor':
      return known(Math.floor(x))
    case 'ceil':
      return known(Math.ceil(x))
    case 'max':
      return known(numbers.some(Number.isNaN) ? NaN : Math.max(...numbers))
    case 'min':
      return known(numbers.some(Number.isNaN) ? NaN : Math.min(...numbers))
    case 'year':
      return cells[0] instanceof Date ? cells[0].getUTCFullYear() : null
    default:
      throw new Error(`the reference knows no ${name}`)
  }
}

function cellOf(column: Column, row: number): Cell {
  const value = column.values[row]
  if (Number.isNaN(value)) return null
  if (column.levels) return column.levels[value]
  return column.kind === 'date' ? new Date(value * 86_400_000) : value
}
