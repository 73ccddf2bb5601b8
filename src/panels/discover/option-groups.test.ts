import { expect, test } from 'vitest'
import type { DiscoveryAlgorithm } from '../../engine/discover/algorithm'
import { optionsOf } from '../../engine/discover/discover'
import { discoveryAlgorithms } from '../../engine/discover/registry'
import { testMethods } from '../../engine/discover/tests/registry'
import { optionGroups } from './option-groups'

const number = (id: string) =>
  ({ id, label: id, help: id, type: 'number', default: 1, min: 0, max: 9 }) as const

test('no option is lost: what is not shown belongs to a test or score that is not in use', () => {
  for (const algorithm of discoveryAlgorithms.entries) {
    const shown = optionGroups(algorithm, {}).flatMap(({ specs }) => specs.map(({ id }) => id))
    const hidden = optionsOf(algorithm).filter(({ id }) => !shown.includes(id))
    expect(new Set(shown).size).toBe(shown.length)
    for (const { id } of hidden) expect(['test', 'score', 'alpha', 'penalty', 'resamples']).not.toContain(id)
  }
})

test('options of a test show only while it is chosen', () => {
  const owner = testMethods.entries.find(({ options }) => options.length > 0)
  const choices = testMethods.entries.map(({ id, label }) => ({ id, label }))
  const algorithm = {
    ...discoveryAlgorithms.entries[0],
    options: [
      number('depth'),
      { id: 'test', label: 'Test', help: '', type: 'choice', default: choices[0].id, choices },
      ...testMethods.entries.flatMap(({ options }) => options),
    ],
  } satisfies DiscoveryAlgorithm
  const [method, search] = optionGroups(algorithm, { test: owner?.id ?? choices[0].id })
  expect(method.specs.map(({ id }) => id)).toEqual(['test', ...(owner?.options ?? []).map(({ id }) => id)])
  expect(search.specs.map(({ id }) => id)).toEqual(['depth'])
})
