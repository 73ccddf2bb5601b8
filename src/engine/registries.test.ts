import { expect, test } from 'vitest'
import { discoveryAlgorithms } from './discover/registry'
import { scoreMethods } from './discover/scores/registry'
import { testMethods } from './discover/tests/registry'
import { estimators } from './estimate/registry'
import { examples } from './examples/registry'
import { graphFormats } from './formats/registry'
import { identificationMethods } from './identify/registry'
import { neuralModels } from './neural/registry'

const modules = import.meta.glob<Record<string, unknown>>(
  ['./*/**/*.ts', '!./**/*.test.ts', '!./**/*.testing.ts'],
  { eager: true },
)
const manifests = import.meta.glob<{ id: string }>('../../models/exported/*/manifest.json', {
  eager: true,
  import: 'default',
})

/** Ids of the exported records of a folder that have the keys of its contract. */
function idsIn(folder: string, contract: readonly string[]): string[] {
  const exported = Object.entries(modules)
    .filter(([path]) => path.startsWith(`./${folder}/`))
    .flatMap(([, module]) => Object.values(module))
  const records = new Set(
    exported.filter(
      (value): value is { id: string } =>
        typeof value === 'object' && value !== null && ['id', ...contract].every((key) => key in value),
    ),
  )
  return [...records].map(({ id }) => id)
}

test.each([
  ['estimate', ['applies', 'run', 'target'], estimators],
  ['discover', ['applies', 'run', 'forecast'], discoveryAlgorithms],
  ['discover/tests', ['prepare', 'reads'], testMethods],
  ['discover/scores', ['prepare', 'reads'], scoreMethods],
  ['identify', ['identify', 'reference'], identificationMethods],
  ['formats', ['match', 'read'], graphFormats],
  ['examples', ['build', 'source'], examples],
] as const)('everything in the folder %s is registered', (folder, contract, registry) => {
  const registered = registry.entries.map(({ id }) => id)
  expect(idsIn(folder, contract).toSorted()).toEqual(registered.toSorted())
  expect(registered).not.toEqual([])
})

test('every exported model is registered under the name of its folder', () => {
  const folders = Object.entries(manifests).map(([path, { id }]) => {
    expect(path).toContain(`/exported/${id}/`)
    return id
  })
  expect(folders.toSorted()).toEqual(neuralModels.entries.map(({ id }) => id).toSorted())
})
