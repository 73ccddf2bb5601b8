import type { Result } from '../../base/result'
import type { Request } from '../request'

/** One kind of query of the command line; `id` is the `kind` of the request. */
export interface QueryKind {
  readonly id: string
  readonly label: string
  /** Plain data for the `result` of the answer. */
  answer(request: Request): Promise<Result<unknown>> | Result<unknown>
}
