import type { Shelf } from './shelf'

export class Killed extends Error {}

export function quotaError(): Error {
  return Object.assign(new Error('The quota has been exceeded.'), { name: 'QuotaExceededError' })
}

const bytesOf = (value: unknown) =>
  value instanceof Float64Array ? value.byteLength : (JSON.stringify(value)?.length ?? 0)

/** A shelf in memory with a disk share, and with a page that can be killed between any two transactions. */
export function createMemoryShelf(limits: { readonly bytes?: number } = {}) {
  const stored = new Map<string, unknown>()
  let left = Number.POSITIVE_INFINITY
  const step = async () => {
    await Promise.resolve()
    if (left-- <= 0) throw new Killed()
  }
  const shelf: Shelf = {
    async keys() {
      await step()
      return [...stored.keys()]
    },
    async get(key) {
      await step()
      return stored.has(key) ? structuredClone(stored.get(key)) : undefined
    },
    async update(read, decide) {
      await step()
      const values = read.map((key) => (stored.has(key) ? structuredClone(stored.get(key)) : undefined))
      const { put = [], drop = [] } = decide(values, new Set(stored.keys()))
      const after = new Map(stored)
      for (const [key, value] of put) after.set(key, structuredClone(value))
      for (const key of drop) after.delete(key)
      const size = [...after.values()].reduce<number>((sum, value) => sum + bytesOf(value), 0)
      if (size > (limits.bytes ?? Number.POSITIVE_INFINITY)) throw quotaError()
      stored.clear()
      for (const [key, value] of after) stored.set(key, value)
    },
  }
  return {
    shelf,
    stored,
    /** The page dies after so many more transactions. */
    killAfter: (transactions: number) => (left = transactions),
    /** A new page on the same storage. */
    revive: () => (left = Number.POSITIVE_INFINITY),
    setLimit: (bytes: number) => (limits = { bytes }),
  }
}
