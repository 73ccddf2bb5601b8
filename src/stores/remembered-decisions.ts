import { createStore, delMany, get, keys, set } from 'idb-keyval'
import type { Dataset } from '../engine/data/dataset'
import type { ColumnDecision } from '../engine/data/import'

/**
 * What became of the columns of tables that were imported before, told by their column names, so that the same table
 * read again is offered as it was settled then. Kept on this device beside the projects.
 */
interface Remembered {
  /** Milliseconds since 1970; the oldest records are forgotten first. */
  readonly at: number
  readonly columns: readonly RememberedColumn[]
}

type RememberedColumn = Pick<ColumnDecision, 'name' | 'use' | 'kind' | 'role'>

const MOST_TABLES = 50

const database = createStore('causal-studio-imports', 'decisions')

const signatureOf = (names: readonly string[]) => names.join('\n')

/** Remembers kinds, uses and roles of a table's columns. What cannot be stored is not remembered. */
export async function rememberDecisions({ columns }: Pick<Dataset, 'columns'>): Promise<void> {
  const record: Remembered = {
    at: Date.now(),
    columns: columns.map(({ name, kind, role }) =>
      role === 'left-out' ? { name, kind, use: false } : { name, kind, use: true, role },
    ),
  }
  try {
    await set(signatureOf(columns.map(({ name }) => name)), record, database)
    await forgetOldest()
  } catch {
    // Storage is full or refused: the next import starts from the suggestions, as the first one did.
  }
}

async function forgetOldest() {
  const known = await keys<string>(database)
  if (known.length <= MOST_TABLES) return
  const dated = await Promise.all(
    known.map(async (key) => ({ key, at: (await get<Remembered>(key, database))?.at ?? 0 })),
  )
  const oldest = dated.toSorted((a, b) => a.at - b.at).slice(0, known.length - MOST_TABLES)
  await delMany(
    oldest.map(({ key }) => key),
    database,
  )
}

/**
 * The suggestions with what was chosen when a table with these columns was imported last; null when that comes to the
 * same, or there was no such table.
 */
export async function asChosenLastTime(
  suggested: readonly ColumnDecision[],
): Promise<readonly ColumnDecision[] | null> {
  let record: Remembered | undefined
  try {
    record = await get<Remembered>(signatureOf(suggested.map(({ name }) => name)), database)
  } catch {
    return null
  }
  if (record === undefined) return null
  return withChoices(suggested, record.columns)
}

/** The same decision where nothing differs; null when none does. */
export function withChoices(
  suggested: readonly ColumnDecision[],
  choices: readonly RememberedColumn[],
): readonly ColumnDecision[] | null {
  const chosen = suggested.map((decision, i): ColumnDecision => {
    const { use, kind, role = 'variable' } = choices[i]
    if (use === decision.use && kind === decision.kind && role === 'variable') return decision
    return { ...decision, use, kind, ...(role === 'variable' ? {} : { role }) }
  })
  return chosen.some((decision, i) => decision !== suggested[i]) ? chosen : null
}
