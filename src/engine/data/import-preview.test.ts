import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { suggestedDecisions } from './import'
import { previewImport } from './import-preview'
import { profileTable } from './profile'
import { sourceOfBytes } from './byte-source'
import { readTable } from './reading/read-table'

const csv = `stone,bmi,site
12.5,20.1,Leeds
3a,21.2,Leeds
9.25,n/a,Leeds
31.5,,Leeds
4.5,25.5,Leeds
7.75,22.5,Leeds
`

async function opened() {
  const table = valueOf(await readTable(sourceOfBytes('stones.csv', new TextEncoder().encode(csv))))
  const profile = profileTable(table)
  return { table, profile, decisions: suggestedDecisions(profile) }
}

test('missing and unreadable cells are told apart; columns left out cost no rows', async () => {
  const { table, profile, decisions } = await opened()
  expect(decisions.map(({ use }) => use)).toEqual([true, true, false])
  expect(previewImport(table, profile, decisions, []).rows).toEqual({
    total: 6,
    complete: 3,
    unsettled: 1,
    missing: { bmi: 2 },
  })
})

test('a settled column counts its unreadable cells as missing', async () => {
  const { table, profile, decisions } = await opened()
  expect(previewImport(table, profile, decisions, ['stone']).rows).toEqual({
    total: 6,
    complete: 3,
    unsettled: 0,
    missing: { stone: 1, bmi: 2 },
  })
})

test('an edit makes a cell readable, missing, or leaves it unreadable', async () => {
  const { table, profile, decisions } = await opened()
  const edited = (text: string | null) =>
    previewImport(
      table,
      profile,
      decisions.map((decision) =>
        decision.name === 'stone' ? { ...decision, edits: { 2: text } } : decision,
      ),
      [],
    ).rows
  expect(edited('3')).toMatchObject({ complete: 4, unsettled: 0 })
  expect(edited(null)).toMatchObject({ complete: 3, unsettled: 0, missing: { stone: 1, bmi: 2 } })
  expect(edited('3b')).toMatchObject({ complete: 3, unsettled: 1 })
})

test('kept as text, nothing is unreadable any more', async () => {
  const { table, profile, decisions } = await opened()
  const asText = decisions.map((decision) =>
    decision.name === 'stone' ? { ...decision, kind: 'nominal' as const } : decision,
  )
  const preview = previewImport(table, profile, asText, [])
  expect(preview.columns[0]).toMatchObject({ kind: 'nominal', offendingRows: 0 })
  expect(preview.rows).toMatchObject({ complete: 4, unsettled: 0 })
})
