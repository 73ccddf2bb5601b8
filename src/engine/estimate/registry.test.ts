import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { resolveOptions } from '../options'
import type { Estimator } from './estimator'
import { estimators } from './registry'

const isEstimator = (value: unknown): value is Estimator =>
  typeof value === 'object' && value !== null && 'applies' in value && 'run' in value && 'target' in value

test('every estimator of this folder is registered', async () => {
  const files = readdirSync(import.meta.dirname).filter((file) => /^[a-z-]+\.ts$/.test(file))
  const found: string[] = []
  for (const file of files) {
    const exported = (await import(`./${file.slice(0, -3)}.ts`)) as Record<string, unknown>
    for (const value of Object.values(exported)) if (isEstimator(value)) found.push(value.id)
  }
  expect(found.toSorted()).toEqual(estimators.entries.map(({ id }) => id).toSorted())
  expect(found.length).toBeGreaterThanOrEqual(5)
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
