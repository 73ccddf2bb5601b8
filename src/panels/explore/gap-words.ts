import type { GapContrast, GapContrasts } from '../../engine/data/summary/gap-contrasts'
import type { Dataset } from '../../engine/data/dataset'
import { exploreText } from '../../text/explore'
import { digitsFor, percent, plain } from '../../widgets/numbers'
import { valueText } from './value-words'

const text = exploreText.missing

/** What is compared: "mean age", "share of sex = male", "share missing income". */
export function comparedText({ name, compared, label = '' }: GapContrast): string {
  if (compared === 'mean') return text.meanOf(name)
  return compared === 'share' ? text.shareOf(name, label) : text.missingOf(name)
}

/** Both means in the column's unit with the same digits, or both shares. */
export function sideTexts(
  dataset: Dataset,
  { name, compared, inGaps, inKnown }: GapContrast,
): { readonly inGaps: string; readonly inKnown: string } {
  const kind = dataset.columns.find((column) => column.name === name)?.kind ?? 'continuous'
  const size = Math.max(Math.abs(inGaps), Math.abs(inKnown))
  const digits = Math.min(4, digitsFor(size) + 1)
  const inWords = (value: number) => {
    if (compared !== 'mean') return percent(value, Math.min(inGaps || 1, inKnown || 1) < 0.0995 ? 1 : 0)
    return kind === 'date' || size >= 1e7 || size < 1e-3 ? valueText(kind, value, 4) : plain(value, digits)
  }
  return { inGaps: inWords(inGaps), inKnown: inWords(inKnown) }
}

/** Does the interval leave out 0: more than chance would explain? */
export const differs = ({ interval }: GapContrast): boolean =>
  interval !== null && (interval[0] > 0 || interval[1] < 0)

/** What the comparison hints at, in plain and careful words. */
export function hintText({ column, contrasts }: GapContrasts): string {
  const names = [...new Set(contrasts.filter(differs).map(({ name }) => name))]
  return names.length === 0 ? text.mcar(column) : text.mar(column, names)
}
