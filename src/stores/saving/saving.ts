import type { Project } from '../../document/project'
import { savingText } from '../../text/saving'
import { newProjectId, useProject } from '../project'
import { useView } from '../view'
import {
  beforeKey,
  damagedKey,
  FORMER_KEY,
  LIST_KEY,
  nowKey,
  readList,
  serialOf,
  type ProjectLine,
} from './records'
import { readFormer, readProject, type Reading } from './read-project'
import { useSaving, type Restored } from './saving-state'
import { browserShelf } from './shelf'
import { joinTabs } from './tabs'
import { createWriter, isQuotaError, SavedElsewhere } from './write-project'

/** Milliseconds between a change and its save. */
const DELAY = 300
const RETRY = 30_000
/** Which project this tab shows, over a reload. */
const TAB_KEY = 'causal-studio-project'

const shelf = browserShelf
const writer = createWriter(shelf, {
  now: () => Date.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
})

const present = () => useProject.getState().history.present
const notify = (text: string) => useView.getState().notify({ tone: 'info', text })
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Imported or read from a file: an example or an empty sheet could be had again, this could not. */
const wasBrought = (project: Project) =>
  project.example === undefined &&
  (project.datasets.length > 0 || project.graphs.some(({ graph }) => graph.variables.length > 0))

/** What stands in the storage as it is, and need not be written again. */
let clean: Project | null = null

/** Opens a project that was saved: to edit, or only to look at where another tab has it. */
function show(project: Project, tab: 'own' | 'elsewhere', touched: boolean) {
  clean = project
  sessionStorage.setItem(TAB_KEY, project.id)
  useProject.getState().open(project, { readOnly: tab !== 'own', touched })
  useSaving.setState({ tab })
}

const tabs = joinTabs({
  async handOver() {
    useProject.getState().setReadOnly(true)
    useSaving.setState({ tab: 'taken' })
    await flush()
  },
  lost() {
    // This tab slept. What it has not saved yet would be refused by the other's save: it becomes a copy.
    const unsaved = useProject.getState().saved !== 'saved'
    useProject.getState().setReadOnly(true)
    useSaving.setState({ tab: 'taken' })
    if (unsaved) keepAsCopy()
  },
})

function noteReading(id: string, name: string, reading: Reading) {
  const note = (restored: Omit<Restored, 'projectId' | 'name'>) =>
    useSaving.setState({ restored: { ...restored, name, projectId: id } })
  if (reading.kind === 'unreadable')
    note({ kind: 'unreadable', reason: reading.reason, savedAt: 0, names: [] })
  if (reading.kind !== 'read') return
  const { savedAt } = reading.generation
  if (reading.instead !== null) note({ kind: 'previous', reason: reading.instead, savedAt, names: [] })
  else if (reading.withoutData.length > 0)
    note({ kind: 'without-data', reason: '', savedAt, names: reading.withoutData })
}

/** The generation that could be read becomes the newest; the damaged one is put aside, so that no save covers it. */
async function promote(id: string) {
  await shelf.update([nowKey(id), beforeKey(id)], ([now, before]) =>
    before === undefined
      ? {}
      : {
          put: [
            ...(now === undefined ? [] : [[damagedKey(id), now] as const]),
            [nowKey(id), { ...(before as object), serial: serialOf(now) }],
          ],
        },
  )
}

/** Opens a project of the list where it can be read; else what was open stays open. */
async function openSaved({ id, name, touched }: ProjectLine): Promise<Reading['kind']> {
  const tab = (await tabs.hold(id)) ? 'own' : 'elsewhere'
  const reading = await readProject(shelf, id)
  useSaving.setState({ restored: null })
  noteReading(id, name, reading)
  if (reading.kind !== 'read') {
    void tabs.hold(present().id)
    return reading.kind
  }
  if (tab === 'own' && reading.instead !== null) await promote(id)
  writer.knows(reading.project, reading.generation)
  show(reading.project, tab, touched)
  return 'read'
}

/** The one project that stood in the storage before there were several; it is saved in today's form at once. */
async function openFormer(): Promise<boolean> {
  const former = await readFormer(shelf)
  if (former.kind === 'nothing') return false
  noteReading('', former.kind === 'read' ? former.project.name : savingText.unnamed, former)
  if (former.kind !== 'read') return false
  await tabs.hold(former.project.id)
  show(former.project, 'own', true)
  await save(former.project, true)
  if (useSaving.getState().failure === null)
    await shelf.update([], (_values, keys) => ({
      drop: [FORMER_KEY, ...[...keys].filter((key) => key.startsWith('dataset '))],
    }))
  return true
}

