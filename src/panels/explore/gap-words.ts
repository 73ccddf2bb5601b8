import type { GapContrast, GapContrasts } from '../../engine/data/summary/gap-contrasts'
import type { Dataset } from '../../engine/data/dataset'
import { exploreText } from '../../text/explore'
import { percent } from '../../widgets/numbers'
import { valueText } from './value-words'

const text = exploreText.missing

/** What is compared: "mean age", "share of sex = male", "share missing income". */
export function comparedText({ name, compared, label = '' }: GapContrast): string {
  if (compared === 'mean') return text.meanOf(name)
  return compared === 'share' ? text.shareOf(name, label) : text.missingOf(name)
}

/** A mean in the column's unit, or a share. */
export function sideText(dataset: Dataset, { name, compared }: GapContrast, value: number): string {
  if (compared !== 'mean') return percent(value, value > 0 && value < 0.0995 ? 1 : 0)
  return valueText(dataset.columns.find((column) => column.name === name)?.kind ?? 'continuous', value, 4)
}

/** Does the interval leave out 0: more than chance would explain? */
export const differs = ({ interval }: GapContrast): boolean =>
  interval !== null && (interval[0] > 0 || interval[1] < 0)

/** What the comparison hints at, in plain and careful words. */
export function hintText({ column, contrasts }: GapContrasts): string {
  const names = [...new Set(contrasts.filter(differs).map(({ name }) => name))]
  return names.length === 0 ? text.mcar(column) : text.mar(column, names)
}
