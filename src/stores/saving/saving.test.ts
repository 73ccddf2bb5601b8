import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/random'
import { createProject, type Project } from '../../document/project'
import { variableId, type Variable } from '../../engine/graph/graph'
import { createMemoryShelf, Killed } from './memory-shelf.testing'
import { beforeKey, CHUNK_ROWS, damagedKey, isColumn, LIST_KEY, nowKey, readList } from './records'
import { readFormer, readProject } from './read-project'
import { createWriter, SavedElsewhere } from './write-project'

function clockAt(start: number) {
  let now = start
  return { now: () => (now += 1000), pause: () => Promise.resolve(), sleep: (ms: number) => (now += ms) }
}

const none: ReadonlySet<string> = new Set()

const variable = (name: string): Variable => ({ id: variableId(name), name })

function withVariables(project: Project, count: number): Project {
  const variables = Array.from({ length: count }, (_, i) => variable(`V${i}`))
  const [first] = project.graphs
  return { ...project, graphs: [{ ...first, graph: { ...first.graph, variables } }] }
}

function withData(project: Project, seed: number, columns = 3, rows = 50): Project {
  const random = createRandom(seed)
  const source = {
    id: 'd',
    name: 'd.csv',
    revision: seed,
    rows,
    log: ['read'],
    columns: Array.from({ length: columns }, (_, i) => ({
      name: `c${i}`,
      kind: 'continuous' as const,
      role: 'variable' as const,
      values: Float64Array.from({ length: rows }, () =>
        random.uniform() < 0.1 ? Number.NaN : random.uniform(),
      ),
    })),
  }
  return { ...project, datasets: [{ source, steps: [] }] }
}

const columnsIn = (stored: ReadonlyMap<string, unknown>) => [...stored.keys()].filter(isColumn)

describe('a save', () => {
  it('gives back the same project, columns included', async () => {
    const { shelf } = createMemoryShelf()
    const project = withData(withVariables(createProject('p'), 4), 1)
    await createWriter(shelf, clockAt(1e12)).save(project, true, none)
    const reading = await readProject(shelf, 'p')
    expect(reading.kind === 'read' && reading.project).toEqual(project)
  })

  it('writes each column once, whatever happens to the graph or to the kind of the column', async () => {
    const { shelf, stored } = createMemoryShelf()
    const writer = createWriter(shelf, clockAt(1e12))
    const project = withData(createProject('p'), 1)
    await writer.save(project, true, none)
    const first = columnsIn(stored)
    const [{ source, steps }] = project.datasets
    const columns = source.columns.map((column) => ({ ...column, kind: 'ordinal' as const }))
    const relabelled = { ...project, datasets: [{ source: { ...source, revision: 2, columns }, steps }] }
    await writer.save(withVariables(relabelled, 3), true, none)
    expect(columnsIn(stored)).toEqual(first)
  })

  it('cuts long columns, and copies shared memory', async () => {
    const { shelf, stored } = createMemoryShelf()
    const rows = CHUNK_ROWS + 5
    const values = new Float64Array(new SharedArrayBuffer(rows * 8))
    values.fill(2.5)
    const base = withData(createProject('p'), 1, 1, rows)
    const source = {
      ...base.datasets[0].source,
      columns: [{ ...base.datasets[0].source.columns[0], values }],
    }
    await createWriter(shelf, clockAt(1e12)).save({ ...base, datasets: [{ source, steps: [] }] }, true, none)
    expect(columnsIn(stored)).toHaveLength(2)
    const reading = await readProject(shelf, 'p')
    const read = reading.kind === 'read' ? reading.project.datasets[0].source.columns[0].values : null
    expect(read?.length).toBe(rows)
    expect(read?.at(-1)).toBe(2.5)
  })

  it('removes columns only when neither generation refers to them', async () => {
    const { shelf, stored } = createMemoryShelf()
    const writer = createWriter(shelf, clockAt(1e12))
    const old = withData(createProject('p'), 1)
    await writer.save(old, true, none)
    const fresh = withData(createProject('p'), 2)
    await writer.save(fresh, true, none)
    expect(columnsIn(stored)).toHaveLength(6)
    await writer.save(withVariables(fresh, 1), true, none)
    expect(columnsIn(stored)).toHaveLength(3)
    // An undo to the old data writes them again.
    await writer.save(old, true, none)
    const reading = await readProject(shelf, 'p')
    expect(reading.kind === 'read' && reading.project).toEqual(old)
  })

  it('killed after any transaction leaves the last or the one-before-last save, never less', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = createRandom(seed)
      const disk = createMemoryShelf()
      const clock = clockAt(1e12)
      let writer = createWriter(disk.shelf, clock)
      let completed: Project | null = null
      let project = createProject('p')
      for (let step = 1; step <= 12; step++) {
        project = random.uniform() < 0.5 ? withData(project, seed * 100 + step) : withVariables(project, step)
        if (random.uniform() < 0.5) disk.killAfter(random.integer(8))
        try {
          await writer.save(project, true, none)
          completed = project
        } catch (error) {
          expect(error).toBeInstanceOf(Killed)
        }
        disk.revive()
        const reading = await readProject(disk.shelf, 'p')
        if (reading.kind !== 'read') {
          expect(reading.kind).toBe('nothing')
          expect(completed).toBeNull()
          continue
        }
        // Either the save that was under way came through, or the one before stands whole.
        expect(reading.instead).toBeNull()
        expect(reading.withoutData).toEqual([])
        const isNew = isDeepStrictEqual(reading.project, project)
        expect(reading.project).toEqual(isNew ? project : completed)
        if (completed !== project) {
          // The page starts again from what it finds; some time later somebody tidies up.
          clock.sleep(60 * 60_000)
          writer = createWriter(disk.shelf, clock)
          writer.knows(reading.project, reading.generation)
          await writer.clear()
          project = reading.project
          completed = project
        }
      }
      const orphans = new Set(columnsIn(disk.stored))
      expect(orphans.size).toBeLessThanOrEqual(6)
    }
  })
})

