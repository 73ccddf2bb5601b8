import { expect, test } from 'vitest'
import { createDisposer } from './disposer'
import { createLatest } from './latest'
import { createRandom, shuffle } from './random'
import { createRegistry } from './registry'
import { valueOf } from './result'

test('a seed fixes the stream, forks are independent of use', () => {
  const a = createRandom(7)
  const b = createRandom(7)
  const first = Array.from({ length: 50 }, () => a.uniform())
  expect(Array.from({ length: 50 }, () => b.uniform())).toEqual(first)
  expect(createRandom(8).uniform()).not.toBe(first[0])
  expect(a.fork('x').uniform()).toBe(createRandom(7).fork('x').uniform())
  expect(a.fork('x').uniform()).not.toBe(a.fork('y').uniform())
})

test('uniform and normal draws have the moments they should', () => {
  const random = createRandom(1)
  const n = 200_000
  let sum = 0
  let squares = 0
  let uniform = 0
  for (let i = 0; i < n; i++) {
    const z = random.normal()
    sum += z
    squares += z * z
    uniform += random.uniform()
  }
  expect(Math.abs(sum / n)).toBeLessThan(0.01)
  expect(Math.abs(squares / n - 1)).toBeLessThan(0.015)
  expect(Math.abs(uniform / n - 0.5)).toBeLessThan(0.005)
})

test('shuffle keeps the items and reaches every place', () => {
  const random = createRandom(3)
  const seen = new Set<string>()
  for (let i = 0; i < 300; i++) seen.add(shuffle(['a', 'b', 'c'], random).join(''))
  expect(seen.size).toBe(6)
})

test('a registry finds by id and names what it knows', () => {
  const registry = createRegistry('fruit', [{ id: 'apple' }, { id: 'pear' }])
  expect(valueOf(registry.find('pear'))).toEqual({ id: 'pear' })
  const missing = registry.find('plum')
  expect(missing.ok ? '' : missing.problems[0].message).toBe('There is no fruit "plum". Known: apple, pear.')
  expect(() => createRegistry('fruit', [{ id: 'a' }, { id: 'a' }])).toThrow('share an id')
})

test('what is set up is torn down, last first', () => {
  const order: number[] = []
  const disposer = createDisposer()
  disposer.add(() => order.push(1))
  disposer.add(() => order.push(2))
  disposer.dispose()
  disposer.dispose()
  expect(order).toEqual([2, 1])
})

test('latest wins whatever the order in which requests resolve', async () => {
  const random = createRandom(5)
  for (let round = 0; round < 40; round++) {
    const resolvers: (() => void)[] = []
    const delivered: number[] = []
    const latest = createLatest<number, number>(
      (input) => new Promise((resolve) => resolvers.push(() => resolve(input))),
      (output) => delivered.push(output),
      () => expect.unreachable(),
    )
    for (let i = 0; i < 5; i++) latest.request(i)
    for (const resolve of shuffle(resolvers.slice(), random)) resolve()
    await Promise.resolve()
    await Promise.resolve()
    expect(delivered).toEqual([4])
  }
})

test('a failure of a superseded request is not reported, that of the last is', async () => {
  const reported: unknown[] = []
  const latest = createLatest<string, never>(
    (input) => Promise.reject(new Error(input)),
    () => expect.unreachable(),
    (error) => reported.push((error as Error).message),
  )
  latest.request('old')
  latest.request('new')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(reported).toEqual(['new'])
})
