import { fail, succeed, type Result } from '../base/result'
import type { Column } from '../engine/data/dataset'
import { checkProject, mapColumnValues } from './check-project'
import type { Project } from './project'

export const PROJECT_FILE_EXTENSION = '.causal.json'

/** Numbers written as one piece of text: a few milliseconds of work. */
const NUMBERS_A_PART = 32_768

/** An object without its closing brace, so that more keys can follow. */
const openObject = (value: object) => {
  const text = JSON.stringify(value).slice(0, -1)
  return text === '{' ? text : `${text},`
}

function* columnParts({ values, ...head }: Column): Generator<string> {
  yield `${openObject(head)}"values":[`
  for (let at = 0; at < values.length; at += NUMBERS_A_PART) {
    // Copied out of shared memory; NaN becomes null on the way to text.
    const slice = Array.from(values.subarray(at, at + NUMBERS_A_PART))
    yield (at > 0 ? ',' : '') + JSON.stringify(slice).slice(1, -1)
  }
  yield ']}'
}

/**
 * The project as the text of a file, piece by piece, so that a table longer than the longest string can be written
 * and the page can breathe between: JSON, columns as arrays of numbers with null for missing.
 */
export function* projectFileParts(project: Project): Generator<string> {
  const { datasets, ...rest } = project
  yield `${openObject({ format: 'causal-studio', ...rest })}"datasets":[`
  for (const [i, { source, steps }] of datasets.entries()) {
    const { columns, ...head } = source
    yield `${i > 0 ? ',' : ''}{"source":${openObject(head)}"columns":[`
    for (const [k, column] of columns.entries()) {
      if (k > 0) yield ','
      yield* columnParts(column)
    }
    yield `]},"steps":${JSON.stringify(steps)}}`
  }
  yield ']}'
}

/** The whole text at once, for projects of ordinary size. */
export const writeProjectFile = (project: Project): string => [...projectFileParts(project)].join('')

/** Does this text, or its beginning, claim to be a project file? */
export const looksLikeProject = (text: string) => /^\s*\{[^]{0,200}"format"\s*:\s*"causal-studio"/.test(text)

function lineAndColumn(text: string, position: number) {
  const lines = text.slice(0, position).split('\n')
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}

/** The JSON value, or a sentence with line and column. */
export function parseJson(text: string): Result<unknown> {
  try {
    return succeed(JSON.parse(text) as unknown)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(message)
    return fail(
      'broken-json',
      `This project file is damaged: ${message}.`,
      position ? lineAndColumn(text, Number(position[1])) : undefined,
    )
  }
}

/** A list of numbers and nulls as doubles; anything else stays, and the schema names it. */
function asDoubles(values: unknown): unknown {
  if (!Array.isArray(values)) return values
  const isNumbers = values.every((value) => value === null || typeof value === 'number')
  return isNumbers ? Float64Array.from(values as (number | null)[], (value) => value ?? Number.NaN) : values
}

/** Reads a project from the text of a file of any version; never throws. Long files: `project-stream`. */
export function readProjectFile(text: string): Result<Project> {
  const json = parseJson(text)
  if (!json.ok) return json
  const file = json.value
  const isObject = typeof file === 'object' && file !== null && !Array.isArray(file)
  return checkProject(isObject ? mapColumnValues(file as Record<string, unknown>, asDoubles) : file)
}
