import { beforeEach, expect, test, vi } from 'vitest'
import { fail, succeed, valueOf, type Result } from '../base/result'
import { activeEntry, createProject } from '../document/project'
import { sourceOfBytes } from '../engine/data/byte-source'
import { readTable } from '../engine/data/reading/read-table'
import { describeTable, type TableReading } from '../engine/data/table-reading'
import { useImporting } from './importing'
import { useProject } from './project'
import { useView } from './view'

/** Reads that were started and wait to be answered, by file name; null answers stand for a cancelled job. */
const waiting = new Map<string, (answer: Result<TableReading> | null) => void>()
const cancelled: string[] = []

vi.mock('./jobs', () => ({
  useJobs: { getState: () => ({ cancel: (id: string) => cancelled.push(id) }) },
  callEngine: () => new Promise(() => undefined),
  runJob: (
    _title: string,
    kind: string,
    input: { file: File; datasetId: string },
    options: { onStart?: (id: string) => void },
  ) => {
    options.onStart?.(`job of ${input.file.name}`)
    if (kind === 'import-table')
      return Promise.resolve(
        succeed({ id: input.datasetId, name: input.file.name, revision: 1, rows: 2, columns: [], log: [] }),
      )
    return new Promise((resolve) => waiting.set(input.file.name, resolve))
  },
}))

const file = (name: string) => new File(['a,b\n1.5,2\n'], name)

async function readingOf(name: string): Promise<Result<TableReading>> {
  const bytes = new TextEncoder().encode('a,b\n1.5,2\n2.5,x\n3.5,3\n')
  return succeed(describeTable(valueOf(await readTable(sourceOfBytes(name, bytes))), 1))
}

/** Opens a file; `asked` resolves when its reading was asked for, `done` when it is settled. */
const opening = (name: string) => {
  const done = useImporting.getState().openFile(file(name))
  return { done, asked: vi.waitFor(() => expect(waiting.has(name)).toBe(true)) }
}

beforeEach(() => {
  waiting.clear()
  cancelled.length = 0
  useImporting.getState().cancel()
  cancelled.length = 0
  useProject.getState().open(createProject('p'))
  useView.setState({ notices: [] })
})

test('a second file dropped while the first is read takes its place, whichever is ready first', async () => {
  const first = opening('first.csv')
  await first.asked
  const second = opening('second.csv')
  await second.asked
  expect(cancelled).toEqual(['job of first.csv'])
  waiting.get('second.csv')!(await readingOf('second.csv'))
  await second.done
  waiting.get('first.csv')!(await readingOf('first.csv'))
  await first.done
  expect(useImporting.getState()).toMatchObject({ status: 'ready', input: { file: { name: 'second.csv' } } })
  expect(useImporting.getState().reading?.source.fileName).toBe('second.csv')
})

test('a file that cannot be read leaves the canvas and says why', async () => {
  const { done, asked } = opening('broken.csv')
  await asked
  expect(useView.getState().stage).toBe('import')
  waiting.get('broken.csv')!(fail('unclosed-quote', 'A quote is not closed.', { line: 7 }))
  await done
  expect(useView.getState().stage).toBe('canvas')
  expect(useImporting.getState().status).toBe('none')
  expect(useView.getState().notices[0].text).toContain('(line 7)')
})

test('a broken file dropped onto one that is being settled does not cost the decisions made there', async () => {
  const good = opening('good.csv')
  await good.asked
  waiting.get('good.csv')!(await readingOf('good.csv'))
  await good.done
  useImporting.getState().decide('a', { use: false })
  const broken = opening('broken.csv')
  await broken.asked
  waiting.get('broken.csv')!(fail('empty-file', 'broken.csv is empty.'))
  await broken.done
  expect(useView.getState().stage).toBe('import')
  expect(useImporting.getState()).toMatchObject({ status: 'ready', input: { file: { name: 'good.csv' } } })
  expect(useImporting.getState().decisions[0].use).toBe(false)
})

test('one press uses no column, to choose a few, and another all that hold something', async () => {
  const { done, asked } = opening('all.csv')
  await asked
  waiting.get('all.csv')!(await readingOf('all.csv'))
  await done
  waiting.clear()
  const suggested = useImporting.getState().decisions.map(({ use }) => use)
  useImporting.getState().chooseAll(false)
  expect(useImporting.getState().decisions.some(({ use }) => use)).toBe(false)
  useImporting.getState().chooseAll(true)
  expect(useImporting.getState().decisions.map(({ use }) => use)).toEqual(suggested)
  useImporting.getState().cancel()
})

test('importing the same file again replaces the data under a new revision', async () => {
  const revisions = new Set<number | undefined>()
  for (const times of [1, 2]) {
    const { done, asked } = opening('same.csv')
    await asked
    waiting.get('same.csv')!(await readingOf('same.csv'))
    await done
    waiting.clear()
    await useImporting.getState().confirm()
    const project = useProject.getState().history.present
    expect(project.datasets).toHaveLength(1)
    revisions.add(activeEntry(project)?.source.revision)
    expect(revisions.size).toBe(times)
  }
})

test('an example that was only looked at makes room for other data, an edited one keeps its place', async () => {
  const settle = async (name: string) => {
    const { done, asked } = opening(name)
    await asked
    waiting.get(name)!(await readingOf(name))
    await done
    await useImporting.getState().confirm()
    return useProject.getState().history.present
  }
  useProject.getState().open({ ...createProject('example', 'Kidney stones'), example: 'kidney-stones' })
  expect(await settle('mine.csv')).toMatchObject({ name: 'mine' })
  useProject.getState().open({ ...createProject('example', 'Kidney stones'), example: 'kidney-stones' })
  useProject.setState({ touched: true })
  expect(await settle('other.csv')).toMatchObject({ name: 'Kidney stones', example: 'kidney-stones' })
})
