import { createStore, promisifyRequest } from 'idb-keyval'

export interface Changes {
  readonly put?: readonly (readonly [key: string, value: unknown])[]
  readonly drop?: readonly string[]
}

/** The browser's storage as one shelf of keyed values. Every method is one transaction: all of it happens or nothing. */
export interface Shelf {
  keys(): Promise<readonly string[]>
  /** Undefined where the key is not there. */
  get(key: string): Promise<unknown>
  /** Reads, decides without waiting, and writes, with nobody in between; rejects with what `decide` throws. */
  update(
    read: readonly string[],
    decide: (values: readonly unknown[], present: ReadonlySet<string>) => Changes,
  ): Promise<void>
}

const database = createStore('causal-studio', 'autosave')

/** IndexedDB. Rejects with the browser's own error, `QuotaExceededError` when the browser's share of the disk is full. */
export const browserShelf: Shelf = {
  keys: () => database('readonly', async (store) => (await promisifyRequest(store.getAllKeys())).map(String)),
  get: (key) => database('readonly', (store) => promisifyRequest<unknown>(store.get(key))),
  update: (read, decide) =>
    database(
      'readwrite',
      (store) =>
        new Promise((resolve, reject) => {
          const { transaction } = store
          let reason: unknown = null
          transaction.addEventListener('complete', () => resolve())
          transaction.addEventListener('abort', () =>
            reject((reason ?? transaction.error ?? new Error('the transaction was aborted')) as Error),
          )
          const values: unknown[] = Array.from({ length: read.length })
          for (const [i, key] of read.entries()) {
            const request = store.get(key)
            request.addEventListener('success', () => (values[i] = request.result as unknown))
          }
          // Asked last, so answered when everything before it has been.
          const keys = store.getAllKeys()
          keys.addEventListener('success', () => {
            try {
              const { put = [], drop = [] } = decide(values, new Set(keys.result.map(String)))
              for (const [key, value] of put) {
                const request = store.put(value, key)
                request.addEventListener('error', () => (reason ??= request.error))
              }
              for (const key of drop) store.delete(key)
            } catch (error) {
              reason = error
              transaction.abort()
            }
          })
        }),
    ),
}
