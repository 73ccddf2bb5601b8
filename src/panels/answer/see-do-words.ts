import type { CovariateShift, SeeDo, SeeDoArm } from '../../engine/estimate/see-do'
import { missingText } from '../../text/missing'
import { seeDoText as text } from '../../text/opening'
import { count, digitsFor, percent, plain, probability, signed } from '../../widgets/numbers'

/** Whether there is a Do side: a set to adjust for, and so two numbers. */
export const answersDo = ({ arms }: SeeDo): boolean => arms.every((arm) => arm.do !== null)

const gapOn = ({ arms: [from, to] }: SeeDo, side: 'see' | 'do'): number | null => {
  const [before, after] = [from[side], to[side]]
  return before === null || after === null ? null : after - before
}

const gaps = (seeDo: SeeDo) => [gapOn(seeDo, 'see') ?? 0, gapOn(seeDo, 'do') ?? 0].map(Math.abs)

/** Digits of a mean: those its own size asks for, and as many as tell the arms apart. */
function digitsOfMeans(seeDo: SeeDo): number {
  const sizes = seeDo.arms.flatMap((arm) => [Math.abs(arm.see), Math.abs(arm.do ?? arm.see)])
  const gap = Math.max(...gaps(seeDo))
  return Math.max(digitsFor(Math.max(...sizes)), gap > 0 ? digitsFor(gap) - 1 : 0)
}

/** ".826" or "3.46": a value of either column; "?" where it is not answered. */
export const valueOn = (seeDo: SeeDo, value: number | null): string =>
  value === null
    ? text.unanswered
    : seeDo.scale === 'probability'
      ? probability(value)
      : plain(value, digitsOfMeans(seeDo))

/** The second arm against the first, with its sign. */
export function differenceOn(seeDo: SeeDo, side: 'see' | 'do'): string {
  const gap = gapOn(seeDo, side)
  if (gap === null) return text.unanswered
  return signed(gap, seeDo.scale === 'probability' ? 3 : digitsFor(Math.max(...gaps(seeDo))))
}

/** Levels that say nothing without the name of their variable. */
const BARE = new Set(['yes', 'no', 'true', 'false'])

/** "keyhole", but "Programme yes" and "Dose 30". */
export const armName = ({ label }: SeeDoArm, treatment: string): string =>
  typeof label === 'number' || BARE.has(label.toLowerCase())
    ? text.level(treatment, typeof label === 'number' ? plainNumber(label) : label)
    : label

const plainNumber = (value: number) => String(value).replace('-', '−')

/** What both columns measure: "share with Success", "share with Stage = late", "mean of Weight". */
export function measureOf(seeDo: SeeDo, outcome: string): string {
  if (seeDo.scale === 'mean') return text.mean(outcome)
  const { event } = seeDo
  return event === undefined || event === 1 || event === 'yes'
    ? text.share(outcome)
    : text.shareOf(outcome, String(event))
}

/** Arms closer than this share of the scale count as about the same. */
const SAME = 0.01

export type Guess = 'from' | 'to' | 'same'

/** Which answer the Do side gives to the guess; none where there is no Do side. */
export function truthOf({ arms: [from, to] }: SeeDo): Guess | null {
  if (from.do === null || to.do === null) return null
  const size = Math.max(Math.abs(from.do), Math.abs(to.do), Number.MIN_VALUE)
  if (Math.abs(to.do - from.do) < SAME * size) return 'same'
  return to.do > from.do ? 'to' : 'from'
}

const distance = (shift: CovariateShift): number =>
  shift.form === 'shares'
    ? Math.max(...shift.levels.map(({ seen }) => Math.abs(seen[1] - seen[0])))
    : Math.abs(shift.seen[1] - shift.seen[0]) / (Math.abs(shift.everyone) || 1)

/** The adjustment variable in which the two arms differ most; shares before means, which have no common scale. */
export function largestShift({ covariates }: SeeDo): CovariateShift | null {
  const shares = covariates.filter((shift) => shift.form === 'shares')
  const candidates = shares.length > 0 ? shares : covariates
  return candidates.toSorted((a, b) => distance(b) - distance(a))[0] ?? null
}

/** Why seeing misleads: how the arms differ in what is adjusted for. */
export function reasonSentence(seeDo: SeeDo, treatment: string): string {
  if (!answersDo(seeDo)) return text.seeAlone
  if (seeDo.method === 'formula') return text.byFormula
  const shift = largestShift(seeDo)
  if (!shift) return text.nothingAdjusted
  if (seeDo.arms.some((arm) => arm.rows === 0)) return text.offTheRows
  const [from, to] = seeDo.arms.map((arm) => armName(arm, treatment))
  if (shift.form === 'mean')
    return text.meansDiffer(shift.name, plain(shift.seen[1]), to, plain(shift.seen[0]), from)
  const level = shift.levels.toSorted((a, b) => b.seen[1] - b.seen[0] - (a.seen[1] - a.seen[0]))[0]
  const has = text.level(shift.name, String(level.label))
  return text.sharesDiffer(has, percent(level.seen[1]), to, percent(level.seen[0]), from)
}

/** Whether the arms differ in the digits that are shown. */
const tellsApart = (seeDo: SeeDo, side: 'see' | 'do'): boolean =>
  valueOn(seeDo, seeDo.arms[0][side]) !== valueOn(seeDo, seeDo.arms[1][side])

/** What doing changes: the order flips, the difference moves, or it stays. */
export function changeSentence(seeDo: SeeDo): string {
  const [seen, done] = [gapOn(seeDo, 'see'), gapOn(seeDo, 'do')]
  const compared = seeDo.covariates.length > 0 || seeDo.method === 'formula'
  if (!compared || seen === null || done === null) return ''
  const [seenText, doneText] = [differenceOn(seeDo, 'see'), differenceOn(seeDo, 'do')]
  const isMixed = seeDo.method !== 'formula'
  if (seenText === doneText) return isMixed ? text.stays(seenText) : ''
  if (seen * done < 0 && tellsApart(seeDo, 'see') && tellsApart(seeDo, 'do'))
    return isMixed ? text.flips : text.flipsByFormula
  return isMixed ? text.moves(seenText, doneText) : text.movesByFormula(seenText, doneText)
}

/** What was done about rows with gaps, where there were any. */
export function gapsSentence({ gaps, rows }: SeeDo): string {
  if (gaps?.method === 'imputed') return missingText.imputed(count(gaps.imputations))
  if (gaps?.method === 'weighted') return missingText.weighted(count(rows.used), count(rows.total))
  return rows.used < rows.total ? missingText.leftOut(count(rows.total - rows.used)) : ''
}

/** Whether the Do column is counted or modelled, where that needs saying. */
export function methodSentence({ method, emptyCells }: SeeDo): string {
  if (method !== 'outcome-model') return ''
  const [first] = emptyCells
  return first ? text.emptyCell(String(first.arm), first.cell, count(emptyCells.length)) : text.modelled
}
