/** The name of the error that says a run on the graphics device came to nothing; it crosses from worker to page. */
export const GPU_LOST = 'GpuLost'

const OUT_OF_MEMORY =
  /allocation failed|out of memory|invalid (typed )?array (buffer )?length|could not allocate/i

/** A worker that had to be ended, or one that never began. */
export class WorkerStopped extends Error {
  override name = 'WorkerStopped'
}

/** What the worker's error event says: without words its script could not be loaded. */
export const stoppedBy = (message: string | undefined) =>
  new WorkerStopped(
    message
      ? plain(message)
      : 'the part of the studio that computes could not be loaded; if the connection is down or the studio was updated, reload the page, which keeps your work',
  )

const plain = (message: string) => message.replace(/^Uncaught (\w*Error: )?/, '')

/** Did a computation run out of the memory that a tab is given? Its worker is ended then, which gives it back. */
export const isOutOfMemory = (error: unknown) => error instanceof Error && OUT_OF_MEMORY.test(error.message)

export const outOfMemory = () =>
  new WorkerStopped('it needs more memory than this tab is given; fewer rows or columns may fit')