/**
 * Opens the project that this tab showed last, else the newest. False when the storage holds none that can be
 * read; what is wrong with it stands in the banner then.
 */
export async function restore(): Promise<boolean> {
  try {
    const lines = readList(await shelf.get(LIST_KEY), await shelf.keys())
    useSaving.setState({ projects: lines })
    const last = sessionStorage.getItem(TAB_KEY)
    const line = lines.find(({ id }) => id === last) ?? lines.at(0)
    return line ? (await openSaved(line)) === 'read' : await openFormer()
  } catch (error) {
    useSaving.setState({
      restored: {
        kind: 'no-storage',
        name: '',
        reason: messageOf(error),
        savedAt: 0,
        names: [],
        projectId: null,
      },
    })
    return false
  }
}

let timer: ReturnType<typeof setTimeout> | undefined
let retry: ReturnType<typeof setTimeout> | undefined
/** The newest state of each project that waits to be written. */
const waiting = new Map<string, { readonly project: Project; readonly touched: boolean }>()
let writing: Promise<void> | null = null
/** Projects that this tab showed before the present one. */
const left = new Set<string>()
let lastSaved = 0

function save(project: Project, touched: boolean): Promise<void> {
  waiting.set(project.id, { project, touched: touched || wasBrought(project) })
  writing ??= writeWaiting()
  return writing
}

const savePresent = () => save(present(), useProject.getState().touched)

async function writeWaiting() {
  try {
    for (const [id, { project, touched }] of waiting) {
      waiting.delete(id)
      await writeOne(project, touched)
    }
  } finally {
    writing = null
  }
}

function tryLater() {
  clearTimeout(retry)
  retry = setTimeout(() => void savePresent(), RETRY)
}

async function writeOne(project: Project, touched: boolean) {
  try {
    const { savedAt, withoutData } = await writer.save(project, touched, left)
    if (withoutData.length > 0) {
      await reportFull('graph', withoutData)
      tryLater()
    } else {
      lastSaved = savedAt
      if (useSaving.getState().failure) {
        useSaving.setState({ failure: null })
        notify(savingText.savedAgain)
      }
    }
    if (present() === project) useProject.getState().setSaved(withoutData.length > 0 ? 'partly' : 'saved')
  } catch (error) {
    if (error instanceof SavedElsewhere) return keepAsCopy()
    useProject.getState().setSaved('failed')
    if (isQuotaError(error)) await reportFull('nothing', [])
    else
      useSaving.setState({
        failure: {
          kind: 'other',
          kept: 'nothing',
          names: [],
          message: messageOf(error),
          used: null,
          allowed: null,
          savedAt: lastSaved,
        },
      })
    tryLater()
  }
}

async function reportFull(kept: 'graph' | 'nothing', names: readonly string[]) {
  const { usage = null, quota = null } = (await navigator.storage?.estimate().catch(() => undefined)) ?? {}
  useSaving.setState({
    failure: {
      kind: 'quota',
      kept,
      names,
      message: '',
      used: usage,
      allowed: quota,
      savedAt: lastSaved,
    },
  })
}

/** Goes on with what stands here under a name of its own: another tab's work on the project stays as it is. */
function keepAsCopy() {
  const project = present()
  const name = savingText.otherTabName(project.name)
  workOn({ ...project, name, id: newProjectId() })
  notify(savingText.keptBoth(name))
}

/** The lock of the new name is asked for as for every project that is opened. */
const workOn = (project: Project) => useProject.getState().open(project, { touched: true })

/** A project of its own that starts as this one stands. */
export function workOnCopy() {
  const project = present()
  workOn({ ...project, name: savingText.copyName(project.name), id: newProjectId() })
}

/** Makes this tab the one that edits the project, with everything the other tab has done. */
export async function takeOver() {
  const { id, name } = present()
  await tabs.takeOver(id)
  const reading = await readProject(shelf, id)
  noteReading(id, name, reading)
  if (reading.kind === 'read') {
    writer.knows(reading.project, reading.generation)
    show(reading.project, 'own', true)
  } else {
    useProject.getState().setReadOnly(false)
    useSaving.setState({ tab: 'own' })
  }
}

