/**
 * Latest request wins: while one run is under way only the newest of the later requests is kept.
 * Results of superseded requests are never delivered.
 */
export function createLatest<Input, Output>(
  run: (input: Input, signal: AbortSignalLike) => Promise<Output>,
  deliver: (output: Output, input: Input) => void,
  report: (error: unknown, input: Input) => void,
) {
  let current: { aborted: boolean } | null = null
  return {
    request(input: Input) {
      if (current) current.aborted = true
      const signal = { aborted: false }
      current = signal
      run(input, signal).then(
        (output) => {
          if (!signal.aborted) deliver(output, input)
        },
        (error: unknown) => {
          if (!signal.aborted) report(error, input)
        },
      )
    },
    cancel() {
      if (current) current.aborted = true
      current = null
    },
  }
}

/** The part of AbortSignal that the engine needs. */
export interface AbortSignalLike {
  readonly aborted: boolean
}
