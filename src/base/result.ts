/** Where a problem sits. Lines, columns and rows count from 1, as people do. */
export interface Place {
  line?: number
  column?: number
  row?: number
  /** Name of a data column or graph variable. */
  name?: string
  /** The offending text itself. */
  token?: string
  /** Variable ids that show the problem on the drawing, for example the members of a cycle. */
  variables?: readonly string[]
}

/** Plain data, so that it survives cloning between workers. `code` is stable, `message` is for people. */
export interface Problem {
  code: string
  message: string
  where?: Place
}

export type Result<T> = { ok: true; value: T } | { ok: false; problems: readonly Problem[] }

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value })

export const fail = (code: string, message: string, where?: Place): { ok: false; problems: Problem[] } => ({
  ok: false,
  problems: [where ? { code, message, where } : { code, message }],
})

/** For tests and for callers who have already checked: the value, or a thrown error naming the problems. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(result.problems.map((problem) => `${problem.code}: ${problem.message}`).join('\n'))
}
