import type { Dataset, RowsUsed } from '../engine/data/dataset'
import { noKnowledge, type Knowledge } from '../engine/discover/algorithm'
import { emptyGraph, type CausalGraph, type VariableId } from '../engine/graph/graph'
import { totalEffectOf, type EffectQuestion } from '../engine/identify/question'
import type { OptionValues } from '../engine/options'

/** Canvas pixels; the top left corner of a node. */
export interface Point {
  readonly x: number
  readonly y: number
}

export type Layout = Readonly<Record<VariableId, Point>>

export type GraphOrigin = 'drawn' | 'discovered' | 'imported' | 'example' | 'variant'

/** How a discovered graph came about; copied onto each edge that is accepted from it. */
export interface DiscoveryProvenance {
  readonly algorithm: string
  readonly algorithmLabel: string
  readonly options: OptionValues
  readonly seed: number
  readonly dataset: string
  readonly dataRevision: number
  readonly rows: RowsUsed
  readonly statistics: Readonly<Record<string, number>>
  /** Which statistic the edges' `support` is, in words; present when they carry it. */
  readonly supportMeaning?: string
  readonly assumptions: readonly string[]
  readonly seconds: number
  /** ISO 8601. */
  readonly finishedAt: string
  readonly engineVersion: string
}

export interface GraphEntry {
  readonly id: string
  readonly name: string
  readonly graph: CausalGraph
  readonly layout: Layout
  readonly origin: GraphOrigin
  /** A locked graph is a result: it can be looked at, compared and copied from, not edited. */
  readonly locked: boolean
  readonly provenance?: DiscoveryProvenance
}

/** A question in the making: an empty list of treatments or outcomes means "not chosen yet". */
export interface Query {
  readonly id: string
  readonly question: EffectQuestion
  /** 'first' follows the first minimal set as the graph changes; a list is the user's own choice. */
  readonly adjustment: 'first' | readonly VariableId[]
}

/**
 * Everything the user would want back. Immutable; undo is the history of these. Variables with the same
 * id in two graphs of a project are the same variable.
 */
export interface Project {
  readonly version: typeof PROJECT_VERSION
  readonly id: string
  readonly name: string
  /** At least one; the first is "My model". */
  readonly graphs: readonly GraphEntry[]
  readonly datasets: readonly Dataset[]
  readonly queries: readonly Query[]
  readonly knowledge: Knowledge
  /** Id of the example the project was opened from, whose story the canvas tells. */
  readonly example?: string
  /** Statements of the assumptions step that the user has agreed to. */
  readonly agreed: readonly string[]
}

export const PROJECT_VERSION = 2

export const emptyQuestion: EffectQuestion = totalEffectOf([], [])

/** A project with one empty graph to draw in and an open question. */
export function createProject(id: string, name = 'Untitled model'): Project {
  return {
    version: PROJECT_VERSION,
    id,
    name,
    graphs: [{ id: 'mine', name: 'My model', graph: emptyGraph, layout: {}, origin: 'drawn', locked: false }],
    datasets: [],
    queries: [{ id: 'question', question: emptyQuestion, adjustment: 'first' }],
    knowledge: noKnowledge,
    agreed: [],
  }
}

export const graphEntry = (project: Project, id: string): GraphEntry | undefined =>
  project.graphs.find((entry) => entry.id === id)

/** The question that stands beside the graph. */
export const activeQuery = (project: Project): Query => project.queries[0]

let newestRevision = 0

/**
 * A dataset revision that was never given before, on this page or an earlier one: workers, the autosave and
 * answers are filed under it, and after an undo the same number must not come to mean other data.
 */
export function freshRevision(): number {
  newestRevision = Math.max(newestRevision + 1, Date.now())
  return newestRevision
}

/** The data that estimates and discovery use. */
export const activeDataset = (project: Project): Dataset | null => project.datasets.at(-1) ?? null
