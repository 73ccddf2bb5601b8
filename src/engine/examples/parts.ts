import type { Column, Dataset } from '../data/dataset'
import { directed, graphFromNames, variableId, type CausalGraph, type VariableId } from '../graph/graph'
import { totalEffectOf, type EffectQuestion, type Value } from '../identify/question'

export interface Placed {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly latent?: boolean
}

/** A DAG drawn by hand: variables with their places, arrows as [cause, effect]. */
export function drawnGraph(
  variables: readonly Placed[],
  arrows: readonly (readonly [string, string])[],
): { readonly graph: CausalGraph; readonly layout: Readonly<Record<VariableId, { x: number; y: number }>> } {
  const graph = graphFromNames(
    variables.map(({ name }) => name),
    arrows.map(([cause, effect]) => directed(variableId(cause), variableId(effect))),
    { latent: variables.filter(({ latent }) => latent).map(({ name }) => name) },
  )
  return { graph, layout: Object.fromEntries(variables.map(({ name, x, y }) => [name, { x, y }])) }
}

/** The arrows of variables that name their parents. */
export const arrowsOf = (
  variables: readonly { readonly name: string; readonly parents: readonly string[] }[],
): [string, string][] =>
  variables.flatMap(({ name, parents }) => parents.map((parent): [string, string] => [parent, name]))

/** "What is the total effect of the treatment on the outcome, among everyone?" */
export const totalEffect = (treatment: string, from: Value, to: Value, outcome: string): EffectQuestion =>
  totalEffectOf([{ variable: variableId(treatment), from, to }], [variableId(outcome)])

export const yesNo = ['no', 'yes'] as const

/** A binary column of codes 0 and 1 into two labels. */
export const binaryColumn = (
  name: string,
  values: Float64Array,
  levels: readonly [string, string] = yesNo,
): Column => ({ name, kind: 'binary', role: 'variable', values, levels })

export const continuousColumn = (name: string, values: Float64Array): Column => ({
  name,
  kind: 'continuous',
  role: 'variable',
  values,
})

export const exampleDataset = (
  id: string,
  name: string,
  columns: readonly Column[],
  log: readonly string[],
): Dataset => ({ id: `example-${id}`, name, revision: 1, rows: columns[0].values.length, columns, log })

/** A table of counts written out: each cell's codes, once for each of its rows. */
export function expandCounts(
  cells: readonly { readonly codes: readonly number[]; readonly count: number }[],
): Float64Array[] {
  const rows = cells.reduce((total, cell) => total + cell.count, 0)
  return cells[0].codes.map((_, column) => {
    const values = new Float64Array(rows)
    let start = 0
    for (const { codes, count } of cells) {
      values.fill(codes[column], start, start + count)
      start += count
    }
    return values
  })
}