describe('damage', () => {
  async function twoGenerations() {
    const disk = createMemoryShelf()
    const writer = createWriter(disk.shelf, clockAt(1e12))
    const older = withData(withVariables(createProject('p', 'Stones'), 1), 1)
    const newer = withData(withVariables(createProject('p', 'Stones'), 2), 2)
    await writer.save(older, true, none)
    await writer.save(newer, true, none)
    return { ...disk, older, newer }
  }

  it('falls back to the save before, and says why', async () => {
    for (const torn of [null, 'text', {}, { serial: 2, project: {} }, { project: { version: 3 } }]) {
      const { shelf, stored, older } = await twoGenerations()
      stored.set(nowKey('p'), torn)
      const reading = await readProject(shelf, 'p')
      expect(reading.kind === 'read' && reading.project).toEqual(older)
      expect(reading.kind === 'read' && reading.instead).toMatch(/\w/)
    }
  })

  it('a column that is gone or torn means the save before', async () => {
    for (const change of ['gone', 'short', 'not numbers'] as const) {
      const { shelf, stored, older } = await twoGenerations()
      const last = columnsIn(stored).at(-1)!
      if (change === 'gone') stored.delete(last)
      else stored.set(last, change === 'short' ? Float64Array.of(1) : 'numbers')
      const reading = await readProject(shelf, 'p')
      expect(reading.kind === 'read' && reading.project).toEqual(older)
      expect(reading.kind === 'read' && reading.instead).toContain('d.csv')
    }
  })

  it('where no save has its data, the newest graph comes back without them', async () => {
    const { shelf, stored, newer } = await twoGenerations()
    for (const key of columnsIn(stored)) stored.delete(key)
    const reading = await readProject(shelf, 'p')
    expect(reading.kind === 'read' && reading.project.graphs).toEqual(newer.graphs)
    expect(reading.kind === 'read' && reading.withoutData).toEqual(['d.csv'])
  })

  it('a save of a newer studio is not touched', async () => {
    const { shelf, stored } = await twoGenerations()
    for (const key of [nowKey('p'), 'before p']) {
      const record = stored.get(key) as { project: object }
      stored.set(key, { ...record, project: { ...record.project, version: 99 } })
    }
    const reading = await readProject(shelf, 'p')
    expect(reading.kind === 'unreadable' && reading.reason).toContain('newer Causal Studio')
  })

  it('the list of projects is mended from what is there', () => {
    const keys = [nowKey('a'), nowKey('b'), damagedKey('c'), beforeKey('d')]
    expect(readList('broken', keys).map(({ id }) => id)).toEqual(['a', 'b'])
  })
})

