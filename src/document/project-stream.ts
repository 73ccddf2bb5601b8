import { fail, type Problem, type Result } from '../base/result'
import { checkProject, mapColumnValues } from './check-project'
import type { Project } from './project'
import { parseJson } from './project-file'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const COMMA = 0x2c
const OPEN = 0x5b
const CLOSE = 0x5d
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
/** A digit, a minus, the n of null, or the end of an empty list. */
const startsNumbers = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x6e || byte === CLOSE

const KEY = 'values'

/** Positions count in the text that is left, not in the file, once numbers have been taken out. */
const withoutPlace = ({ code, message }: Problem) =>
  fail(code, message.replace(/( in JSON)? at position.*$/, '.').replace(/\.+$/, '.'))

/** Doubles that grow by doubling; `take` gives exactly those written. */
function createDoubles() {
  let room = new Float64Array(1024)
  let length = 0
  return {
    add(numbers: readonly (number | null)[]) {
      if (length + numbers.length > room.length) {
        const larger = new Float64Array(Math.max(room.length * 2, length + numbers.length))
        larger.set(room.subarray(0, length))
        room = larger
      }
      for (const number of numbers) room[length++] = number ?? Number.NaN
    },
    take: () => room.slice(0, length),
  }
}

/**
 * Reads a project file chunk by chunk without ever holding its whole text: the lists of numbers under the key
 * "values" become doubles as they come by, what is left is small and read as JSON at the end.
 * Memory: the columns, plus what `bytes` brings. `add` says whether it is worth going on.
 */
export function createProjectReader() {
  const decoder = new TextDecoder('utf-8')
  const skeleton: string[] = []
  const lists: Float64Array[] = []
  let numbers: ReturnType<typeof createDoubles> | null = null
  /** The end of a chunk whose last number may go on in the next. */
  let pending = ''
  let inString = false
  let escaped = false
  /** What stands in the string so far, when it may still be the key; null when it cannot. */
  let word: string | null = null
  /** How much of `"values" : [` has gone by. */
  let seen: 'nothing' | 'key' | 'colon' | 'bracket' = 'nothing'
  let offset = 0
  let damage: Result<never> | null = null

  const keep = (bytes: Uint8Array) => skeleton.push(decoder.decode(bytes, { stream: true }))

  /** Takes numbers up to `end` of the chunk; returns where text goes on, or the end of the chunk. */
  function takeNumbers(bytes: Uint8Array, start: number): number {
    const close = bytes.indexOf(CLOSE, start)
    const end = close < 0 ? bytes.lastIndexOf(COMMA) : close
    const piece = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
    const pieces: string[] = []
    const upTo = close < 0 && end < start ? start : end
    for (let at = start; at < upTo; at += 8192) pieces.push(piece(at, Math.min(at + 8192, upTo)))
    const text = pending + pieces.join('')
    if (close < 0 && end < start) {
      pending += piece(start, bytes.length)
      if (pending.length > 1000) damage = damaged()
      return bytes.length
    }
    pending = ''
    const parsed = parseJson(`[${text}]`)
    const list = parsed.ok && Array.isArray(parsed.value) ? (parsed.value as unknown[]) : null
    if (!list?.every((value) => value === null || typeof value === 'number')) {
      damage = damaged()
      return bytes.length
    }
    numbers!.add(list as (number | null)[])
    if (close < 0) {
      pending = piece(end + 1, bytes.length)
      return bytes.length
    }
    lists.push(numbers!.take())
    numbers = null
    return close + 1
  }

  const damaged = () =>
    fail(
      'broken-json',
      `This project file is damaged: the numbers of column ${lists.length + 1} of the data, about ${(offset / 1e6).toFixed(1)} MB into the file, cannot be read.`,
    )

  /** Goes over text from `start`; returns where a list of numbers begins, or the end of the chunk. */
  function takeText(bytes: Uint8Array, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at]
      if (inString) {
        if (escaped) escaped = false
        else if (byte === BACKSLASH) {
          escaped = true
          word = null
        } else if (byte === QUOTE) {
          inString = false
          seen = word === KEY ? 'key' : 'nothing'
          continue
        }
        if (word !== null) word = word.length < KEY.length ? word + String.fromCharCode(byte) : null
      } else if (isSpace(byte)) continue
      else if (seen === 'bracket') {
        seen = 'nothing'
        if (startsNumbers(byte)) {
          keep(bytes.subarray(start, at))
          // The list is named by its place, inside the bracket that stands already.
          skeleton.push(`${lists.length}]`)
          numbers = createDoubles()
          return at
        }
        at--
      } else if (byte === QUOTE) {
        inString = true
        word = ''
        seen = 'nothing'
      } else if (seen === 'key' && byte === COLON) seen = 'colon'
      else if (seen === 'colon' && byte === OPEN) seen = 'bracket'
      else seen = 'nothing'
    }
    keep(bytes.subarray(start))
    return bytes.length
  }

  return {
    /** Takes the next bytes of the file; false once it is known to be damaged. */
    add(bytes: Uint8Array): boolean {
      let at = 0
      while (at < bytes.length && !damage) at = numbers ? takeNumbers(bytes, at) : takeText(bytes, at)
      offset += bytes.length
      return damage === null
    },
    /** The project, once all bytes have come. Never throws. */
    finish(): Result<Project> {
      if (damage) return damage
      if (numbers) return damaged()
      const json = parseJson(skeleton.join('') + decoder.decode())
      if (!json.ok) return lists.length === 0 ? json : withoutPlace(json.problems[0])
      const file = json.value
      const isObject = typeof file === 'object' && file !== null && !Array.isArray(file)
      if (!isObject) return checkProject(file)
      const named = (values: unknown) => {
        const place = Array.isArray(values) && values.length === 1 ? (values[0] as unknown) : null
        return typeof place === 'number' ? (lists[place] ?? values) : values
      }
      return checkProject(mapColumnValues(file as Record<string, unknown>, named))
    },
  }
}
