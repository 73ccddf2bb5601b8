import { asDate, asNumber, asTruth, object, unite, type Findings, type Term } from './formula-terms'
import { both, choose, deviationOf, each, extremeOf, finite, meanOf } from './vector'

export interface FormulaFunction {
  readonly name: string
  /** As the help shows it: "log(x)". */
  readonly usage: string
  readonly explains: string
  readonly least: number
  readonly most: number
  /** The numbers of arguments have been checked. */
  build(given: readonly Term[], at: number, findings: Findings): Term | null
}

const perRow = (name: string, explains: string, work: (x: number) => number): FormulaFunction => ({
  name,
  usage: `${name}(x)`,
  explains,
  least: 1,
  most: 1,
  build([x], at, findings) {
    const number = asNumber(x, findings)
    return (
      number && { type: 'number', at, values: () => each(number.values(), (value) => finite(work(value))) }
    )
  },
})

const ofColumn = (name: string, explains: string, work: (x: Term) => number): FormulaFunction => ({
  name,
  usage: `${name}(x)`,
  explains,
  least: 1,
  most: 1,
  build([x], at, findings) {
    const number = asNumber(x, findings)
    return number && { type: 'number', at, values: () => work(number) }
  },
})

/** With one argument over the column, with several row by row; a missing argument leaves the row missing. */
const extreme = (name: 'min' | 'max', sign: 1 | -1): FormulaFunction => ({
  name,
  usage: `${name}(x)  ${name}(a, b, …)`,
  explains: `${sign === 1 ? 'smallest' : 'largest'} of the column, or of several values in each row`,
  least: 1,
  most: 50,
  build(given, at, findings) {
    const numbers = given.map((term) => asNumber(term, findings))
    if (!numbers.every((number) => number !== null)) return null
    const work = (a: number, b: number) => (sign * a <= sign * b ? a : Number.isNaN(a) ? NaN : b)
    return {
      type: 'number',
      at,
      values: () =>
        numbers.length === 1
          ? extremeOf(numbers[0].values(), sign)
          : numbers.map((number) => number.values()).reduce((a, b) => both(a, b, work)),
    }
  },
})

const state = (name: 'missing' | 'known'): FormulaFunction => ({
  name,
  usage: `${name}(x)`,
  explains: name === 'known' ? 'true where there is a value' : 'true where there is no value',
  least: 1,
  most: 1,
  build: ([x], at) => stateTerm(x, name, at),
})

export const stateTerm = (of: Term, name: 'missing' | 'known', at: number): Term => ({
  type: 'truth',
  at,
  values: () => each(of.values(), (value) => Number(Number.isNaN(value) === (name === 'missing'))),
})

const MILLISECONDS_A_DAY = 86_400_000

const partOfDate = (name: string, explains: string, work: (date: Date) => number): FormulaFunction => ({
  name,
  usage: `${name}(date)`,
  explains,
  least: 1,
  most: 1,
  build([x], at, findings) {
    const date = asDate(x, findings)
    const part = (days: number) => finite(work(new Date(days * MILLISECONDS_A_DAY)))
    return date && { type: 'number', at, values: () => each(date.values(), part) }
  },
})

const branch: FormulaFunction = {
  name: 'if',
  usage: 'if(condition, then, else)',
  explains: 'one of two values; missing where the condition is',
  least: 3,
  most: 3,
  build([condition, yes, no], at, findings) {
    const truth = asTruth(condition, findings)
    const pair = alike(yes, no, findings)
    if (!truth || !pair) return null
    const { type, first, second } = pair
    if (type !== 'text')
      return { type, at, values: () => choose(truth.values(), first.values(), second.values()) }
    const { levels } = unite(first, second)
    return {
      type,
      at,
      levels,
      values() {
        const united = unite(first, second)
        return choose(truth.values(), united.first, united.second)
      },
    }
  },
}

/** Both as one type; missing goes with everything, truths with numbers, text in quotes with dates. */
function alike(
  first: Term,
  second: Term,
  findings: Findings,
): { type: Term['type']; first: Term; second: Term } | null {
  if (first.type === second.type) return { type: first.type, first, second }
  if (first.type === 'missing') return { type: second.type, first, second }
  if (second.type === 'missing') return { type: first.type, first, second }
  const types = [first.type, second.type]
  if (types.includes('date')) {
    const dates = [asDate(first, findings), asDate(second, findings)]
    return dates[0] && dates[1] ? { type: 'date', first: dates[0], second: dates[1] } : null
  }
  if (!types.includes('text')) return { type: 'number', first, second }
  return object(
    findings,
    'mixed-types',
    'Both results must be of one sort: here one is text and the other is not.',
    second.at,
  )
}

const rounding: FormulaFunction = {
  name: 'round',
  usage: 'round(x)  round(x, digits)',
  explains: 'to whole numbers, or so many digits after the point; halves go up',
  least: 1,
  most: 2,
  build([x, digits], at, findings) {
    const number = asNumber(x, findings)
    const places = digits ? asNumber(digits, findings) : null
    if (!number || (digits && !places)) return null
    const work = (value: number, places: number) => {
      const scale = 10 ** places
      return finite(Math.round(value * scale) / scale)
    }
    return { type: 'number', at, values: () => both(number.values(), places?.values() ?? 0, work) }
  },
}

const standardised: FormulaFunction = {
  name: 'z',
  usage: 'z(x)',
  explains: 'minus the mean, divided by the standard deviation (n − 1)',
  least: 1,
  most: 1,
  build([x], at, findings) {
    const number = asNumber(x, findings)
    if (!number) return null
    return {
      type: 'number',
      at,
      values() {
        const values = number.values()
        const mean = meanOf(values)
        const deviation = deviationOf(values)
        return each(values, (value) => finite((value - mean) / deviation))
      },
    }
  },
}

/** In the order of the help. */
export const formulaFunctions: readonly FormulaFunction[] = [
  branch,
  state('known'),
  state('missing'),
  perRow('log', 'natural logarithm; missing for 0 and below', Math.log),
  perRow('log10', 'logarithm to base 10', Math.log10),
  perRow('exp', 'e to the power of x', Math.exp),
  perRow('sqrt', 'square root; missing below 0', Math.sqrt),
  perRow('abs', 'without its sign', Math.abs),
  rounding,
  perRow('floor', 'down to a whole number', Math.floor),
  perRow('ceil', 'up to a whole number', Math.ceil),
  extreme('min', 1),
  extreme('max', -1),
  ofColumn('mean', 'mean of the column', (x) => meanOf(x.values())),
  ofColumn('sd', 'standard deviation of the column (n − 1)', (x) => deviationOf(x.values())),
  standardised,
  partOfDate('year', 'year of a date', (date) => date.getUTCFullYear()),
  partOfDate('month', 'month of a date, 1 to 12', (date) => date.getUTCMonth() + 1),
  partOfDate('day', 'day of the month', (date) => date.getUTCDate()),
  partOfDate('weekday', '1 for Monday to 7 for Sunday', (date) => ((date.getUTCDay() + 6) % 7) + 1),
]
