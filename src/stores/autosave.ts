import { createStore, del, get, keys, set } from 'idb-keyval'
import type { Dataset } from '../engine/data/dataset'
import type { DataEntry, Project } from '../document/project'
import { datasetKey } from '../worker/task'
import { useProject } from './project'
import { useView } from './view'

/**
 * The project in IndexedDB: the record without columns under 'project', each dataset revision once under its
 * own key, so that an edit of the graph does not write the data again.
 */
const store = createStore('causal-studio', 'autosave')

type SavedProject = Omit<Project, 'datasets'> & {
  readonly datasets: readonly { readonly source: string; readonly steps: DataEntry['steps'] }[]
}

const columnKey = (dataset: Dataset) => `dataset ${datasetKey(dataset)}`

async function save(project: Project) {
  const wanted = project.datasets.map(({ source }) => columnKey(source))
  const present = new Set(await keys<string>(store))
  for (const { source } of project.datasets)
    if (!present.has(columnKey(source))) await set(columnKey(source), source, store)
  const datasets = project.datasets.map(({ source, steps }) => ({ source: columnKey(source), steps }))
  const record: SavedProject = { ...project, datasets }
  await set('project', record, store)
  for (const key of present) if (key.startsWith('dataset ') && !wanted.includes(key)) await del(key, store)
}

/** The project that was last saved on this device, or null. */
export async function loadAutosave(): Promise<Project | null> {
  const saved = await get<SavedProject>('project', store)
  if (!saved) return null
  const datasets: DataEntry[] = []
  for (const { source: key, steps } of saved.datasets) {
    const source = await get<Dataset>(key, store)
    if (source) datasets.push({ source, steps })
  }
  return { ...saved, datasets }
}

const DELAY = 300

/** Saves after each change, one save at a time; returns the way to stop. */
export function startAutosave(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving = Promise.resolve()
  let warned = false
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const project = useProject.getState().history.present
    saving = saving
      .then(() => save(project))
      .then(
        () => {
          const unchanged = useProject.getState().history.present === project
          if (unchanged) useProject.getState().setSaved('saved')
        },
        (error: unknown) => {
          useProject.getState().setSaved('failed')
          if (warned) return
          warned = true
          useView.getState().notify({
            tone: 'warning',
            text: `This browser could not save the project (${error instanceof Error ? error.message : String(error)}). Save it as a file to be safe.`,
          })
        },
      )
  }
  const stop = useProject.subscribe((state, before) => {
    if (state.history.present === before.history.present) return
    state.setSaved('saving')
    clearTimeout(timer)
    timer = setTimeout(flush, DELAY)
  })
  const onHide = () => {
    if (timer !== undefined) flush()
  }
  document.addEventListener('visibilitychange', onHide)
  return () => {
    stop()
    onHide()
    document.removeEventListener('visibilitychange', onHide)
  }
}
