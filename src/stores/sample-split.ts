import { create } from 'zustand'
import { rowsOfChoice, type RowsOfChoice } from '../document/chosen-rows'
import { activeEntry, type Project } from '../document/project'
import type { Dataset } from '../engine/data/dataset'
import { partOfSplit } from '../engine/data/sample-split'
import type { CausalGraph } from '../engine/graph/graph'
import { datasetOf } from './data'
import { usePresent, useShownGraph } from './project'

interface SampleSplit {
  /** What the next search reads. */
  split: 'none' | 'half'
  /** What effects are estimated in, where a search left half of the rows. */
  effects: 'held-out' | 'all'
}

export const useSampleSplit = create<SampleSplit>()(() => ({ split: 'none', effects: 'held-out' }))

const halves = new WeakMap<Dataset, { readonly seed: number; readonly heldOut: Dataset }>()

/** The same columns for the same data and seed, so that workers need not be given them twice. */
function heldOutHalf(dataset: Dataset, seed: number): Dataset {
  const known = halves.get(dataset)
  if (known?.seed === seed) return known.heldOut
  const heldOut = partOfSplit(dataset, seed, 'held-out')
  halves.set(dataset, { seed, heldOut })
  return heldOut
}

/** The rows that effects in this graph are estimated in: those that did not choose it, where a search left some. */
export function datasetForEffects(project: Project, graph: CausalGraph): Dataset | null {
  const dataset = datasetOf(project)
  const rows = rowsOfChoice(graph, activeEntry(project))
  const wantsAll = useSampleSplit.getState().effects === 'all'
  return dataset === null || rows.kind !== 'halved' || wantsAll ? dataset : heldOutHalf(dataset, rows.seed)
}

/** How the rows of the data relate to those that chose the graph on the canvas, and which of them effects use. */
export function useChosenRows(): { readonly rows: RowsOfChoice; readonly effects: SampleSplit['effects'] } {
  const project = usePresent()
  const { graph } = useShownGraph()
  const effects = useSampleSplit((state) => state.effects)
  return { rows: rowsOfChoice(graph, activeEntry(project)), effects }
}
