import { expect, test } from 'vitest'
import { createProject, type GraphEntry } from '../../document/project'
import type { Job } from '../../stores/jobs'
import { jobsNews, rowsShown, shortSource } from './strip-facts'

const [entry] = createProject('p').graphs
const dataset = { id: 'd', name: 'd.csv', revision: 1, rows: 700, columns: [], log: [] }
const provenance: GraphEntry['provenance'] = {
  algorithm: 'pc',
  algorithmLabel: 'PC',
  options: {},
  seed: 1,
  dataset: 'd.csv',
  dataRevision: 1,
  rows: { total: 700, used: 655, missing: {} },
  statistics: {},
  assumptions: [],
  seconds: 1,
  finishedAt: '2026-11-20T10:00:00Z',
  engineVersion: '0',
}

test('a discovered graph names the rows it came from, other graphs those of the answer', () => {
  const answered = { total: 700, used: 690, missing: {} }
  expect(rowsShown({ ...entry, provenance }, dataset, answered)).toMatchObject({ used: 655, total: 700 })
  expect(rowsShown(entry, dataset, answered)).toEqual({ used: 690, total: 700 })
  expect(rowsShown(entry, dataset, null)).toEqual({ used: null, total: 700 })
  expect(rowsShown(entry, null, null)).toBeNull()
})

test('a running job is news before an earlier failure; an old failure is not', () => {
  const job = (status: Job['status'], fraction = 1): Job => ({
    id: status,
    title: status,
    status,
    progress: { fraction, note: '' },
    startedAt: 0,
  })
  expect(jobsNews([job('failed'), job('running', 0.4)])).toEqual({ kind: 'running', fraction: 0.4 })
  expect(jobsNews([job('failed'), job('done')])).toEqual({ kind: 'failed' })
  expect(jobsNews([job('done'), job('failed')])).toBeNull()
})

test('a citation is cut after its year, a file name is not', () => {
  expect(shortSource('Charig & Webb (1986), Comparison of treatment, BMJ 292')).toBe('Charig & Webb (1986)')
  expect(shortSource('trial (2).csv')).toBe('trial (2).csv')
})
