import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { succeed, valueOf } from '../base/result'
import { addStep, moveStep, removeStep } from '../document/commands/data-commands'
import { renameProject, setDataset } from '../document/commands/project-commands'
import { activeEntry, createProject } from '../document/project'
import type { Dataset } from '../engine/data/dataset'
import { datasetFromColumns } from '../engine/data/from-columns'
import { runSteps } from '../engine/data/steps/apply-steps'
import type { DataStep, StepAction } from '../engine/data/steps/step'
import { packOutcome } from '../engine/data/steps/transfer'
import { datasetOf, isWaitingForData, startDeriving, useDerivations } from './data'
import { useProject } from './project'

interface Asked {
  readonly steps: readonly DataStep[]
  answer(): Promise<void>
  crash(): Promise<void>
}

/** What the worker was asked and has not answered yet, oldest first. */
const asked: Asked[] = []

vi.mock('./jobs', () => ({
  callEngine: (
    _role: string,
    _kind: string,
    { steps }: { steps: readonly DataStep[] },
    { dataset }: { dataset: Dataset },
  ) =>
    new Promise((resolve, reject) => {
      const settled = () => new Promise<void>((done) => setTimeout(done))
      asked.push({
        steps,
        answer() {
          resolve(succeed(structuredClone(packOutcome(runSteps(dataset, steps), dataset))))
          return settled()
        },
        crash() {
          reject(new Error('gone'))
          return settled()
        },
      })
    }),
}))

const dataset = {
  ...valueOf(datasetFromColumns({ age: [34, 51, 68, 20], dose: [1, 2, 2, 1] })),
  id: 'd',
}

const project = () => useProject.getState().history.present
const run = useProject.getState().run
const add = (step: StepAction) => valueOf(run(addStep, { datasetId: 'd', step }))
const rows = () => datasetOf(project())?.rows ?? null

const old = { type: 'filter', formula: 'age > 30' } as const
const older = { type: 'filter', formula: 'age > 50' } as const

let stop: () => void

beforeEach(() => {
  asked.length = 0
  useDerivations.setState({ wanted: null, known: [], problems: [], change: null })
  useProject.getState().open(createProject('p'))
  valueOf(run(setDataset, { dataset }))
  stop = startDeriving()
})

afterEach(() => stop())

test('without steps the source itself is used; with steps it waits for the worker', async () => {
  expect(datasetOf(project())).toBe(dataset)
  add(old)
  expect([rows(), isWaitingForData(project())]).toEqual([null, true])
  await asked[0].answer()
  expect([rows(), isWaitingForData(project())]).toEqual([3, false])
  expect(datasetOf(project())!.stepsKey).toContain('age > 30')
  useProject.getState().undo()
  expect(datasetOf(project())).toBe(dataset)
  useProject.getState().redo()
  expect([rows(), asked.length]).toEqual([3, 1])
})

test('whichever answer comes last, the data are those of the steps as they stand', async () => {
  add(old)
  add(older)
  await asked[1].answer()
  expect(rows()).toBe(2)
  await asked[0].answer()
  expect(rows()).toBe(2)
})

test('a step that cannot be done leaves no data to compute with, and the list what was done before', async () => {
  add(old)
  add({ type: 'drop', columns: ['weight'] })
  await asked[1].answer()
  expect([rows(), isWaitingForData(project())]).toEqual([null, true])
  const { outcome } = useDerivations.getState().known.at(-1)!
  expect(outcome.effects.map(({ rowsAfter }) => rowsAfter)).toEqual([3])
  const failed = activeEntry(project())!.steps[1]
  expect(outcome.problems[0].where?.token).toBe(failed.id)
  valueOf(run(removeStep, { datasetId: 'd', id: failed.id }))
  await asked[2].answer()
  expect(rows()).toBe(3)
})

test('a worker that dies is said, and the next edit asks again', async () => {
  add(old)
  await asked[0].crash()
  expect(useDerivations.getState().problems[0].message).toBe('The steps could not be applied: gone')
  add(older)
  await asked[1].answer()
  expect([rows(), useDerivations.getState().problems]).toEqual([2, []])
})

test('the edit that changed the data is remembered until something else is edited', async () => {
  add(old)
  add({ type: 'derive', into: 'decade', formula: 'floor(age / 10)' })
  const [first] = activeEntry(project())!.steps
  valueOf(run(moveStep, { datasetId: 'd', id: first.id, to: 1 }))
  expect(useDerivations.getState().change).toMatchObject({ step: 1, what: 'changed' })
  valueOf(run(renameProject, { name: 'other' }))
  expect(useDerivations.getState().change).toBeNull()
})

test('only the newest few are kept', async () => {
  for (const [i, age] of [10, 21, 35, 52, 60].entries()) {
    add({ type: 'filter', formula: `age > ${age}` })
    await asked[i].answer()
  }
  expect(useDerivations.getState().known).toHaveLength(3)
  for (let i = 0; i < 4; i++) useProject.getState().undo()
  await asked.at(-1)!.answer()
  expect(rows()).toBe(4)
})
