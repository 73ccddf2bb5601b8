import { expect, test } from 'vitest'
import { resolveOptions } from '../options'
import type { Estimator } from './estimator'
import { estimators } from './registry'

const isEstimator = (value: unknown): value is Estimator =>
  typeof value === 'object' && value !== null && 'applies' in value && 'run' in value && 'target' in value

test('every estimator of this folder is registered', () => {
  const modules = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./*.testing.ts'], {
    eager: true,
  })
  const found = Object.values(modules).flatMap((module) => Object.values(module).filter(isEstimator))
  const ids = found.map(({ id }) => id)
  expect(ids.toSorted()).toEqual(estimators.entries.map(({ id }) => id).toSorted())
  expect(ids.length).toBeGreaterThanOrEqual(5)
})

test('default options are suitable and every estimator names its source', () => {
  for (const { options, reference, label } of estimators.entries) {
    expect(resolveOptions(options, {}).ok).toBe(true)
    expect(reference.length).toBeGreaterThan(5)
    expect(label).not.toBe('')
  }
})

test('an unknown id lists the known ones', () => {
  const result = estimators.find('magic')
  expect(result.ok ? '' : result.problems[0].message).toContain('difference, regression')
})
