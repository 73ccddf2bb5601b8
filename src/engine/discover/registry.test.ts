import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { discoveryAlgorithms } from './registry'

test('every algorithm of this folder is registered', () => {
  const folder = new URL('.', import.meta.url)
  const ids = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
    .flatMap((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      return /: DiscoveryAlgorithm = \{\s+id: '([^']+)'/.exec(text)?.[1] ?? []
    })
  expect(ids.toSorted()).toEqual(discoveryAlgorithms.entries.map((entry) => entry.id).toSorted())
  expect(ids.length).toBeGreaterThanOrEqual(2)
})
