import { fail, succeed, type Result } from '../base/result'
import { variableId, type VariableId } from '../engine/graph/graph'
import type {
  CounterfactualEvent,
  CounterfactualQuery,
  Setting,
} from '../engine/identify/counterfactual/query'

/** Is it P(Y_{X=1} = 1 | …), and not P(Y | do(X))? */
export const isCounterfactualText = (text: string): boolean => text.includes('=')

const NAME = String.raw`"[^"]*"|[^\s"{}=,|_()][^"{}=,|()]*?`
const ASSIGNMENT = String.raw`\s*(?:${NAME})\s*=\s*(?:${NAME})\s*`
const WHOLE = /^\s*P\s*\((.*)\)\s*$/is
const EVENT = new RegExp(
  String.raw`^\s*(?<name>${NAME})\s*(?:_\s*\{(?<world>${ASSIGNMENT}(?:,${ASSIGNMENT})*)\}\s*)?=\s*(?<value>${NAME})\s*$`,
)

const unquoted = (text: string) => text.trim().replace(/^"(.*)"$/, '$1')

const settingOf = (text: string): Setting => {
  const plain = unquoted(text)
  return { value: plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : plain }
}

/** Splits at commas that stand in no braces and no quotation marks. */
const partsOf = (text: string): string[] => text.match(/(?:"[^"]*"|\{[^}]*\}|[^,])+/g) ?? []

/**
 * Reads "P(Y_{X=1} = 1, M = 0 | X = 0)": in braces what is set in the world of an event. Names and values that hold signs
 * stand in quotation marks. Problems: the event that is not of this form.
 */
export function parseCounterfactual(text: string): Result<CounterfactualQuery> {
  const body = WHOLE.exec(text)?.[1]
  if (body === undefined)
    return fail('bad-query', 'The query must read P(Y_{X=1} = 1 | X = 0).', { token: text })
  const [asked, known, ...more] = body.split('|')
  if (more.length > 0) return fail('bad-query', 'The query has more than one “|”.', { token: '|' })
  const events: CounterfactualEvent[][] = []
  for (const side of known === undefined ? [asked] : [asked, known]) {
    const read: CounterfactualEvent[] = []
    for (const part of partsOf(side)) {
      const event = readEvent(part)
      if (!event)
        return fail('bad-query', `“${part.trim()}” is no event such as Y_{X=1} = 1 or X = 0.`, {
          token: part.trim(),
          column: text.indexOf(part) + 1,
        })
      read.push(event)
    }
    if (read.length === 0) return fail('bad-query', 'One side of the query names no event.', { token: text })
    events.push(read)
  }
  return succeed({ asked: events[0], known: events[1] ?? [] })
}

function readEvent(text: string): CounterfactualEvent | null {
  const groups = EVENT.exec(text)?.groups
  if (!groups) return null
  const set = new Map<VariableId, Setting>()
  for (const assignment of groups.world === undefined ? [] : partsOf(groups.world)) {
    const [name, value] = assignment.split('=')
    set.set(variableId(unquoted(name)), settingOf(value))
  }
  return { variable: variableId(unquoted(groups.name)), value: settingOf(groups.value), set }
}
