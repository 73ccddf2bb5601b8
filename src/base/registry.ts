import { fail, succeed, type Result } from './result'

export interface Registry<Entry extends { id: string }> {
  readonly entries: readonly Entry[]
  find(id: string): Result<Entry>
}

/** Entries in display order; ids are unique. `noun` names the entries in messages: "estimator". */
export function createRegistry<Entry extends { id: string }>(
  noun: string,
  entries: readonly Entry[],
): Registry<Entry> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  if (byId.size !== entries.length) throw new Error(`two entries of the ${noun} registry share an id`)
  return {
    entries,
    find(id) {
      const entry = byId.get(id)
      if (entry) return succeed(entry)
      const known = entries.map((candidate) => candidate.id).join(', ')
      return fail(`unknown-${noun.replaceAll(' ', '-')}`, `There is no ${noun} "${id}". Known: ${known}.`, {
        token: id,
      })
    },
  }
}
