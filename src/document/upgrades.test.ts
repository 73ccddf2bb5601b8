import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import { PROJECT_VERSION } from './project'
import { readProjectFile, writeProjectFile } from './project-file'

/** Files as earlier versions wrote them, and what they must become, whole. */
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')

const earlier = Array.from({ length: PROJECT_VERSION - 1 }, (_, i) => i + 1)

test.each(earlier)('a file of version %i becomes the project that is expected, nothing lost', (version) => {
  const text = fixture(`version-${version}`)
  expect((JSON.parse(text) as { version: number }).version).toBe(version)
  const project = valueOf(readProjectFile(text))
  const expected: unknown = JSON.parse(fixture(`version-${version}.expected`))
  expect(JSON.parse(writeProjectFile(project))).toEqual(expected)
  // Written by today's studio it stays what it is.
  expect(valueOf(readProjectFile(writeProjectFile(project)))).toEqual(project)
})

test.each(earlier)('a file of version %i with a part missing is refused with a sentence', (version) => {
  const file = JSON.parse(fixture(`version-${version}`)) as Record<string, unknown>
  for (const key of Object.keys(file)) {
    if (['knowledge', 'agreed', 'example', 'layout', 'question', 'adjustment'].includes(key) && version === 1)
      continue
    const { [key]: _gone, ...rest } = file
    const result = readProjectFile(JSON.stringify(rest))
    expect(result.ok, key).toBe(false)
    if (!result.ok) expect(result.problems[0].message, key).toMatch(/\w.*\.$/)
  }
})
