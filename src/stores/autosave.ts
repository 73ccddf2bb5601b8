import { createStore, del, get, keys, set } from 'idb-keyval'
import type { Dataset } from '../engine/data/dataset'
import type { Project } from '../document/project'
import { datasetKey } from '../worker/task'
import { useProject } from './project'
import { useView } from './view'

/**
 * The project in IndexedDB: the record without columns under 'project', each dataset revision once under its
 * own key, so that an edit of the graph does not write the data again.
 */
const store = createStore('causal-studio', 'autosave')

type SavedProject = Omit<Project, 'datasets'> & { readonly datasets: readonly string[] }

const columnKey = (dataset: Dataset) => `dataset ${datasetKey(dataset)}`

async function save(project: Project) {
  const wanted = project.datasets.map(columnKey)
  const present = new Set(await keys<string>(store))
  for (const dataset of project.datasets)
    if (!present.has(columnKey(dataset))) await set(columnKey(dataset), dataset, store)
  const record: SavedProject = { ...project, datasets: wanted }
  await set('project', record, store)
  for (const key of present) if (key.startsWith('dataset ') && !wanted.includes(key)) await del(key, store)
}

/** The project that was last saved on this device, or null. */
export async function loadAutosave(): Promise<Project | null> {
  const saved = await get<SavedProject>('project', store)
  if (!saved) return null
  const datasets = await Promise.all(saved.datasets.map((key) => get<Dataset>(key, store)))
  return { ...saved, datasets: datasets.filter((dataset) => dataset !== undefined) }
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
