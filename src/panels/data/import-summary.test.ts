import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { suggestedDecisions, type ColumnDecision } from '../../engine/data/import'
import { sourceOfBytes } from '../../engine/data/byte-source'
import { readTable } from '../../engine/data/reading/read-table'
import { describeTable } from '../../engine/data/table-reading'
import { columnsToSettle, kindCounts, neighbourhood, objectionTo, presence } from './import-summary'

const csv = [
  'arm,stone,done',
  'a,12.5,yes',
  'b,7.25,no',
  'a,3a,yes',
  'b,9.5,no',
  'a,11.5,yes',
  'b,-,no',
  'a,4.5,no',
  'b,x9,no',
  'a,2.5,no',
  'b,8.5,yes',
  'a,8.25,yes',
].join('\n')

async function opened() {
  const table = valueOf(await readTable(sourceOfBytes('stones.csv', new TextEncoder().encode(csv))))
  const reading = describeTable(table, 1)
  return { reading, columns: reading.profile.columns, decisions: suggestedDecisions(reading.profile) }
}

const change = (decisions: readonly ColumnDecision[], changed: Partial<ColumnDecision>) =>
  decisions.map((decision) => (decision.name === 'stone' ? { ...decision, ...changed } : decision))

test('cells wait for a decision until they are edited, settled together, or their column is left out', async () => {
  const { columns, decisions } = await opened()
  const rows = (changed: Partial<ColumnDecision>, settled: string[] = []) =>
    columnsToSettle(columns, change(decisions, changed), settled).map(({ cells, count }) => ({
      rows: cells.map((cell) => cell.row),
      count,
    }))
  expect(rows({})).toEqual([{ rows: [3, 8], count: 2 }])
  expect(rows({ edits: { 3: '3' } })).toEqual([{ rows: [8], count: 1 }])
  expect(rows({ edits: { 3: '3', 8: null } })).toEqual([])
  expect(rows({}, ['stone'])).toEqual([])
  expect(rows({ use: false })).toEqual([])
})

test('kinds are counted over the used columns', async () => {
  const { decisions } = await opened()
  expect(kindCounts(decisions)).toEqual([
    ['binary', 2],
    ['continuous', 1],
  ])
  expect(kindCounts(change(decisions, { use: false }))).toEqual([['binary', 2]])
})

test('a cell is shown with two rows on either side and the columns beside it', async () => {
  const { reading } = await opened()
  const near = neighbourhood(reading, 'stone', 3)!
  expect(near.columns).toEqual(['arm', 'stone', 'done'])
  expect(near.rows.map(({ row, cells }) => `${row} ${cells[1]}`)).toEqual([
    '1 12.5',
    '2 7.25',
    '3 3a',
    '4 9.5',
    '5 11.5',
  ])
  expect(neighbourhood(reading, 'stone', 300)).toBeNull()
})

test('an edit is checked against the kind of its column', async () => {
  const { columns } = await opened()
  expect(objectionTo('3', columns[1])).toBeNull()
  expect(objectionTo('', columns[1])).toBeNull()
  expect(objectionTo('3b', columns[1])).not.toBeNull()
})

test('a mended cell counts as present, one made missing as missing, an unsettled one as neither', async () => {
  const { columns } = await opened()
  const rows = { total: 11, complete: 9, unsettled: 1, missing: { stone: 1 } }
  expect(presence(columns[1], true, rows, 1)).toEqual({ present: 9, missing: 1 })
  expect(presence(columns[1], false, rows, 0)).toEqual({ present: 8, missing: 1 })
  expect(presence(columns[0], true, rows, 0)).toEqual({ present: 11, missing: 0 })
})
