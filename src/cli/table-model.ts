import { fail, succeed, type Problem, type Result } from '../base/result'
import type { DiscreteNetwork, DiscreteVariable } from '../engine/data/discrete-network'
import { jointCells, MOST_CELLS } from '../engine/simulate/exact'
import { isFields } from './fields'

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string')

/** A row of a table: the parents' values and the probability of 1. */
const isRow = (value: unknown, parents: number): value is [number[], number] =>
  Array.isArray(value) &&
  value.length === 2 &&
  Array.isArray(value[0]) &&
  value[0].length === parents &&
  value[0].every((level) => level === 0 || level === 1) &&
  typeof value[1] === 'number' &&
  value[1] >= 0 &&
  value[1] <= 1

/**
 * A model of binary variables: {"type": "cpt-binary", "p1": {name: {parents, table: [[parent values], P(name = 1)]}}}.
 * Problems name the variable: unknown parents, rows that are missing or no rows at all, a cycle, too many variables.
 */
export function readTableModel(model: unknown): Result<DiscreteNetwork> {
  if (!isFields(model) || model.type !== 'cpt-binary' || !isFields(model.p1))
    return fail('no-model', 'The request gives no "model" of type "cpt-binary" with tables "p1".')
  const names = Object.keys(model.p1)
  const problems: Problem[] = []
  const variables: DiscreteVariable[] = []
  for (const [name, given] of Object.entries(model.p1)) {
    const object = (message: string) => void problems.push({ code: 'bad-model', message, where: { name } })
    if (!isFields(given) || !isNames(given.parents) || !Array.isArray(given.table)) {
      object(`"${name}" needs "parents" (names) and "table".`)
      continue
    }
    const { parents, table } = given
    const unknown = parents.find((parent) => !names.includes(parent))
    if (unknown !== undefined) object(`"${name}" has the parent "${unknown}", which has no table.`)
    const chances = Array.from({ length: 2 ** parents.length }, () => Number.NaN)
    for (const [i, row] of table.entries()) {
      if (isRow(row, parents.length)) chances[row[0].reduce((at, level) => 2 * at + level, 0)] = row[1]
      else object(`Row ${i + 1} of the table of "${name}" is not [[values of its parents], probability].`)
    }
    const missing = chances.findIndex(Number.isNaN)
    if (missing >= 0)
      object(`The table of "${name}" lacks a row: it needs one for each of ${chances.length} combinations.`)
    variables.push({
      name,
      states: ['0', '1'],
      parents,
      table: chances.map((p) => [1 - p, p]),
    })
  }
  if (problems.length > 0) return { ok: false, problems }
  if (jointCells({ variables }) > MOST_CELLS)
    return fail(
      'model-too-large',
      `The model has ${names.length} variables; at most ${Math.log2(MOST_CELLS)} fit.`,
    )
  const caused = cyclicMember(variables)
  if (caused !== null)
    return fail('cycle', `"${caused}" is among its own causes in the model.`, { name: caused })
  return succeed({ variables })
}

/** A variable on or behind a cycle, or null. */
function cyclicMember(variables: readonly DiscreteVariable[]): string | null {
  const left = new Map(variables.map(({ name, parents }) => [name, new Set(parents)]))
  for (;;) {
    const free = [...left].filter(([, parents]) => parents.size === 0).map(([name]) => name)
    if (free.length === 0) return [...left.keys()][0] ?? null
    for (const name of free) left.delete(name)
    for (const parents of left.values()) for (const name of free) parents.delete(name)
  }
}
