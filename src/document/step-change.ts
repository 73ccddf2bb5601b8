import type { DataStep } from '../engine/data/steps/step'

/** Where two lists of steps part: the first step, counted from 1, that is not the same in both. */
export interface StepChange {
  readonly step: number
  readonly what: 'changed' | 'added' | 'removed'
}

const sameAction = ({ id: _a, ...first }: DataStep, { id: _b, ...second }: DataStep) =>
  JSON.stringify(first) === JSON.stringify(second)

/** What became of the first list in the second; null when both do the same. */
export function changeBetween(before: readonly DataStep[], after: readonly DataStep[]): StepChange | null {
  const at = partingOf(before, after, sameAction)
  return at === null ? null : describe(at, before, after, sameAction)
}

/** As `changeBetween`, for what steps have done, in words. */
export function changeOfSentences(before: readonly string[], after: readonly string[]): StepChange | null {
  const same = (a: string, b: string) => a === b
  const at = partingOf(before, after, same)
  return at === null ? null : describe(at, before, after, same)
}

function partingOf<T>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean,
): number | null {
  const shorter = Math.min(before.length, after.length)
  for (let at = 0; at < shorter; at++) if (!same(before[at], after[at])) return at
  return before.length === after.length ? null : shorter
}

function describe<T>(
  at: number,
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean,
): StepChange {
  const step = at + 1
  const restOf = (list: readonly T[], from: number) => list.slice(from)
  const equal = (a: readonly T[], b: readonly T[]) => partingOf(a, b, same) === null
  if (
    after.length > before.length &&
    equal(restOf(before, at), restOf(after, at + after.length - before.length))
  )
    return { step, what: 'added' }
  if (
    before.length > after.length &&
    equal(restOf(after, at), restOf(before, at + before.length - after.length))
  )
    return { step, what: 'removed' }
  return { step, what: 'changed' }
}
