import { create } from 'zustand'
import { createLatest } from '../base/latest'
import type { Problem } from '../base/result'
import { columnsToAdd, variableOfColumn } from '../document/columns'
import { addColumnsAsVariables, setDataset } from '../document/commands/project-commands'
import { createProject, freshRevision, graphEntry } from '../document/project'
import type { Dataset } from '../engine/data/dataset'
import { suggestedDecisions, type ColumnDecision } from '../engine/data/import'
import type { ImportPreview } from '../engine/data/import-preview'
import type { ReadingOptions } from '../engine/data/raw-table'
import type { TableReading } from '../engine/data/table-reading'
import { appText } from '../text/app'
import { dataText } from '../text/data'
import { release } from '../worker/client'
import type { FileInput, Progress } from '../worker/task'
import { datasetOf } from './data'
import { callEngine, runJob, useJobs } from './jobs'
import { asChosenLastTime, rememberDecisions } from './remembered-decisions'
import { newProjectId, runCommand, useProject } from './project'
import { useView } from './view'

interface ImportState {
  readonly status: 'none' | 'reading' | 'ready' | 'importing'
  readonly input: FileInput | null
  readonly progress: Progress
  readonly jobId: string | null
  readonly reading: TableReading | null
  /** The decisions as they would turn out; lags a moment behind `decisions`. */
  readonly preview: ImportPreview | null
  /** One a column, in file order. */
  readonly decisions: readonly ColumnDecision[]
  /** Columns whose unreadable cells the user declared missing as a whole. */
  readonly settled: readonly string[]
  /** The unreadable cell that is shown with its neighbours; null for the first that needs a decision. */
  readonly shownCell: { readonly column: string; readonly row: number } | null
  readonly problems: readonly Problem[]
  /** Columns decided as when this table was imported last, where that is not what the reader suggests. */
  readonly asLastTime: readonly string[]
}

interface Importing extends ImportState {
  /** Reads a table and opens the import view. A file that cannot be read leaves everything as it was. */
  openFile(file: File): Promise<void>
  /** Reads the same file in another way (separator, decimal mark, encoding, header). */
  readAs(options: ReadingOptions): Promise<void>
  decide(column: string, change: Partial<Omit<ColumnDecision, 'name'>>): void
  /** Kinds, uses and roles as the reader suggests them, instead of as chosen last time. */
  useSuggestions(): void
  /** All columns, but for those that the reader leaves out; or none. */
  chooseAll(use: boolean): void
  /** New text of one cell; null makes it missing. Rows count from 1. */
  editCell(column: string, row: number, text: string | null): void
  /** Declares all unreadable cells of a column missing. */
  settle(column: string): void
  showCell(column: string, row: number): void
  confirm(): Promise<void>
  cancel(): void
}

const nothing: ImportState = {
  status: 'none',
  input: null,
  progress: { fraction: 0, note: '' },
  jobId: null,
  reading: null,
  preview: null,
  decisions: [],
  settled: [],
  shownCell: null,
  problems: [],
  asLastTime: [],
}

const reported = (error: unknown): readonly Problem[] => [
  { code: 'crash', message: dataText.crashed(error instanceof Error ? error.message : String(error)) },
]

/** What was chosen for a table with these columns, in this project as it stands or in an import before. */
async function chosenBefore(suggested: readonly ColumnDecision[]): Promise<readonly ColumnDecision[] | null> {
  const { datasets } = useProject.getState().history.present
  for (const { source } of datasets) await rememberDecisions(source)
  return asChosenLastTime(suggested)
}

/** "stones.csv could not be read. A quote opened on line 7 is not closed … (line 7)": one notice for all problems. */
function reportFailure(name: string, problems: readonly Problem[], again?: () => void) {
  const sentences = problems.map((problem) => dataText.problemWithPlace(problem.message, problem.where))
  const text = dataText.unreadable(name, sentences.join(' '))
  const action = again ? { action: { label: appText.tryAgain, run: again } } : {}
  useView.getState().notify({ tone: 'blocked', text, ...action })
}

