import { expect, test } from 'vitest'
import { resolveOptions } from '../options'
import { estimators } from './registry'

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
