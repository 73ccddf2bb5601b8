import type { PairDescription } from '../../engine/data/summary/describe-pair'
import { exploreText } from '../../text/explore'
import { count, probability } from '../../widgets/numbers'
import { SEED } from './sampling-seed'
import { valueText } from './value-words'

const text = exploreText.pair

export type PairOf<Form extends PairDescription['form']> = Extract<PairDescription, { form: Form }>

/** A correlation or share: ".36"; a dash where it is not defined. */
export const coefficient = (value: number): string => (Number.isNaN(value) ? '–' : probability(value))

/** Where a coefficient comes from, or why there is none. */
const origin = (value: number, from: string): string => (Number.isNaN(value) ? text.undefinedR : from)

export interface Statistic {
  readonly label: string
  readonly value: string
  /** Which rows it comes from, or what it means. */
  readonly from: string
}

/** The numbers beside the picture, each with the rows it was computed from. */
export function statisticsOf(pair: PairDescription): Statistic[] {
  const { both } = pair.rows
  if (pair.form === 'numbers')
    return [
      { label: text.pearson, value: coefficient(pair.pearson), from: origin(pair.pearson, text.ofAll(both)) },
      {
        label: text.spearman,
        value: coefficient(pair.spearman),
        from: origin(
          pair.spearman,
          pair.spearmanRows < both ? text.ofSample(pair.spearmanRows, SEED) : text.ofAll(both),
        ),
      },
    ]
  if (pair.form === 'counts')
    return [
      {
        label: text.cramersV,
        value: coefficient(pair.cramersV),
        from: origin(pair.cramersV, text.cramersNote),
      },
    ]
  const { number, category } = sidesOf(pair)
  return [
    {
      label: text.between(number.name, category.name),
      value: coefficient(pair.between),
      from: origin(pair.between, text.ofAll(both)),
    },
  ]
}

/** Which of the two columns is the number and which the category. */
export const sidesOf = (pair: PairOf<'groups'>) =>
  pair.category === 'x' ? { category: pair.x, number: pair.y } : { category: pair.y, number: pair.x }

/** "71.2 (70.1 to 72.3)" */
export function meanText(
  kind: PairDescription['x']['kind'],
  mean: number,
  interval: readonly [number, number] | null,
): string {
  if (!interval) return valueText(kind, mean)
  return `${valueText(kind, mean)} (${valueText(kind, interval[0])} to ${valueText(kind, interval[1])})`
}

/** Labels of the lines and columns of a table of counts, the others as the last where there are any. */
export function countLabels(categories: PairOf<'counts'>['categoriesX']): string[] {
  const { parts, others } = categories
  const labels = parts.map((part) => part.label)
  return others.categories > 0 ? [...labels, exploreText.others(others.categories)] : labels
}

export const sumOf = (counts: readonly number[]): number => counts.reduce((total, each) => total + each, 0)

export const rowsText = (rows: number): string => count(rows)