describe('a full disk', () => {
  it('keeps the graph and names the data, and keeps both again when there is room', async () => {
    const disk = createMemoryShelf({ bytes: 20_000 })
    const clock = clockAt(1e12)
    const writer = createWriter(disk.shelf, clock)
    const project = withData(withVariables(createProject('p'), 3), 1, 4, 2000)
    expect((await writer.save(project, true, none)).withoutData).toEqual(['d.csv'])
    const reading = await readProject(disk.shelf, 'p')
    expect(reading.kind === 'read' && reading.project.graphs).toEqual(project.graphs)
    expect(reading.kind === 'read' && reading.withoutData).toEqual(['d.csv'])
    expect(columnsIn(disk.stored)).toEqual([])
    disk.setLimit(1e6)
    clock.sleep(60_000)
    expect((await writer.save(project, true, none)).withoutData).toEqual([])
    const whole = await readProject(disk.shelf, 'p')
    expect(whole.kind === 'read' && whole.project).toEqual(project)
  })
})

describe('two tabs', () => {
  it('never cover each other: the second to save is told', async () => {
    const { shelf } = createMemoryShelf()
    const clock = clockAt(1e12)
    const [mine, theirs] = [createWriter(shelf, clock), createWriter(shelf, clock)]
    const project = withVariables(createProject('p'), 1)
    await mine.save(project, true, none)
    const reading = await readProject(shelf, 'p')
    if (reading.kind !== 'read') throw new Error('nothing was saved')
    theirs.knows(reading.project, reading.generation)
    await theirs.save(withVariables(project, 2), true, none)
    await expect(mine.save(withVariables(project, 3), true, none)).rejects.toBeInstanceOf(SavedElsewhere)
    const after = await readProject(shelf, 'p')
    expect(after.kind === 'read' && after.project.graphs[0].graph.variables).toHaveLength(2)
  })

  it('columns on their way in one tab survive the tidying of another', async () => {
    const disk = createMemoryShelf()
    const clock = clockAt(1e12)
    const [mine, theirs] = [createWriter(disk.shelf, clock), createWriter(disk.shelf, clock)]
    await theirs.save(withVariables(createProject('q'), 1), true, none)
    disk.killAfter(2)
    const project = withData(createProject('p'), 1)
    await expect(mine.save(project, true, none)).rejects.toBeInstanceOf(Killed)
    disk.revive()
    await theirs.clear()
    expect(columnsIn(disk.stored)).toHaveLength(2)
    await mine.save(project, true, none)
    // Even a reckless tidying is mended by the next save.
    for (const key of columnsIn(disk.stored)) disk.stored.delete(key)
    await mine.save(withVariables(project, 1), true, none)
    const reading = await readProject(disk.shelf, 'p')
    expect(reading.kind === 'read' && reading.project.datasets).toEqual(project.datasets)
  })
})

describe('the list of projects', () => {
  it('keeps the newest, lets go of what was only looked at', async () => {
    const { shelf, stored } = createMemoryShelf()
    const writer = createWriter(shelf, clockAt(1e12))
    for (let i = 0; i < 12; i++) await writer.save(withData(createProject(`p${i}`), i + 1), true, none)
    await writer.save(createProject('looked-at'), false, none)
    await writer.save(createProject('last'), true, new Set(['looked-at']))
    const ids = readList(stored.get(LIST_KEY), stored.keys()).map(({ id }) => id)
    expect(ids).toEqual(['last', 'p11', 'p10', 'p9', 'p8', 'p7', 'p6', 'p5', 'p4'])
    expect(stored.has(nowKey('looked-at'))).toBe(false)
    expect(stored.has(nowKey('p0'))).toBe(false)
    expect(columnsIn(stored)).toHaveLength(8 * 3)
  })
})

describe('the storage of version 2', () => {
  it('is read whole: a record under "project", datasets by key, with steps for a log', async () => {
    const { shelf, stored } = createMemoryShelf()
    const { version: _version, datasets: _datasets, ...rest } = withVariables(createProject('old', 'Old'), 2)
    const graphs = rest.graphs.map(({ notes: _n, groups: _g, bends: _b, lanes: _l, ...entry }) => entry)
    const values = Float64Array.of(1, Number.NaN, 3)
    const column = { name: 'A', kind: 'continuous', role: 'variable', values }
    stored.set('project', { ...rest, graphs, version: 2, datasets: ['dataset d@7'] })
    stored.set('dataset d@7', {
      id: 'd',
      name: 'd.csv',
      revision: 7,
      rows: 3,
      columns: [column],
      steps: ['Read 3 rows.'],
    })
    const reading = await readFormer(shelf)
    if (reading.kind !== 'read') throw new Error('not read')
    expect(reading.project.version).toBe(3)
    const [entry] = reading.project.datasets
    expect(entry.source.log).toEqual(['Read 3 rows.'])
    expect(entry.steps).toEqual([])
    expect(entry.source.columns[0].values).toEqual(values)
    expect(reading.project.graphs[0].notes).toEqual([])
  })
})
