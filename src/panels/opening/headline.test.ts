import { expect, it } from 'vitest'
import { valueOf } from '../../base/result'
import { kidneyStones } from '../../engine/examples/kidney-stones'
import { compareSeeDo } from '../../engine/estimate/see-do'
import { headlineOf } from './headline'

const seeDo = valueOf(
  compareSeeDo(kidneyStones.build().dataset, {
    treatment: 'Treatment',
    outcome: 'Success',
    from: 'open',
    to: 'keyhole',
    adjustment: ['Stone size'],
  }),
)
const said = (rung: 'see' | 'do', guessed: boolean) =>
  headlineOf(seeDo, rung, guessed)
    .map((part) => part.text)
    .join('')
    .replaceAll('\u202f', ' ')

it('asks with the seen shares', () => {
  expect(said('see', false)).toBe(
    'Open surgery healed 78 % of its patients, keyhole surgery 83 %. Should we give everyone keyhole surgery?',
  )
})

it('answers with the done shares, but only after a guess', () => {
  expect(said('do', true)).toBe(
    'Give everyone the same treatment, and open surgery heals more: 83 % against 78 %.',
  )
  expect(said('do', false)).not.toMatch(/\d/)
})
