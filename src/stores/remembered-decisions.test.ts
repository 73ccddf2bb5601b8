import { expect, test } from 'vitest'
import type { ColumnDecision } from '../engine/data/import'
import { withChoices } from './remembered-decisions'

const suggested: readonly ColumnDecision[] = [
  { name: 'stone', use: true, kind: 'continuous' },
  { name: 'site', use: false, kind: 'nominal' },
  { name: 'arm', use: true, kind: 'binary' },
]

test('kinds, uses and roles chosen before are offered again; what did not differ stays as suggested', () => {
  const chosen = withChoices(suggested, [
    { name: 'stone', use: true, kind: 'ordinal', role: 'variable' },
    { name: 'site', use: true, kind: 'nominal', role: 'cluster' },
    { name: 'arm', use: true, kind: 'binary', role: 'variable' },
  ])!
  expect(chosen).toEqual([
    { name: 'stone', use: true, kind: 'ordinal' },
    { name: 'site', use: true, kind: 'nominal', role: 'cluster' },
    { name: 'arm', use: true, kind: 'binary' },
  ])
  expect(chosen[2]).toBe(suggested[2])
})

test('choices that come to the suggestions are none', () => {
  expect(withChoices(suggested, suggested)).toBeNull()
})