/** Writes what has changed, now. */
export function flush(): Promise<void> {
  if (timer === undefined) return writing ?? Promise.resolve()
  clearTimeout(timer)
  timer = undefined
  return savePresent()
}

/** Tries once more after a failure. */
export function saveAgain() {
  void savePresent()
}

/** The list of projects, read anew. */
export async function listProjects() {
  const projects = readList(await shelf.get(LIST_KEY), await shelf.keys())
  useSaving.setState({ projects, listOpen: true })
}

/** Opens a project of the list in this tab. What was open is kept. */
export async function openRecent(id: string, name: string) {
  await flush()
  useSaving.setState({ listOpen: false })
  if (id === present().id) return
  const lines = readList(await shelf.get(LIST_KEY), await shelf.keys())
  const line = lines.find((one) => one.id === id)
  if (!line || (await openSaved(line)) === 'nothing') notify(savingText.gone(name))
}

export async function removeProject(id: string, name: string) {
  await shelf.update([LIST_KEY], ([list], keys) => ({
    put: [[LIST_KEY, readList(list, keys).filter((line) => line.id !== id)]],
    drop: [nowKey(id), beforeKey(id), damagedKey(id)],
  }))
  await writer.clear()
  useSaving.setState(({ projects }) => ({ projects: projects.filter((line) => line.id !== id) }))
  notify(savingText.recent.removed(name))
}

/** Everything of a damaged save that the browser still gives, as text. */
export async function readableRest(projectId: string): Promise<string> {
  const keys =
    projectId === '' ? [FORMER_KEY] : [damagedKey(projectId), nowKey(projectId), beforeKey(projectId)]
  const values = await Promise.all(keys.map((key) => shelf.get(key).catch(() => undefined)))
  return JSON.stringify(Object.fromEntries(keys.map((key, i) => [key, values[i]])), null, 1)
}

/** Removes a save that cannot be read. */
export async function forgetDamaged(projectId: string) {
  await shelf.update([LIST_KEY, nowKey(projectId)], ([list, now], keys) => {
    if (projectId === '') return { drop: [FORMER_KEY] }
    const isOpen = projectId === present().id
    return isOpen || now === undefined
      ? { drop: [damagedKey(projectId)] }
      : {
          put: [[LIST_KEY, readList(list, keys).filter((line) => line.id !== projectId)]],
          drop: [damagedKey(projectId), nowKey(projectId), beforeKey(projectId)],
        }
  })
  useSaving.setState({ restored: null })
}

let askedToPersist = false

/** Asks the browser once not to clear the storage when the disk runs low, as soon as there are data to lose. */
function askToPersist(project: Project) {
  if (askedToPersist || project.datasets.length === 0 || project.example !== undefined) return
  askedToPersist = true
  void navigator.storage?.persist?.().catch(() => false)
}

function onLeft({ history, touched, readOnly }: ReturnType<typeof useProject.getState>) {
  const project = history.present
  if (timer !== undefined) void save(project, touched)
  clearTimeout(timer)
  timer = undefined
  left.add(project.id)
  if (readOnly || !(touched || wasBrought(project))) return
  useView.getState().notify({
    tone: 'info',
    text: savingText.kept(project.name),
    action: { label: savingText.bringBack, run: () => void openRecent(project.id, project.name) },
  })
}

/** Saves after each change, one save at a time; returns the way to stop. */
export function startSaving(): () => void {
  // An example that was opened because there was nothing to restore.
  if (!useProject.getState().readOnly) void tabs.hold(present().id)
  const stop = useProject.subscribe((state, before) => {
    const project = state.history.present
    if (project === before.history.present) return
    if (project.id !== before.history.present.id) {
      onLeft(before)
      sessionStorage.setItem(TAB_KEY, project.id)
      if (!state.readOnly) useSaving.setState({ tab: 'own' })
      if (!state.readOnly) void tabs.hold(project.id)
    }
    askToPersist(project)
    if (project === clean) return state.setSaved('saved')
    state.setSaved('saving')
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), DELAY)
    return undefined
  })
  const onHide = () => void flush()
  document.addEventListener('visibilitychange', onHide)
  addEventListener('pagehide', onHide)
  // Columns that a killed page left behind.
  const tidy = setTimeout(() => void writer.clear().catch(() => undefined), 20_000)
  return () => {
    stop()
    onHide()
    clearTimeout(tidy)
    clearTimeout(retry)
    document.removeEventListener('visibilitychange', onHide)
    removeEventListener('pagehide', onHide)
  }
}
