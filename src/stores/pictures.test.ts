import { beforeEach, expect, it, vi } from 'vitest'
import type { Dataset } from '../engine/data/dataset'

interface Call {
  readonly input: { readonly x: string }
  readonly finish: (value: unknown) => void
  readonly crash: (error: Error) => void
}

const { Cancelled, calls } = vi.hoisted(() => ({
  Cancelled: class extends Error {},
  calls: [] as Call[],
}))
vi.mock('../worker/client', () => ({
  Cancelled,
  release: () => {
    for (const call of calls.splice(0)) call.crash(new Cancelled())
  },
  runTask: (_role: string, _kind: string, input: Call['input']) =>
    new Promise((finish, crash) => {
      calls.push({ input, finish: (value) => finish({ ok: true, value }), crash })
    }),
}))

const { endPictures, pictureKey, usePictures, wantPicture } = await import('./pictures')

const data: Dataset = { id: 'd', name: 'd', revision: 1, rows: 0, columns: [], log: [] }
const want = (x: string, dataset = data) => wantPicture('describe-pair', { x, y: 'y', seed: 1 }, dataset)
const shown = () => usePictures.getState()['describe-pair']
const settle = () => new Promise((resolve) => setTimeout(resolve))

let revision = 1
/** Other data for each test: what is known of the last stays known. */
let fresh = data
beforeEach(async () => {
  endPictures()
  await settle()
  fresh = { ...data, revision: ++revision }
})

it('shows what was asked for, under its key, and asks once', async () => {
  want('a', fresh)
  want('a', fresh)
  calls[0].finish('A')
  await settle()
  expect(calls).toHaveLength(1)
  expect(shown()).toMatchObject({
    value: 'A',
    key: pictureKey('describe-pair', { x: 'a', y: 'y', seed: 1 }, fresh),
  })
})

it('the newest request wins, and those between are never computed', async () => {
  for (const name of ['a', 'b', 'c', 'd']) want(name, fresh)
  expect(calls.map(({ input }) => input.x)).toEqual(['a'])
  calls[0].finish('A')
  await settle()
  expect(shown().key).not.toBe(pictureKey('describe-pair', { x: 'a', y: 'y', seed: 1 }, fresh))
  expect(calls.map(({ input }) => input.x)).toEqual(['a', 'd'])
  calls[1].finish('D')
  await settle()
  expect(shown().value).toBe('D')
  // What was computed for nobody is known all the same.
  want('a', fresh)
  expect(shown().value).toBe('A')
  expect(calls).toHaveLength(2)
})

it('a crash is a sentence, and is tried again when asked for again', async () => {
  want('a', fresh)
  calls[0].crash(new Error('out of memory'))
  await settle()
  expect(shown()).toMatchObject({ value: null, problems: [{ code: 'crash' }] })
  expect(shown().problems[0].message).toContain('out of memory')
  want('b', fresh)
  want('a', fresh)
  calls[1].finish('B')
  await settle()
  calls[2].finish('A')
  await settle()
  expect(shown().value).toBe('A')
})

it('other data have other pictures', async () => {
  want('a', fresh)
  calls[0].finish('A')
  await settle()
  want('a', { ...fresh, stepsKey: 'filtered' })
  expect(calls).toHaveLength(2)
})
