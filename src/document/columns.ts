import type { Column, Dataset } from '../engine/data/dataset'
import { variableNamed, type CausalGraph, type Variable } from '../engine/graph/graph'

/** Columns meet variables by name. */
export const variableOfColumn = (graph: CausalGraph, column: Column): Variable | undefined =>
  variableNamed(graph, column.name)

/** Columns meant as variables that the graph does not have yet, in file order. */
export const columnsToAdd = (dataset: Dataset, graph: CausalGraph): readonly string[] =>
  dataset.columns
    .filter((column) => column.role === 'variable' && !variableOfColumn(graph, column))
    .map((column) => column.name)

/** Measured variables of the graph for which the data have no column. */
export function variablesWithoutColumn(dataset: Dataset, graph: CausalGraph): readonly Variable[] {
  const names = new Set(dataset.columns.map((column) => column.name))
  return graph.variables.filter((variable) => !variable.latent && !names.has(variable.name))
}
