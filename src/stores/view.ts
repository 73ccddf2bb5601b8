import { create } from 'zustand'
import type { Problem } from '../base/result'
import type { Point } from '../document/project'
import type { Edge, EdgeId, VariableId } from '../engine/graph/graph'

export type Rung = 'see' | 'do' | 'imagine'

/** How the graph itself is drawn on a rung: imagining leaves it as it is. */
export const drawnRung = (rung: Rung): 'see' | 'do' => (rung === 'do' ? 'do' : 'see')
/** 'required' and 'forbidden' draw what is known before a search. */
export type Tool =
  | 'select'
  | 'variable'
  | 'edge'
  | 'bidirected'
  | 'latent'
  | 'note'
  | 'required'
  | 'forbidden'
/** What fills the middle: the canvas, the import view while a file is being settled, or pictures of the data. */
export type Stage = 'canvas' | 'import' | 'experiments' | 'explore'
/** What the right-hand panel shows. */
export type Side = 'answer' | 'discover' | 'check'
export type StripTab = 'text' | 'outline' | 'jobs' | 'log'

/** What the canvas is narrowed to, seen from some variables or from the question. */
export type NarrowingScope = 'all' | 'neighbourhood' | 'causes' | 'effects' | 'paths'

/** What a variable is for the question; 'hidden' goes before the rest. */
export type NarrowingRole =
  | 'confounder'
  | 'mediator'
  | 'adjusted'
  | 'cause-of-exposure'
  | 'cause-of-outcome'
  | 'hidden'
  | 'other'

export interface Narrowing {
  readonly scope: NarrowingScope
  /** The variables that a neighbourhood, causes or effects belong to. */
  readonly of: readonly VariableId[]
  /** Edges that a neighbourhood goes, whichever way they point. */
  readonly steps: 1 | 2 | 3
  /** Only these roles are shown, all when empty; exposure, outcome and `of` always are. */
  readonly roles: readonly NarrowingRole[]
  readonly others: 'faded' | 'hidden'
}

export interface Notice {
  readonly id: number
  readonly tone: 'info' | 'warning' | 'blocked'
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Id of a long run: the notice shows how far it is, can stop it, and goes with it. */
  readonly job?: string
}

export interface Selection {
  readonly variables: readonly VariableId[]
  readonly edges: readonly EdgeId[]
  readonly notes: readonly string[]
}

/** What the drawing tools do from a menu or a key. */
export type DrawingRequest = 'add-note' | 'copy' | 'cut' | 'paste' | 'duplicate'

export interface Spotlight {
  readonly variables: readonly VariableId[]
  readonly edges: readonly EdgeId[]
}

