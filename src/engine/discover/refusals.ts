import { succeed, type Problem, type Result } from '../../base/result'
import type { DiscoveryProblem } from './algorithm'

/** Data that a method may not be able to read. */
export type Unreadable = 'unordered categories' | 'numbers' | 'gaps' | 'interventions' | 'contexts'

const problemsOf: Record<Unreadable, (problem: DiscoveryProblem, who: string) => Problem[]> = {
  'unordered categories': ({ names, levels, unordered = [] }, who) =>
    unordered.map((column) => ({
      code: 'categories-unsupported',
      message: `${who} reads numbers, and “${names[column]}” has ${levels[column]} categories without an order. Choose a test or score for categories or mixed data, recode it as yes/no columns, or leave it out.`,
      where: { name: names[column] },
    })),
  numbers: ({ names, levels }, who) =>
    names.flatMap((name, column) =>
      levels[column] > 0
        ? []
        : [
            {
              code: 'numbers-unsupported',
              message: `${who} reads categories, and “${name}” is a column of numbers. Choose one for mixed data, cut it into classes, or leave it out.`,
              where: { name },
            },
          ],
    ),
  gaps: ({ gaps, rows }, who) =>
    gaps === 'none'
      ? []
      : [
          {
            code: 'gaps-unsupported',
            message: `${who} needs complete rows, and values are missing in ${Object.keys(rows.missing)
              .map((name) => `“${name}”`)
              .join(', ')}. Search in the complete rows, or choose a method that reads gaps.`,
          },
        ],
  interventions: ({ interventions }, who) =>
    interventions?.some((target) => target !== -1)
      ? [
          {
            code: 'interventions-unsupported',
            message: `${who} reads observational rows only, and in some rows of these data a variable was set. Use BOSS, or leave those rows out.`,
          },
        ]
      : [],
  contexts: ({ contexts }, who) =>
    contexts.map(({ name }) => ({
      code: 'contexts-unsupported',
      message: `${who} cannot read “${name}”, which tells places or times apart. Leave it out of the search, or choose CD-NOD.`,
      where: { name },
    })),
}

/** Refuses, by name and all at once, what `who` ("PC") cannot read. */
export function refuse(
  problem: DiscoveryProblem,
  who: string,
  unreadable: readonly Unreadable[],
): Result<true> {
  const problems = unreadable.flatMap((kind) => problemsOf[kind](problem, who))
  return problems.length > 0 ? { ok: false, problems } : succeed(true)
}

/** For what reads complete columns of numbers; codes of ordered categories and of two categories count as numbers. */
export const numbersOnly = (problem: DiscoveryProblem, who: string): Result<true> =>
  refuse(problem, who, ['unordered categories', 'gaps'])
