import type { Problem } from '../../base/result'

export interface PlacedProblems {
  /** Beside the column they name. */
  readonly byColumn: ReadonlyMap<string, readonly string[]>
  /** What is known before contradicts itself or names what is not there. */
  readonly knowledge: readonly string[]
  /** Everything else, said above Run. */
  readonly rest: readonly string[]
}

const KNOWLEDGE = new Set(['contradictory-knowledge', 'unknown-variable'])

/** Where each problem is shown: beside the column or the knowledge that it names, or above Run. */
export function placedProblems(problems: readonly Problem[], columns: readonly string[]): PlacedProblems {
  const byColumn = new Map<string, string[]>()
  const knowledge: string[] = []
  const rest: string[] = []
  for (const { code, message, where } of problems) {
    const name = where?.name
    if (KNOWLEDGE.has(code)) knowledge.push(message)
    else if (name !== undefined && columns.includes(name))
      byColumn.set(name, [...(byColumn.get(name) ?? []), message])
    else rest.push(message)
  }
  return { byColumn, knowledge, rest }
}
