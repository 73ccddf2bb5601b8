import { create } from 'zustand'
import type { Problem } from '../base/result'
import type { Edge, EdgeId, VariableId } from '../engine/graph/graph'

export type Rung = 'see' | 'do'
export type Tool = 'select' | 'variable' | 'edge' | 'bidirected' | 'latent'
/** What fills the middle: the canvas, or the import view while a file is being settled. */
export type Stage = 'canvas' | 'import'
/** What the right-hand panel shows. */
export type Side = 'answer' | 'discover'
export type StripTab = 'text' | 'outline' | 'jobs' | 'log'

export interface Notice {
  readonly id: number
  readonly tone: 'info' | 'warning' | 'blocked'
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
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
  selection: { variables: readonly VariableId[]; edges: readonly EdgeId[] }
  /** Variables pointed at from a formula, a sentence or the data rail: outlined on the canvas. */
  highlighted: readonly VariableId[]
  /** The variable whose name is being edited. */
  renaming: VariableId | null
  /** An arrow that was refused because it closes a cycle, until the user mends or drops it. */
  refusedCycle: { edge: Edge; cycle: readonly VariableId[] } | null
  /** Hides edges of a discovered graph with less support than this; never changes the graph. */
  hideBelow: number
  /** The guess that uncovers the Do side of the opening; null until made. */
  guess: string | null
  notices: readonly Notice[]
  /** What the canvas is asked to do once, from a menu or a key; the serial makes two equal requests differ. */
  canvasRequest: { kind: 'fit' | 'arrange' | 'add-variable' | 'select-all'; serial: number } | null
  setRung(rung: Rung): void
  setTool(tool: Tool): void
  setStage(stage: Stage): void
  setSide(side: Side): void
  showGraph(graphId: string): void
  setStrip(strip: StripTab | null): void
  setPalette(open: boolean): void
  setHelp(open: boolean): void
  select(selection: { variables?: readonly VariableId[]; edges?: readonly EdgeId[] }): void
  highlight(variables: readonly VariableId[]): void
  rename(id: VariableId | null): void
  refuseCycle(refused: View['refusedCycle']): void
  setHideBelow(support: number): void
  makeGuess(guess: string | null): void
  askCanvas(kind: NonNullable<View['canvasRequest']>['kind']): void
  notify(notice: Omit<Notice, 'id'>): void
  notifyProblems(problems: readonly Problem[]): void
  dismiss(id: number): void
}

let nextNotice = 1

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
  selection: { variables: [], edges: [] },
  highlighted: [],
  renaming: null,
  refusedCycle: null,
  hideBelow: 0,
  guess: null,
  notices: [],
  canvasRequest: null,
  setRung: (rung) => set({ rung }),
  setTool: (tool) => set({ tool }),
  setStage: (stage) => set({ stage }),
  setSide: (side) => set({ side }),
  showGraph: (graphId) =>
    set({ graphId, selection: { variables: [], edges: [] }, renaming: null, refusedCycle: null }),
  setStrip: (strip) => set({ strip }),
  setPalette: (palette) => set({ palette }),
  setHelp: (help) => set({ help }),
  select: ({ variables = [], edges = [] }) => set({ selection: { variables, edges } }),
  highlight: (highlighted) => set({ highlighted }),
  rename: (renaming) => set({ renaming }),
  refuseCycle: (refusedCycle) => set({ refusedCycle }),
  setHideBelow: (hideBelow) => set({ hideBelow }),
  makeGuess: (guess) => set({ guess }),
  askCanvas: (kind) => set({ canvasRequest: { kind, serial: (get().canvasRequest?.serial ?? 0) + 1 } }),
  notify: (notice) => set({ notices: [...get().notices.slice(-3), { ...notice, id: nextNotice++ }] }),
  notifyProblems: (problems) =>
    get().notify({ tone: 'blocked', text: problems.map((problem) => problem.message).join(' ') }),
  dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
}))