interface View {
  rung: Rung
  tool: Tool
  stage: Stage
  side: Side
  /** The graph on the canvas. */
  graphId: string
  strip: StripTab | null
  /** The command palette is open. */
  palette: boolean
  /** The sheet of keyboard shortcuts is open. */
  help: boolean
  selection: Selection
  /** Variables pointed at from a formula, a sentence or the data rail: outlined on the canvas. */
  highlighted: readonly VariableId[]
  /** A part of the graph that a sentence speaks of, such as a step of a derivation: the rest is faded meanwhile. */
  spotlight: Spotlight | null
  /** The variable whose name is being edited. */
  renaming: VariableId | null
  /** The note whose words are being edited; `note` is null for one that is not in the document yet. */
  writing: { note: string | null; at: Point } | null
  /** An edge that is being bent by hand, as it is drawn meanwhile. */
  bending: { edge: EdgeId; bend: number } | null
  /** The picker of motifs is open. */
  motifs: boolean
  /** An arrow that was refused because it closes a cycle, until the user mends or drops it. */
  refusedCycle: { edge: Edge; cycle: readonly VariableId[] } | null
  /** Hides edges of a discovered graph with less support than this; never changes the graph. */
  hideBelow: number
  /** Shows a part of the graph; never changes it. */
  narrowing: Narrowing | null
  /** The field that finds variables is open. */
  finding: boolean
  /** A variable that the canvas brings into view: to the middle, or only as far as needed and with the focus. */
  reveal: { variable: VariableId; how: 'centre' | 'focus'; serial: number } | null
  /** The guess that uncovers the Do side of the opening; null until made. */
  guess: string | null
  notices: readonly Notice[]
  /** What the canvas is asked to do once, from a menu or a key; the serial makes two equal requests differ. */
  canvasRequest: {
    kind: 'fit' | 'arrange' | 'lanes' | 'add-variable' | 'select-all' | DrawingRequest
    serial: number
  } | null
  setRung(rung: Rung): void
  setTool(tool: Tool): void
  setStage(stage: Stage): void
  setSide(side: Side): void
  showGraph(graphId: string): void
  setStrip(strip: StripTab | null): void
  setPalette(open: boolean): void
  setHelp(open: boolean): void
  select(selection: {
    variables?: readonly VariableId[]
    edges?: readonly EdgeId[]
    notes?: readonly string[]
  }): void
  highlight(variables: readonly VariableId[]): void
  shine(spotlight: Spotlight | null): void
  rename(id: VariableId | null): void
  write(writing: View['writing']): void
  showBending(bending: View['bending']): void
  setMotifs(open: boolean): void
  refuseCycle(refused: View['refusedCycle']): void
  setHideBelow(support: number): void
  setNarrowing(narrowing: Narrowing | null): void
  setFinding(open: boolean): void
  revealVariable(variable: VariableId, how: 'centre' | 'focus'): void
  makeGuess(guess: string | null): void
  askCanvas(kind: NonNullable<View['canvasRequest']>['kind']): void
  notify(notice: Omit<Notice, 'id'>): void
  notifyProblems(problems: readonly Problem[]): void
  dismiss(id: number): void
}

let nextNotice = 1

const nothingSelected: Selection = { variables: [], edges: [], notes: [] }

/** What the screen shows just now: nothing here is saved or undone. */
export const useView = create<View>()((set, get) => ({
  rung: 'see',
  tool: 'select',
  stage: 'canvas',
  side: 'answer',
  graphId: 'mine',
  strip: null,
  palette: false,
  help: false,
  selection: nothingSelected,
  highlighted: [],
  spotlight: null,
  renaming: null,
  writing: null,
  bending: null,
  motifs: false,
  refusedCycle: null,
  hideBelow: 0,
  narrowing: null,
  finding: false,
  reveal: null,
  guess: null,
  notices: [],
  canvasRequest: null,
  // Imagining is a question: a panel beside it gives way.
  setRung: (rung) => set(rung === 'imagine' ? { rung, side: 'answer' } : { rung }),
  setTool: (tool) => set({ tool }),
  setStage: (stage) => set({ stage }),
  setSide: (side) => set({ side }),
  showGraph: (graphId) =>
    set({
      graphId,
      selection: nothingSelected,
      renaming: null,
      writing: null,
      bending: null,
      refusedCycle: null,
    }),
  setStrip: (strip) => set({ strip }),
  setPalette: (palette) => set({ palette }),
  setHelp: (help) => set({ help }),
  select: ({ variables = [], edges = [], notes = [] }) => set({ selection: { variables, edges, notes } }),
  highlight: (highlighted) => set({ highlighted }),
  shine: (spotlight) => set({ spotlight }),
  rename: (renaming) => set({ renaming }),
  write: (writing) => set({ writing }),
  showBending: (bending) => set({ bending }),
  setMotifs: (motifs) => set({ motifs }),
  refuseCycle: (refusedCycle) => set({ refusedCycle }),
  setHideBelow: (hideBelow) => set({ hideBelow }),
  setNarrowing: (narrowing) => set({ narrowing }),
  setFinding: (finding) => set({ finding }),
  revealVariable: (variable, how) =>
    set({ reveal: { variable, how, serial: (get().reveal?.serial ?? 0) + 1 } }),
  makeGuess: (guess) => set({ guess }),
  askCanvas: (kind) => set({ canvasRequest: { kind, serial: (get().canvasRequest?.serial ?? 0) + 1 } }),
  notify: (notice) => set({ notices: [...get().notices.slice(-3), { ...notice, id: nextNotice++ }] }),
  notifyProblems: (problems) =>
    get().notify({ tone: 'blocked', text: problems.map((problem) => problem.message).join(' ') }),
  dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
}))