export const useImporting = create<Importing>()((set, get) => {
  const { request: requestPreview, cancel: dropPreview } = createLatest(
    (state: Importing) => {
      const { decisions, settled } = state
      return callEngine('files', 'preview-table', { ...state.input!, decisions, settled })
    },
    (preview) => set(preview.ok ? { preview: preview.value, problems: [] } : { problems: preview.problems }),
    (error) => set({ problems: reported(error) }),
  )
  const change = (changed: Partial<ImportState>) => {
    set(changed)
    requestPreview(get())
  }

  async function read(input: FileInput) {
    const before = get()
    // A second file dropped while one is read takes its place.
    if (before.status === 'reading' && before.jobId) useJobs.getState().cancel(before.jobId)
    dropPreview()
    set({ ...nothing, status: 'reading', input })
    useView.getState().setStage('import')
    const isCurrent = () => get().input === input
    const giveUp = () => {
      const earlier = before.status === 'ready' ? before : null
      set(earlier ?? nothing)
      if (!earlier) useView.getState().setStage('canvas')
    }
    try {
      const reading = await runJob(dataText.readingJob(input.file.name), 'read-table', input, {
        role: 'files',
        onStart: (jobId) => isCurrent() && set({ jobId }),
        onProgress: (progress) => isCurrent() && set({ progress }),
      })
      if (!isCurrent()) return
      if (!reading) giveUp()
      else if (reading.ok) {
        const suggested = suggestedDecisions(reading.value.profile)
        const chosen = await chosenBefore(suggested)
        if (!isCurrent()) return
        const decisions = chosen ?? suggested
        const asLastTime = decisions.filter((one, i) => one !== suggested[i]).map(({ name }) => name)
        set({ status: 'ready', jobId: null, reading: reading.value, decisions, asLastTime })
        requestPreview(get())
      } else {
        giveUp()
        reportFailure(input.file.name, reading.problems)
      }
    } catch (error) {
      if (!isCurrent()) return
      giveUp()
      reportFailure(input.file.name, reported(error), () => void read(input))
    }
  }

  return {
    ...nothing,
    openFile: (file) => read({ file, id: crypto.randomUUID(), options: {} }),
    async readAs(options) {
      const { input } = get()
      if (!input) return
      await read({ ...input, id: crypto.randomUUID(), options: { ...input.options, ...options } })
    },
    decide(column, changed) {
      const decisions = get().decisions.map((decision) =>
        decision.name === column ? { ...decision, ...changed } : decision,
      )
      change({ decisions })
    },
    useSuggestions() {
      const { reading, decisions } = get()
      if (!reading) return
      const suggested = suggestedDecisions(reading.profile)
      change({
        decisions: decisions.map(({ edits }, i) => ({ ...suggested[i], ...(edits ? { edits } : {}) })),
        asLastTime: [],
      })
    },
    chooseAll(use) {
      const profiles = new Map(get().reading?.profile.columns.map((profile) => [profile.name, profile]))
      const decisions = get().decisions.map((decision) => ({
        ...decision,
        use: use && profiles.get(decision.name)?.leaveOut === undefined,
      }))
      change({ decisions })
    },
    editCell(column, row, text) {
      const decision = get().decisions.find((candidate) => candidate.name === column)
      if (decision) get().decide(column, { edits: { ...decision.edits, [row]: text } })
    },
    settle(column) {
      if (!get().settled.includes(column)) change({ settled: [...get().settled, column] })
    },
    showCell: (column, row) => set({ shownCell: { column, row } }),
    async confirm() {
      const { input, decisions, status } = get()
      if (!input || status !== 'ready') return
      set({ status: 'importing', problems: [] })
      const project = useProject.getState().history.present
      const earlier = project.datasets.find(({ source }) => source.name === input.file.name)?.source
      const datasetId = earlier?.id ?? crypto.randomUUID()
      try {
        const job = { ...input, decisions, datasetId }
        const dataset = await runJob(dataText.importJob(input.file.name), 'import-table', job, {
          role: 'files',
          onStart: (jobId) => set({ jobId }),
        })
        if (!dataset) set({ status: 'ready' })
        else if (dataset.ok) finish({ ...dataset.value, revision: freshRevision() })
        else set({ status: 'ready', problems: dataset.problems })
      } catch (error) {
        set({ status: 'ready', problems: reported(error) })
      }
    },
    cancel() {
      const { jobId, status } = get()
      if (jobId && (status === 'reading' || status === 'importing')) useJobs.getState().cancel(jobId)
      dropPreview()
      release('files')
      set(nothing)
      useView.getState().setStage('canvas')
    },
  }

  function finish(dataset: Dataset) {
    void rememberDecisions(dataset)
    dropPreview()
    release('files')
    set(nothing)
    takeIn(dataset)
  }
})

/** Makes the data those of the project, and shows the canvas with an offer to add their columns. */
export function takeIn(dataset: Dataset) {
  // An example that was only looked at makes room for data about something else.
  if (isUntouchedExample() && !sharesNames(dataset)) {
    const name = dataset.name.replace(/\.[^.]+$/, '')
    useProject
      .getState()
      .open({ ...createProject(newProjectId(), name), datasets: [{ source: dataset, steps: [] }] })
  } else if (!runCommand(setDataset, { dataset })) return
  const view = useView.getState()
  view.setStage('canvas')
  // A check of the graph goes on with the new data.
  if (view.side !== 'check') view.setSide('answer')
  const used = dataset.columns.filter((column) => column.role !== 'left-out').length
  const offer = { label: dataText.addAllColumns, run: () => void addAllColumns() }
  const text = dataText.imported(dataset.name, dataset.rows, used)
  const hasVariables = useProject.getState().history.present.graphs[0].graph.variables.length > 0
  view.notify({ tone: 'info', text, ...(hasVariables ? {} : { action: offer }) })
}

function isUntouchedExample(): boolean {
  const { history, touched } = useProject.getState()
  return history.present.example !== undefined && !touched
}

/** Do any columns carry the name of a variable of My model? */
function sharesNames(dataset: Dataset): boolean {
  const [{ graph }] = useProject.getState().history.present.graphs
  return dataset.columns.some((column) => variableOfColumn(graph, column) !== undefined)
}

/** The graph that columns are added to: the one shown, or My model when that one is locked. */
function editableGraphId(): string {
  const project = useProject.getState().history.present
  const shown = graphEntry(project, useView.getState().graphId)
  return shown && !shown.locked ? shown.id : project.graphs[0].id
}

/** Adds these columns as variables, and shows the graph they went to. Returns whether it went through. */
export function addColumns(columns: readonly string[]): boolean {
  const graphId = editableGraphId()
  if (columns.length === 0 || !runCommand(addColumnsAsVariables, { graphId, columns })) return false
  if (useView.getState().graphId !== graphId) useView.getState().showGraph(graphId)
  return true
}

/** Adds every column meant as a variable that the graph does not have yet. */
export function addAllColumns(): boolean {
  const project = useProject.getState().history.present
  const dataset = datasetOf(project)
  const entry = graphEntry(project, editableGraphId())
  return dataset !== null && entry !== undefined && addColumns(columnsToAdd(dataset, entry.graph))
}
