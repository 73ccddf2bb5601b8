import { expect, test } from 'vitest'
import { randomDag, numberedNames } from '../../engine/simulate/random-dag'
import { createRandom } from '../../base/random'
import { plainNarrowing } from './narrow'

test('what is left out fades in a small graph and goes in one whose faded edges would hide the rest', () => {
  const of = (variables: number) => plainNarrowing(randomDag(numberedNames(variables), 3, createRandom(1)))
  expect(of(20).others).toBe('faded')
  expect(of(1000).others).toBe('hidden')
})
