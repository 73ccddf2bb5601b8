/** Collects what was set up, on the line that sets it up; `dispose` tears all of it down, last first. */
export interface Disposer {
  add(tearDown: () => void): void
  dispose(): void
}

export function createDisposer(): Disposer {
  const pending: (() => void)[] = []
  return {
    add: (tearDown) => void pending.push(tearDown),
    dispose() {
      while (pending.length > 0) pending.pop()!()
    },
  }
}
