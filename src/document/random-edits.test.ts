import { expect, test } from 'vitest'
import { createRandom } from '../base/random'
import { edgeId } from '../engine/graph/graph'
import { validateGraph } from '../engine/graph/validate'
import { valueOf } from '../base/result'
import type { Command } from './command'
import { HISTORY_DEPTH, record, redo, startHistory, travel, undo, type History } from './history'
import { createProject, type Project } from './project'
import { readProjectFile, writeProjectFile } from './project-file'
import { drawArguments } from './random-edits.testing'

const isCommand = (value: unknown): value is Command<unknown> =>
  typeof value === 'object' && value !== null && 'apply' in value && 'label' in value && 'id' in value

const modules = import.meta.glob<Record<string, unknown>>(
  ['./commands/*.ts', '!./commands/*.test.ts', '!./commands/*.testing.ts'],
  { eager: true },
)
const commands = new Map(
  Object.values(modules)
    .flatMap((module) => Object.values(module).filter(isCommand))
    .map((command) => [command.id, command]),
)

test('every command has arguments to be tried with', () => {
  expect(Object.keys(drawArguments).toSorted()).toEqual([...commands.keys()].toSorted())
})

/** What holds for every project that commands can lead to. */
function expectSound(project: Project, what: string) {
  expect(project.graphs.length, what).toBeGreaterThan(0)
  expect(new Set(project.graphs.map(({ id }) => id)).size, what).toBe(project.graphs.length)
  for (const { graph, layout, bends, groups, notes, lanes } of project.graphs) {
    expect(validateGraph(graph), what).toEqual([])
    const ids = new Set<string>(graph.variables.map(({ id }) => id))
    const edges = new Set<string>(graph.edges.map(edgeId))
    expect(
      Object.keys(layout).filter((id) => !ids.has(id)),
      what,
    ).toEqual([])
    expect(
      Object.keys(bends).filter((id) => !edges.has(id)),
      what,
    ).toEqual([])
    const members = groups.flatMap((group) => group.members)
    expect(
      members.filter((id) => !ids.has(id)),
      what,
    ).toEqual([])
    expect(new Set(members).size, what).toBe(members.length)
    expect(new Set(notes.map(({ id }) => id)).size, what).toBe(notes.length)
    for (const place of [...Object.values(layout), ...notes.map(({ at }) => at)])
      expect(Number.isFinite(place.x) && Number.isFinite(place.y), what).toBe(true)
    for (const x of lanes?.dividers ?? []) expect(Number.isFinite(x), what).toBe(true)
  }
}

/** Many edits in a row, with undos and redos between; every state is looked at. */
function edit(seed: number, steps: number, look: (project: Project, history: History, what: string) => void) {
  const random = createRandom(seed)
  const ids = Object.keys(drawArguments).filter((id) => commands.has(id))
  const done = new Map<string, number>()
  let history = startHistory(createProject('p'))
  for (let step = 0; step < steps; step++) {
    const dice = random.uniform()
    let what = `seed ${seed}, step ${step}: `
    if (dice < 0.12) {
      what += 'undo'
      history = undo(history)
    } else if (dice < 0.2) {
      what += 'redo'
      history = redo(history)
    } else if (dice < 0.22) {
      what += 'travel'
      history = travel(history, random.integer(9) - 6)
    } else {
      const id = ids[random.integer(ids.length)]
      const command = commands.get(id)!
      const args = drawArguments[id](history.present, random)
      what += `${id} ${JSON.stringify(args)}`
      const label = command.label(history.present, args)
      expect(label.length, what).toBeGreaterThan(0)
      const result = command.apply(history.present, args)
      if (result.ok) {
        if (result.value !== history.present) done.set(id, (done.get(id) ?? 0) + 1)
        history = record(history, label, result.value)
      } else expect(result.problems[0].message, what).toMatch(/\w/)
    }
    look(history.present, history, what)
  }
  return { history, done }
}

test('500 random edits, undos and redos over all commands keep every project sound, with a bounded history', () => {
  const done = new Map<string, number>()
  for (const seed of [1, 2, 3, 4, 5, 7]) {
    const run = edit(seed, 500, (project, history, what) => {
      expectSound(project, what)
      expect(history.past.length, what).toBeLessThanOrEqual(HISTORY_DEPTH)
      expect(history.past.length + history.future.length, what).toBeLessThanOrEqual(2 * HISTORY_DEPTH)
    })
    for (const [id, count] of run.done) done.set(id, (done.get(id) ?? 0) + count)
  }
  // No command is only ever refused.
  expect(Object.keys(drawArguments).filter((id) => !done.has(id))).toEqual([])
})

test('redo takes back exactly what undo took back, to the very same projects', () => {
  edit(5, 300, (present, history) => {
    if (history.past.length > 0) expect(redo(undo(history)).present).toBe(present)
    if (history.future.length > 0) expect(undo(redo(history)).present).toBe(present)
  })
  const { history } = edit(6, 500, () => undefined)
  const { past, present } = history
  expect(travel(travel(history, -past.length), past.length).present).toBe(present)
})

test('every project that edits lead to is written to a file and read back the same', () => {
  edit(7, 250, (project, _history, what) => {
    expect(valueOf(readProjectFile(writeProjectFile(project))), what).toEqual(project)
  })
})

test('the same seed ends at the same project', () => {
  const [first, second] = [1, 2].map(() => writeProjectFile(edit(8, 500, () => undefined).history.present))
  const withoutRevision = (text: string) => text.replaceAll(/"revision":\d+/g, '')
  expect(withoutRevision(first)).toBe(withoutRevision(second))
})
