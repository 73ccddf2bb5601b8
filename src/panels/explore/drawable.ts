import type { Column, Dataset } from '../../engine/data/dataset'

/** Columns that can stand on an axis: identifiers cannot. */
export const drawableColumns = (dataset: Dataset): readonly Column[] =>
  dataset.columns.filter(({ kind }) => kind !== 'id')

export const wordsOf = (text: string): readonly string[] => text.toLowerCase().split(/\s+/).filter(Boolean)

export const hasWords = (name: string, words: readonly string[]): boolean =>
  words.every((word) => name.toLowerCase().includes(word))

/** Columns whose name holds every typed word. */
export function columnsMatching(columns: readonly Column[], text: string): readonly Column[] {
  const words = wordsOf(text)
  return words.length === 0 ? columns : columns.filter(({ name }) => hasWords(name, words))
}

interface Choice {
  readonly x: string | null
  readonly y: string | null
}

/**
 * The pair that is drawn: what was chosen, else the question's treatment and outcome, else the first columns that
 * fit. Null when there are not two different ones.
 */
export function pairShown(
  dataset: Dataset,
  chosen: Choice,
  question: Choice,
): { readonly x: string; readonly y: string } | null {
  const columns = drawableColumns(dataset)
  const names = columns.filter(({ role }) => role !== 'left-out').map(({ name }) => name)
  const exists = (name: string | null) => name !== null && columns.some((column) => column.name === name)
  const x = [chosen.x, question.x, ...names].find((name) => exists(name) && name !== chosen.y)
  const y = [chosen.y, question.y, ...names].find((name) => exists(name) && name !== x)
  return x && y ? { x, y } : null
}
