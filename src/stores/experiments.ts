import { create } from 'zustand'
import type { Problem, Result } from '../base/result'
import { activeEntry, freshRevision } from '../document/project'
import type { Dataset } from '../engine/data/dataset'
import type { Experiment } from '../engine/data/regimes/combine-datasets'
import { guessTarget, labelOfFile } from '../engine/data/regimes/guess-target'
import { experimentsText as text } from '../text/experiments'
import { takeIn } from './importing'
import { runJob, useJobs } from './jobs'
import { useProject } from './project'
import { useView } from './view'

/** A file among those that are put under one another. */
export interface ExperimentFile extends Experiment {
  readonly id: string
  /** Data combined before keep the labels and targets of their rows. */
  readonly combined: boolean
}

interface Experiments {
  readonly files: readonly ExperimentFile[]
  /** Id of the data of the project that they join; null when they replace them. */
  readonly joins: string | null
  /** Names of the files under way. */
  readonly reading: readonly string[]
  readonly jobId: string | null
  readonly combining: boolean
  readonly problems: readonly Problem[]
}

const nothing: Experiments = {
  files: [],
  joins: null,
  reading: [],
  jobId: null,
  combining: false,
  problems: [],
}

export const useExperiments = create<Experiments>()(() => nothing)

const namesOf = (dataset: Dataset) =>
  dataset.columns.filter(({ role }) => role === 'variable' || role === 'left-out').map(({ name }) => name)

function fileOf(dataset: Dataset, id: string): ExperimentFile {
  const combined = dataset.columns.some(({ role }) => role === 'regime' || role === 'intervention-target')
  const target = combined ? null : guessTarget(dataset.name, namesOf(dataset))
  return { id, dataset, label: labelOfFile(dataset.name), target, combined }
}

/** Opens the panel with these files; `with` says whether they join the data of the project. */
export async function openExperiments(files: readonly File[], together: 'alone' | 'with-current') {
  const entry = activeEntry(useProject.getState().history.present)
  const current = together === 'with-current' && entry ? entry.source : null
  useExperiments.setState({
    ...nothing,
    files: current ? [fileOf(current, 'current')] : [],
    joins: current?.id ?? null,
  })
  useView.getState().setStage('experiments')
  await addExperiments(files)
}

/** Reads further files as the reader suggests; one that cannot be read costs no other. */
export async function addExperiments(files: readonly File[]) {
  if (files.length === 0) return
  const names = files.map(({ name }) => name)
  useExperiments.setState({ reading: names, problems: [] })
  try {
    const read = await runJob(
      text.readingJob(files.length),
      'import-files',
      { files },
      {
        role: 'files',
        onStart: (jobId) => useExperiments.setState({ jobId }),
      },
    )
    useExperiments.setState(({ files: before, reading }) => {
      if (!read || reading !== names) return { reading: [], jobId: null }
      const added = read.flatMap((result) => (result.ok ? [fileOf(result.value, crypto.randomUUID())] : []))
      return {
        files: [...before, ...added],
        reading: [],
        jobId: null,
        problems: read.flatMap((result, at) => unreadable(result, names[at])),
      }
    })
  } catch (error) {
    useExperiments.setState({ reading: [], jobId: null, problems: crashed(error) })
  }
}

const unreadable = (result: Result<Dataset>, name: string): readonly Problem[] =>
  result.ok
    ? []
    : result.problems.map((problem) => ({ ...problem, message: text.unreadable(name, problem.message) }))

const crashed = (error: unknown): readonly Problem[] => [
  { code: 'crash', message: text.crashed(error instanceof Error ? error.message : String(error)) },
]

export function describeExperiment(id: string, change: Partial<Pick<Experiment, 'label' | 'target'>>) {
  useExperiments.setState(({ files }) => ({
    files: files.map((file) => (file.id === id ? { ...file, ...change } : file)),
    problems: [],
  }))
}

export function removeExperiment(id: string) {
  useExperiments.setState(({ files, joins }) => ({
    files: files.filter((file) => file.id !== id),
    joins: id === 'current' ? null : joins,
    problems: [],
  }))
}

/** Puts the files under one another and makes them the data of the project; steps done to data that they join stay. */
export async function combineExperiments() {
  const { files, joins } = useExperiments.getState()
  useExperiments.setState({ combining: true, problems: [] })
  const id = joins ?? crypto.randomUUID()
  const name = files[0].combined
    ? files[0].dataset.name
    : text.combinedName(files[0].dataset.name, files.length)
  const experiments = files.map(({ dataset, label, target }) => ({ dataset, label, target }))
  try {
    const combined = await runJob(
      text.combineJob(files.length),
      'combine-experiments',
      { experiments, id, name },
      {
        onStart: (jobId) => useExperiments.setState({ jobId }),
      },
    )
    if (combined?.ok) {
      useExperiments.setState(nothing)
      takeIn({ ...combined.value, revision: freshRevision() })
    } else useExperiments.setState({ combining: false, jobId: null, problems: combined?.problems ?? [] })
  } catch (error) {
    useExperiments.setState({ combining: false, jobId: null, problems: crashed(error) })
  }
}

export function closeExperiments() {
  const { jobId } = useExperiments.getState()
  if (jobId) useJobs.getState().cancel(jobId)
  useExperiments.setState(nothing)
  useView.getState().setStage('canvas')
}
