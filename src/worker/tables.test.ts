import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import { suggestedDecisions } from '../engine/data/import'
import type { FileInput } from './task'
import { performTask, type TaskTools } from './tasks'

const tools: TaskTools = {
  dataset: undefined,
  onProgress: () => undefined,
  onPartial: () => undefined,
  runModel: () => Promise.reject(new Error('no model here')),
}

const file = (text: string, name = 'stones.csv'): FileInput => ({
  file: new File([text], name),
  id: crypto.randomUUID(),
  options: {},
})

const read = async (input: FileInput) =>
  valueOf(await performTask({ kind: 'read-table', id: '1', input }, tools))

const preview = async (input: FileInput, settled: readonly string[] = []) => {
  const decisions = suggestedDecisions((await read(input)).profile)
  const task = { kind: 'preview-table', id: '2', input: { ...input, decisions, settled } } as const
  return valueOf(await performTask(task, tools))
}

const stones = 'mm,ok\n12,yes\n3a,no\n9,yes\n7,no\n5,no\n8,yes\n'

test('a file is read, previewed and imported; an unreadable cell is missing in the end', async () => {
  const input = file(stones)
  expect((await preview(input)).rows).toMatchObject({ total: 6, complete: 5, unsettled: 1 })
  expect((await preview(input, ['mm'])).rows).toMatchObject({ complete: 5, unsettled: 0 })
  const decisions = suggestedDecisions((await read(input)).profile)
  const task = { kind: 'import-table', id: '3', input: { ...input, decisions, datasetId: 'd' } } as const
  const dataset = valueOf(await performTask(task, tools))
  expect([...dataset.columns[0].values]).toEqual([12, NaN, 9, 7, 5, 8])
})

test('a file of the same name and size that was read again is not mistaken for the old one', async () => {
  await preview(file(stones))
  expect((await preview(file(stones.replace('3a', '31')))).rows).toMatchObject({ complete: 6, unsettled: 0 })
})

test('a preview of another file than the one read last reads it', async () => {
  const first = file(stones)
  const decisions = suggestedDecisions((await read(first)).profile)
  await read(file('a,b\n1.5,2.5\n2.5,1.5\n', 'other.csv'))
  const task = { kind: 'preview-table', id: '4', input: { ...first, decisions, settled: [] } } as const
  expect(valueOf(await performTask(task, tools)).rows.total).toBe(6)
})

test('several files become a dataset each; one that cannot be read costs no other', async () => {
  const notes: string[] = []
  const files = [
    new File([stones], 'first.csv'),
    new File([''], 'empty.csv'),
    new File(['a,b\n1.5,2.5\n2.5,1.5\n'], 'second.csv'),
  ]
  const results = await performTask(
    { kind: 'import-files', id: '6', input: { files } },
    { ...tools, onProgress: ({ note }) => notes.push(note) },
  )
  expect(results.map((result) => (result.ok ? result.value.name : result.problems[0].code))).toEqual([
    'first.csv',
    'empty-file',
    'second.csv',
  ])
  expect(notes[0]).toBe('first.csv, 6 rows')
})

test('a file that cannot be read says where', async () => {
  const result = await performTask({ kind: 'read-table', id: '5', input: file('a,b\n1,"2\n3,4\n') }, tools)
  expect(result).toMatchObject({ ok: false, problems: [{ code: 'unclosed-quote', where: { line: 2 } }] })
})
