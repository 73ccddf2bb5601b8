import { fail, succeed, type Result } from '../../base/result'
import type { ColumnKind, ColumnRole } from '../../engine/data/dataset'
import type { DataStep, StepAction } from '../../engine/data/steps/step'
import { variableNamed, type CausalGraph } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import type { DataEntry, Project } from '../project'
import { stepLabel } from '../step-label'

interface InData {
  readonly datasetId: string
}

interface OfStep extends InData {
  readonly id: string
}

function editSteps(
  project: Project,
  datasetId: string,
  edit: (steps: readonly DataStep[]) => Result<readonly DataStep[]>,
): Result<Project> {
  const entry = project.datasets.find(({ source }) => source.id === datasetId)
  if (!entry) return fail('unknown-data', 'These data are no longer in the project.')
  const steps = edit(entry.steps)
  if (!steps.ok) return steps
  if (steps.value === entry.steps) return succeed(project)
  const changed: DataEntry = { ...entry, steps: steps.value }
  const datasets = project.datasets.map((other) => (other === entry ? changed : other))
  return succeed({ ...project, datasets })
}

const stepOf = (project: Project, { datasetId, id }: OfStep): DataStep | undefined =>
  project.datasets.find(({ source }) => source.id === datasetId)?.steps.find((step) => step.id === id)

const gone = fail('unknown-step', 'That step is no longer there.')

/** Ids name steps in problems and forms; they are never given twice within one list. */
function freshId(steps: readonly DataStep[]): string {
  const taken = new Set(steps.map(({ id }) => id))
  let n = steps.length + 1
  while (taken.has(`step-${n}`)) n++
  return `step-${n}`
}

/** A variable follows its column to the new name, wherever that is free; what is known of it follows too. */
function renameEverywhere(project: Project, from: string, to: string): Project {
  if (from === to) return project
  const inGraph = (graph: CausalGraph): CausalGraph => {
    const variable = variableNamed(graph, from)
    if (!variable || variableNamed(graph, to)) return graph
    const variables = graph.variables.map((other) => (other === variable ? { ...other, name: to } : other))
    return { ...graph, variables }
  }
  const name = (known: string) => (known === from ? to : known)
  const pair = ([cause, effect]: readonly [string, string]): [string, string] => [name(cause), name(effect)]
  const { tiers, required, forbidden } = project.knowledge
  return {
    ...project,
    graphs: project.graphs.map((entry) => ({ ...entry, graph: inGraph(entry.graph) })),
    knowledge: {
      tiers: tiers.map((tier) => tier.map(name)),
      required: required.map(pair),
      forbidden: forbidden.map(pair),
    },
  }
}

const follow = (result: Result<Project>, from: string, to: string): Result<Project> =>
  result.ok ? succeed(renameEverywhere(result.value, from.trim(), to.trim())) : result

/** Adds a step at the end. A kind or role chosen twice in a row for one column is one step. */
export const addStep = defineCommand<InData & { step: StepAction }>({
  id: 'add-step',
  label: (_project, args) => stepLabel(args.step),
  apply: (project, { datasetId, step }) => {
    const added = editSteps(project, datasetId, (steps) => {
      const last = steps.at(-1)
      const replaces =
        (step.type === 'kind' || step.type === 'role') &&
        last?.type === step.type &&
        last.column === step.column
      const kept = replaces ? steps.slice(0, -1) : steps
      return succeed([...kept, { ...step, id: replaces ? last.id : freshId(steps) }])
    })
    return step.type === 'rename' ? follow(added, step.column, step.to) : added
  },
})

export const changeStep = defineCommand<OfStep & { step: StepAction }>({
  id: 'change-step',
  label: (_project, args) => `Change a step: ${stepLabel(args.step)}`,
  apply: (project, args) => {
    const before = stepOf(project, args)
    const changed = editSteps(project, args.datasetId, (steps) =>
      before ? succeed(steps.map((step) => (step === before ? { ...args.step, id: args.id } : step))) : gone,
    )
    if (before?.type !== 'rename' || args.step.type !== 'rename') return changed
    return follow(changed, before.to, args.step.to)
  },
})

/** `to` counts from 0 and is the place the step has afterwards; places beyond the ends are the ends. */
export const moveStep = defineCommand<OfStep & { to: number }>({
  id: 'move-step',
  label: (project, args) => {
    const step = stepOf(project, args)
    return step ? `Move a step: ${stepLabel(step)}` : 'Move a step'
  },
  apply: (project, args) =>
    editSteps(project, args.datasetId, (steps) => {
      const from = steps.findIndex((step) => step.id === args.id)
      if (from < 0) return gone
      const to = Math.max(0, Math.min(steps.length - 1, args.to))
      if (to === from) return succeed(steps)
      const others = steps.filter((_, at) => at !== from)
      return succeed([...others.slice(0, to), steps[from], ...others.slice(to)])
    }),
})

export const removeStep = defineCommand<OfStep>({
  id: 'remove-step',
  label: (project, args) => {
    const step = stepOf(project, args)
    return step ? `Remove a step: ${stepLabel(step)}` : 'Remove a step'
  },
  apply: (project, args) => {
    const before = stepOf(project, args)
    const removed = editSteps(project, args.datasetId, (steps) =>
      before ? succeed(steps.filter((step) => step !== before)) : gone,
    )
    return before?.type === 'rename' ? follow(removed, before.to, before.column) : removed
  },
})

/** A kind or role chosen in the data rail is a step like any other: seen, moved, undone, saved. */
export const columnStep = (
  column: string,
  change: { readonly kind: ColumnKind } | { readonly role: ColumnRole },
): StepAction =>
  'kind' in change ? { type: 'kind', column, ...change } : { type: 'role', column, ...change }
