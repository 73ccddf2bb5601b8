import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { datasetFromColumns } from '../../engine/data/from-columns'
import { runSteps } from '../../engine/data/steps/apply-steps'
import type { StepAction } from '../../engine/data/steps/step'
import { dagitty } from '../../engine/formats/dagitty'
import type { Command } from '../command'
import { record, redo, startHistory, travel, undo } from '../history'
import { activeEntry, createProject, type Project } from '../project'
import { readProjectFile, writeProjectFile } from '../project-file'
import { changeBetween } from '../step-change'
import { addStep, changeStep, columnStep, moveStep, removeStep } from './data-commands'
import { mergeGraph } from './graph-commands'
import { setDataset } from './project-commands'

const dataset = {
  ...valueOf(
    datasetFromColumns(
      { age: [34, 51, null, 68, 20], city: ['York', 'Leeds', 'Hull', 'Hull', null], dose: [1, 2, 1, 3, 2.5] },
      { kinds: { city: 'nominal' } },
    ),
  ),
  id: 'd',
}

function apply<Args>(project: Project, command: Command<Args>, args: Args): Project {
  return valueOf(command.apply(project, args))
}

const withData = apply(createProject('p'), setDataset, { dataset })
const add = (project: Project, step: StepAction) => apply(project, addStep, { datasetId: 'd', step })
const stepsOf = (project: Project) => activeEntry(project)!.steps
const typesOf = (project: Project) => stepsOf(project).map(({ type }) => type)

const filter = { type: 'filter', formula: 'age > 30' } as const
const derive = { type: 'derive', into: 'decade', formula: 'floor(age / 10)' } as const
const drop = { type: 'drop', columns: ['dose'] } as const

test('steps are added, moved, changed and removed; the source is never touched', () => {
  let project = [filter, derive, drop].reduce(add, withData)
  const [first, second] = stepsOf(project)
  project = apply(project, moveStep, { datasetId: 'd', id: first.id, to: 2 })
  expect(typesOf(project)).toEqual(['derive', 'drop', 'filter'])
  project = apply(project, moveStep, { datasetId: 'd', id: first.id, to: 99 })
  expect(typesOf(project)).toEqual(['derive', 'drop', 'filter'])
  project = apply(project, changeStep, {
    datasetId: 'd',
    id: first.id,
    step: { type: 'filter', formula: 'age > 50' },
  })
  expect(stepsOf(project).at(-1)).toEqual({ id: first.id, type: 'filter', formula: 'age > 50' })
  project = apply(project, removeStep, { datasetId: 'd', id: second.id })
  expect(typesOf(project)).toEqual(['drop', 'filter'])
  expect(activeEntry(project)!.source).toBe(dataset)
  project = add(project, derive)
  expect(new Set(stepsOf(project).map(({ id }) => id)).size).toBe(3)
})

test('a step that is gone and data that are gone are said', () => {
  const gone = moveStep.apply(withData, { datasetId: 'd', id: 'x', to: 0 })
  expect(gone.ok ? '' : gone.problems[0].code).toBe('unknown-step')
  const other = addStep.apply(withData, { datasetId: 'e', step: filter })
  expect(other.ok ? '' : other.problems[0].code).toBe('unknown-data')
})

test('a kind chosen twice in a row is one step, chosen later again it is another', () => {
  let project = add(withData, columnStep('dose', { kind: 'count' }))
  project = add(project, columnStep('dose', { kind: 'ordinal' }))
  expect(stepsOf(project)).toMatchObject([{ type: 'kind', kind: 'ordinal' }])
  project = add(project, columnStep('dose', { role: 'left-out' }))
  project = add(project, columnStep('dose', { kind: 'nominal' }))
  expect(typesOf(project)).toEqual(['kind', 'role', 'kind'])
})

test('the variable and what is known of it follow a renamed column, also back', () => {
  const graph = valueOf(dagitty.read('dag { age -> dose city -> dose }')).graph
  let project = apply(withData, mergeGraph, { graphId: 'mine', graph })
  project = {
    ...project,
    knowledge: { tiers: [['age'], ['dose']], required: [['age', 'dose']], forbidden: [] },
  }
  const names = () => project.graphs[0].graph.variables.map(({ name }) => name).toSorted()
  project = add(project, { type: 'rename', column: 'age', to: 'years' })
  expect(names()).toEqual(['city', 'dose', 'years'])
  expect(project.knowledge).toEqual({
    tiers: [['years'], ['dose']],
    required: [['years', 'dose']],
    forbidden: [],
  })
  const [{ id }] = stepsOf(project)
  const step = { type: 'rename', column: 'age', to: 'Alter' } as const
  project = apply(project, changeStep, { datasetId: 'd', id, step })
  expect(names()).toEqual(['Alter', 'city', 'dose'])
  project = apply(project, removeStep, { datasetId: 'd', id })
  expect(names()).toEqual(['age', 'city', 'dose'])
  // Where the new name is taken the variable keeps its own.
  project = add(project, { type: 'rename', column: 'age', to: 'city' })
  expect(names()).toEqual(['age', 'city', 'dose'])
})

