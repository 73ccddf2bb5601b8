import { expect, test } from 'vitest'
import { record, startHistory, travel, undo } from '../../document/history'
import { createProject } from '../../document/project'
import { logSteps } from './log-steps'

const named = (name: string) => createProject('p', name)

function three() {
  let history = startHistory(named('start'))
  for (const name of ['one', 'two', 'three']) history = record(history, name, named(name))
  return history
}

test('each state says how far away it is', () => {
  const history = undo(three())
  expect(logSteps(history).map(({ label, distance }) => `${label} ${distance}`)).toEqual([
    'three 1',
    'two 0',
    'one -1',
    'null -2',
  ])
})

test('travelling the distance of a step leads to the state right after it', () => {
  const history = undo(three())
  for (const { label, distance } of logSteps(history))
    expect(travel(history, distance).present.name).toBe(label ?? 'start')
})
