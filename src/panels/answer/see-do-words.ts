import type { CovariateShift, SeeDo, SeeDoArm } from '../../engine/estimate/see-do'
import { seeDoText as text } from '../../text/opening'
import { count, digitsFor, percent, plain, probability, signed } from '../../widgets/numbers'

const gaps = ({ arms: [from, to] }: SeeDo) => [to.see - from.see, to.do - from.do].map(Math.abs)

/** Digits of a mean: those its own size asks for, and as many as tell the arms apart. */
function digitsOfMeans(seeDo: SeeDo): number {
  const sizes = seeDo.arms.flatMap((arm) => [Math.abs(arm.see), Math.abs(arm.do)])
  const gap = Math.max(...gaps(seeDo))
  return Math.max(digitsFor(Math.max(...sizes)), gap > 0 ? digitsFor(gap) - 1 : 0)
}

/** ".826" or "3.46": a value of either column. */
export const valueOn = (seeDo: SeeDo, value: number): string =>
  seeDo.scale === 'probability' ? probability(value) : plain(value, digitsOfMeans(seeDo))

/** The second arm against the first, with its sign. */
export const differenceOn = (seeDo: SeeDo, side: 'see' | 'do'): string =>
  signed(
    seeDo.arms[1][side] - seeDo.arms[0][side],
    seeDo.scale === 'probability' ? 3 : digitsFor(Math.max(...gaps(seeDo))),
  )

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

/** Which answer the Do side gives to the guess. */
export function truthOf({ arms: [from, to] }: SeeDo): Guess {
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
  const shift = largestShift(seeDo)
  if (!shift) return text.nothingAdjusted
  const [from, to] = seeDo.arms.map((arm) => armName(arm, treatment))
  if (shift.form === 'mean')
    return text.meansDiffer(shift.name, plain(shift.seen[1]), to, plain(shift.seen[0]), from)
  const level = shift.levels.toSorted((a, b) => b.seen[1] - b.seen[0] - (a.seen[1] - a.seen[0]))[0]
  const has = text.level(shift.name, String(level.label))
  return text.sharesDiffer(has, percent(level.seen[1]), to, percent(level.seen[0]), from)
}

/** What doing changes: the order flips, or the difference moves. */
export function changeSentence(seeDo: SeeDo): string {
  const [from, to] = seeDo.arms
  const [seen, done] = [to.see - from.see, to.do - from.do]
  if (seeDo.covariates.length === 0) return ''
  if (seen * done < 0) return text.flips
  return text.moves(differenceOn(seeDo, 'see'), differenceOn(seeDo, 'do'))
}

/** Whether the Do column is counted or modelled, where that needs saying. */
export function methodSentence({ method, emptyCells }: SeeDo): string {
  if (method === 'standardisation') return ''
  const [first] = emptyCells
  return first ? text.emptyCell(String(first.arm), first.cell, count(emptyCells.length)) : text.modelled
}
