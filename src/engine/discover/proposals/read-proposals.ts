import type { Problem } from '../../../base/result'
import { didYouMean } from '../../data/steps/nearest-name'
import { proposalKey, proposedChanges, type Proposal, type ProposedChange } from './proposal'

export interface ReadProposals {
  /** Each change once, in the order of the text. */
  readonly proposals: readonly Proposal[]
  /** Lines or entries that could not be read, each with its place; the others are read all the same. */
  readonly problems: readonly Problem[]
}

interface Unread {
  readonly message: string
}

const isUnread = (read: Proposal | Unread): read is Unread => 'message' in read

/**
 * Reads proposed arrows from text as people and language models write them: a line each, such as `A -> B: why`,
 * `A causes B because …`, `remove A -> B`, `A, B`; bullets, numbers, quotes and code fences are passed over; or JSON, a
 * list of pairs or of objects with cause and effect (also from and to, or source and target). Names are those of
 * `known`; case, spaces and underscores do not matter where that leaves one.
 */
export function readProposals(text: string, known: readonly string[]): ReadProposals {
  const names = createNames(known)
  const bare = text.replaceAll(/^\s*```.*$/gm, '').trim()
  const entries = bare.startsWith('[') || bare.startsWith('{') ? jsonEntries(bare) : null
  const lines = text.split(/\r?\n/)
  const read = entries
    ? entries.map((entry, k) => ({ place: { row: k + 1 }, found: fromEntry(entry, names) }))
    : lines.map((line, k) => ({ place: { line: k + 1 }, found: fromLine(line, names) }))
  const proposals = new Map<string, Proposal>()
  const problems: Problem[] = []
  for (const { place, found } of read) {
    if (found === null) continue
    if (isUnread(found)) {
      const where = 'line' in place ? `Line ${place.line}` : `Entry ${place.row}`
      problems.push({ code: 'unread-proposal', message: `${where}: ${found.message}`, where: place })
    } else if (!proposals.has(proposalKey(found))) proposals.set(proposalKey(found), found)
  }
  return { proposals: [...proposals.values()], problems }
}

interface Names {
  /** The name that is meant, or null. */
  find(text: string): string | null
  /** The longest beginning of the text that is a name, and what follows it. */
  beginning(text: string): { readonly name: string; readonly rest: string } | null
  unknown(text: string): Unread
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()
const unquoted = (text: string) =>
  text
    .trim()
    .replace(/^(["'“`*]+)(.*?)(["'”`*]+)$/s, '$2')
    .trim()

function createNames(known: readonly string[]): Names {
  const exact = new Set(known)
  const byPlain = new Map<string, string | null>()
  for (const name of known) byPlain.set(plain(name), byPlain.has(plain(name)) ? null : name)
  const find = (text: string) => {
    const name = unquoted(text)
    return exact.has(name) ? name : (byPlain.get(plain(name)) ?? null)
  }
  return {
    find,
    beginning(text) {
      const ends = [...text.matchAll(/$|[\s:;,.(#"'”`*]/g)].map((match) => match.index).filter((at) => at > 0)
      for (const end of ends.toReversed()) {
        const name = find(text.slice(0, end))
        if (name !== null) return { name, rest: text.slice(end) }
      }
      return null
    },
    unknown: (text) => ({
      message: `there is no variable “${unquoted(text)}”.${didYouMean(unquoted(text), known)}`,
    }),
  }
}

const ARROW = /\s*(?:-{1,2}>|=>|→|⟶)\s*/
const BACKWARD = /\s*(?:<-{1,2}|<=|←|⟵)\s*/
const CAUSES = /\s+(?:causes?|leads? to|affects?|influences?|drives?)\s+/i
const CHANGE = /^(add|remove|delete|drop|reverse|flip)\s*[:\s]\s*/i
const changeOf: Readonly<Record<string, ProposedChange>> = {
  add: 'add',
  remove: 'remove',
  delete: 'remove',
  drop: 'remove',
  reverse: 'reverse',
  flip: 'reverse',
}
const HEADER = /^(cause|from|source|parent)\s*[,;\t]\s*(effect|to|target|child)\b/i

/** null for a line without a proposal: empty, a heading, a remark. */
function fromLine(line: string, names: Names): Proposal | Unread | null {
  const text = line
    .trim()
    .replace(/^(?:[-*•]|\d+[.)])\s+/, '')
    .trim()
  if (text === '' || /^(#|\/\/|```)/.test(text) || HEADER.test(text)) return null
  const asked = CHANGE.exec(text)
  const change = asked ? changeOf[asked[1].toLowerCase()] : 'add'
  const statement = asked ? text.slice(asked[0].length) : text
  for (const [separator, direction] of [
    [ARROW, 'forward'],
    [BACKWARD, 'backward'],
    [CAUSES, 'forward'],
    [/\s*[,;\t]\s*/, 'forward'],
  ] as const) {
    const at = separator.exec(statement)
    if (!at) continue
    const left = names.find(statement.slice(0, at.index))
    const remaining = statement.slice(at.index + at[0].length)
    const right = names.beginning(remaining)
    if (left === null) return names.unknown(statement.slice(0, at.index))
    if (right === null) return names.unknown(remaining.split(/[:;,(#]|\s(?:because|since|as)\s/)[0])
    const reason = reasonIn(right.rest)
    const ends =
      direction === 'forward' ? { cause: left, effect: right.name } : { cause: right.name, effect: left }
    return arrow(change, ends.cause, ends.effect, reason)
  }
  return { message: `“${text.slice(0, 60)}” names no arrow; write for example cause -> effect.` }
}

function reasonIn(rest: string): string {
  const text = rest
    .trim()
    .replace(/^["'”`*]+/, '')
    .trim()
  return text
    .replace(/^[:;,.#–—-]+/, '')
    .trim()
    .replace(/^\((.*)\)\.?$/s, '$1')
    .replace(/^because\s+/i, '')
    .trim()
}

function arrow(change: ProposedChange, cause: string, effect: string, reason: string): Proposal | Unread {
  if (cause === effect) return { message: `“${cause}” cannot be its own cause.` }
  return { change, cause, effect, ...(reason === '' ? {} : { reason }) }
}

function jsonEntries(text: string): readonly unknown[] | null {
  try {
    const read: unknown = JSON.parse(text)
    if (Array.isArray(read)) return read
    const lists = Object.values(read as Record<string, unknown>).filter(Array.isArray)
    return lists.length === 1 ? (lists[0] as unknown[]) : null
  } catch {
    return null
  }
}

const textIn = (fields: Readonly<Record<string, unknown>>, keys: readonly string[]): string | null => {
  const key = keys.find((candidate) => typeof fields[candidate] === 'string')
  return key === undefined ? null : (fields[key] as string)
}

function fromEntry(entry: unknown, names: Names): Proposal | Unread {
  if (typeof entry === 'string') return fromLine(entry, names) ?? { message: 'is empty.' }
  if (typeof entry !== 'object' || entry === null) return { message: 'is no arrow.' }
  const fields: Readonly<Record<string, unknown>> = Array.isArray(entry)
    ? { cause: entry[0] as unknown, effect: entry[1] as unknown, reason: entry[2] as unknown }
    : (entry as Record<string, unknown>)
  const cause = textIn(fields, ['cause', 'from', 'source', 'parent'])
  const effect = textIn(fields, ['effect', 'to', 'target', 'child'])
  if (cause === null || effect === null) return { message: 'needs the names of a cause and an effect.' }
  const asked = textIn(fields, ['change', 'action', 'operation'])?.toLowerCase() ?? 'add'
  if (!(asked in changeOf))
    return { message: `the change “${asked}” is none of ${proposedChanges.join(', ')}.` }
  const left = names.find(cause)
  const right = names.find(effect)
  if (left === null) return names.unknown(cause)
  if (right === null) return names.unknown(effect)
  const reason = textIn(fields, ['reason', 'rationale', 'explanation', 'why']) ?? ''
  return arrow(changeOf[asked], left, right, reason.trim())
}