const all: readonly StepAction[] = [
  filter,
  derive,
  drop,
  {
    type: 'recode',
    column: 'city',
    into: 'place',
    values: [{ from: ['Hull'], to: null }],
    others: 'keep',
    kind: 'nominal',
  },
  { type: 'bin', column: 'age', into: 'class', cuts: { by: 'points', points: [30, 50.5] } },
  { type: 'bin', column: 'age', into: 'third', cuts: { by: 'quantiles', classes: 3 } },
  { type: 'rename', column: 'city', to: 'town' },
  { type: 'kind', column: 'dose', kind: 'ordinal' },
  { type: 'role', column: 'dose', role: 'weight' },
  { type: 'randomised', variable: 'dose', formula: '' },
]

test('every step comes back from a saved project as it was', () => {
  const project = all.reduce(add, withData)
  const back = valueOf(readProjectFile(writeProjectFile(project)))
  expect(stepsOf(back)).toEqual(stepsOf(project))
  expect(activeEntry(back)!.source).toEqual(dataset)
})

/** What people see. */
const derived = (project: Project) => {
  const { source, steps } = activeEntry(project)!
  const { dataset: after, effects, problems } = runSteps(source, steps)
  const columns = after.columns.map(({ name, values, levels }) => [
    name,
    Array.from(values, (v) => levels?.[v] ?? v),
  ])
  return JSON.stringify([columns, effects.map(({ sentence }) => sentence), problems.length])
}

test('undo and redo lead through the same data', () => {
  const action = fc.constantFrom(...all)
  const edit = fc.oneof(
    action.map((step) => ({ kind: 'add' as const, step })),
    fc.tuple(fc.nat(9), fc.nat(9)).map(([at, to]) => ({ kind: 'move' as const, at, to })),
    fc.tuple(fc.nat(9), action).map(([at, step]) => ({ kind: 'change' as const, at, step })),
    fc.nat(9).map((at) => ({ kind: 'remove' as const, at })),
  )
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      let history = startHistory(withData)
      const seen = [derived(history.present)]
      for (const one of edits) {
        const before = history.present
        const steps = stepsOf(before)
        const id = 'at' in one ? (steps[one.at % Math.max(1, steps.length)]?.id ?? 'none') : ''
        const result =
          one.kind === 'add'
            ? addStep.apply(before, { datasetId: 'd', step: one.step })
            : one.kind === 'move'
              ? moveStep.apply(before, { datasetId: 'd', id, to: one.to })
              : one.kind === 'change'
                ? changeStep.apply(before, { datasetId: 'd', id, step: one.step })
                : removeStep.apply(before, { datasetId: 'd', id })
        if (!result.ok || result.value === before) continue
        history = record(history, one.kind, result.value)
        seen.push(derived(history.present))
      }
      const newest = seen.length - 1
      for (let n = newest - 1; n >= 0; n--) {
        history = undo(history)
        expect(derived(history.present)).toBe(seen[n])
      }
      history = redo(history)
      expect(derived(history.present)).toBe(seen[Math.min(1, newest)])
      history = travel(history, newest)
      expect(derived(history.present)).toBe(seen[newest])
    }),
    { numRuns: 200, seed: 5 },
  )
})

test('the first step that differs is named, and whether it came, went or changed', () => {
  const numbered = (steps: readonly StepAction[]) => steps.map((step, i) => ({ ...step, id: `s${i}` }))
  const change = (before: readonly StepAction[], after: readonly StepAction[]) =>
    changeBetween(numbered(before), numbered(after))
  expect(change([filter, drop], [filter, drop])).toBeNull()
  expect(change([filter], [filter, drop])).toEqual({ step: 2, what: 'added' })
  expect(change([filter, drop], [filter, derive, drop])).toEqual({ step: 2, what: 'added' })
  expect(change([filter, derive, drop], [derive, drop])).toEqual({ step: 1, what: 'removed' })
  expect(change([filter, drop], [drop, filter])).toEqual({ step: 1, what: 'changed' })
  expect(change([filter, drop], [filter, { ...drop, columns: ['age'] }])).toEqual({
    step: 2,
    what: 'changed',
  })
})
