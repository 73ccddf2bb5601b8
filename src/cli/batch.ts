import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fail, type Problem, type Result } from '../base/result'
import { isFields } from './fields'
import { queryKinds } from './queries/registry'
import { createRequest } from './request'

/**
 * Reads one JSON request a line and writes one JSON answer a line, in order: `{id, result}` or `{id, error}`.
 * A bad request costs its own answer only. Empty lines are passed over.
 */
export async function runBatch(input: Readable, output: Writable): Promise<void> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  let line = 0
  for await (const given of lines) {
    line++
    // Some editors begin a file with a byte order mark.
    const text = line === 1 ? given.replace(/^\uFEFF/, '') : given
    if (text.trim() === '') continue
    const answer = `${JSON.stringify(await answerLine(text, line))}\n`
    if (!output.write(answer)) await once(output, 'drain')
  }
}

export type Answer =
  | { readonly id: unknown; readonly result: unknown }
  | { readonly id: unknown; readonly error: Problem & { readonly more?: readonly Problem[] } }

/** The answer to one line; whatever goes wrong stands in it. `line` counts from 1. */
export async function answerLine(text: string, line: number): Promise<Answer> {
  let request: unknown
  try {
    request = JSON.parse(text)
  } catch {
    const where = { line, token: text.slice(0, 60) }
    return { id: null, error: { code: 'bad-json', message: `Line ${line} is not JSON.`, where } }
  }
  const id = isFields(request) ? (request.id ?? null) : null
  const result = await answerRequest(request).catch((error: unknown): Result<unknown> =>
    fail('internal', `The computation stopped: ${error instanceof Error ? error.message : String(error)}`),
  )
  if (result.ok) return { id, result: result.value }
  const [first, ...more] = result.problems
  return { id, error: more.length > 0 ? { ...first, more } : first }
}

async function answerRequest(request: unknown): Promise<Result<unknown>> {
  if (!isFields(request))
    return fail('bad-request', 'A request is an object with "query" and mostly "graph" or "data".')
  const { query } = request
  if (!isFields(query) || typeof query.kind !== 'string') {
    return fail('bad-request', 'The request has no "query" with a "kind".')
  }
  const kind = queryKinds.find(query.kind)
  return kind.ok ? kind.value.answer(createRequest({ ...request, query })) : kind
}
