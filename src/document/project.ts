import type { Dataset, RowsUsed } from '../engine/data/dataset'
import type { MissingChoice } from '../engine/data/missing/methods'
import type { DataStep } from '../engine/data/steps/step'
import {
  noKnowledge,
  type Knowledge,
  type ModelUse,
  type PairView,
  type ResampleCounts,
} from '../engine/discover/algorithm'
import type { Proposal } from '../engine/discover/proposals/proposal'
import {
  emptyGraph,
  type CausalGraph,
  type ChoosingRows,
  type EdgeId,
  type VariableId,
} from '../engine/graph/graph'
import type { ImaginedKind } from '../engine/identify/counterfactual/imagined-kinds'
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
  /** What the steps had done to the data, one sentence each; absent where there were none. */
  readonly dataSteps?: readonly string[]
  readonly rows: RowsUsed
  /** Each test used the rows that have what it looks at; absent where all rows were complete. */
  readonly gaps?: 'test-wise'
  readonly statistics: Readonly<Record<string, number>>
  /** Which statistic the edges' `support` is, in words; present when they carry it. */
  readonly supportMeaning?: string
  /** What searches over resamples found, of pairs that are drawn or often joined. */
  readonly resamples?: ResampleCounts
  /** The rows that were read; absent in results of earlier versions. */
  readonly chosenOn?: ChoosingRows
  readonly assumptions: readonly string[]
  /** Variables whose mechanism differs between the places or times of the data, with the p-value of "it does not". */
  readonly changingMechanisms?: readonly { readonly name: string; readonly pValue: number }[]
  /** The trained network that was run, and what it and classical statistics say of each edge. */
  readonly model?: ModelUse
  readonly pairs?: readonly PairView[]
  readonly seconds: number
  /** ISO 8601. */
  readonly finishedAt: string
  readonly engineVersion: string
}

/** Words on the canvas that belong to no variable. */
export interface CanvasNote {
  readonly id: string
  readonly text: string
  readonly at: Point
  /** Pixels; the height follows the text. */
  readonly width: number
}

/** Variables that are drawn as one box while collapsed. A variable is in at most one group. */
export interface VariableGroup {
  readonly id: string
  readonly name: string
  readonly members: readonly VariableId[]
  readonly collapsed: boolean
}

/**
 * Vertical lanes for the tiers of the project's knowledge: the x of the lines, ascending. Left of the first line
 * stand the variables without a tier; the lane behind line k (from 1) is tier k, the last one without an end.
 */
export interface Lanes {
  readonly dividers: readonly number[]
}

export interface GraphEntry {
  readonly id: string
  readonly name: string
  readonly graph: CausalGraph
  readonly layout: Layout
  readonly notes: readonly CanvasNote[]
  readonly groups: readonly VariableGroup[]
  /** Edges bent by hand: pixels that the middle of the curve stands left (negative) or right of the straight line. */
  readonly bends: Readonly<Record<EdgeId, number>>
  /** Null while the tiers are not drawn. */
  readonly lanes: Lanes | null
  readonly origin: GraphOrigin
  /** A locked graph is a result: it can be looked at, compared and copied from, not edited. */
  readonly locked: boolean
  readonly provenance?: DiscoveryProvenance
}

/** Data as they were imported, and what is done to them before anything is computed. */
export interface DataEntry {
  readonly source: Dataset
  readonly steps: readonly DataStep[]
}

/** A question in the making: an empty list of treatments or outcomes means "not chosen yet". */
export interface Query {
  readonly id: string
  readonly question: EffectQuestion
  /** 'first' follows the first minimal set as the graph changes; a list is the user's own choice. */
  readonly adjustment: 'first' | readonly VariableId[]
  /** What estimates do about rows with gaps; absent: they are left out. */
  readonly missing?: MissingChoice
  /** What is imagined of cause and outcome; absent: the effect on those who were treated. */
  readonly imagined?: Imagined
}

/** A proposed change of the model and what became of it. */
export interface DecidedProposal extends Proposal {
  readonly verdict: 'accepted' | 'rejected'
  /** Of the BIC when it was decided, negative for a better fit; null where it could not be reckoned. */
  readonly bicChange: number | null
  readonly by: 'person' | 'refinement'
  /** Where the proposal came from, in the user's words. */
  readonly source?: string
  /** Name of the data it was weighed against; absent for none. */
  readonly dataset?: string
  /** ISO 8601. */
  readonly at: string
}

export interface Imagined {
  readonly kind: ImaginedKind
  /** null: all measured variables in between. */
  readonly mediators: readonly VariableId[] | null
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
  /** The last one is in use. */
  readonly datasets: readonly DataEntry[]
  readonly queries: readonly Query[]
  readonly knowledge: Knowledge
  /** Id of the example the project was opened from, whose story the canvas tells. */
  readonly example?: string
  /** Changes that were proposed and decided, newest last, each once: none is tried twice. */
  readonly decided: readonly DecidedProposal[]
  /** Statements of the assumptions step that the user has agreed to. */
  readonly agreed: readonly string[]
}

export const PROJECT_VERSION = 3

export const emptyQuestion: EffectQuestion = totalEffectOf([], [])

/** A graph entry's drawing before anyone has added to it. */
export const plainDrawing = { notes: [], groups: [], bends: {}, lanes: null } as const

/** A project with one empty graph to draw in and an open question. */
export function createProject(id: string, name = 'Untitled model'): Project {
  return {
    version: PROJECT_VERSION,
    id,
    name,
    graphs: [
      {
        ...plainDrawing,
        id: 'mine',
        name: 'My model',
        graph: emptyGraph,
        layout: {},
        origin: 'drawn',
        locked: false,
      },
    ],
    datasets: [],
    queries: [{ id: 'question', question: emptyQuestion, adjustment: 'first' }],
    knowledge: noKnowledge,
    decided: [],
    agreed: [],
  }
}

export const graphEntry = (project: Project, id: string): GraphEntry | undefined =>
  project.graphs.find((entry) => entry.id === id)

/** What a query imagines, also before anyone has chosen. */
export const imaginedOf = ({ imagined }: Query): Imagined => imagined ?? { kind: 'treated', mediators: null }

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

/** The data that estimates and discovery use, with their steps. What they come to is for `stores/data` to say. */
export const activeEntry = (project: Project): DataEntry | null => project.datasets.at(-1) ?? null
