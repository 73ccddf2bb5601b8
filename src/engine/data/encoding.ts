export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const SAMPLE = 65_536
/** Text has hardly any control characters beside tab and line ends. */
const MOST_CONTROL = 0.005

/** By byte order mark, else UTF-16 by its zero bytes, else UTF-8. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = Math.min(bytes.length, SAMPLE) & ~1
  let even = 0
  let odd = 0
  for (let at = 0; at < sample; at += 2) {
    if (bytes[at] === 0) even++
    if (bytes[at + 1] === 0) odd++
  }
  // Western text in UTF-16 has a zero in nearly every other byte.
  if (odd > sample * 0.3 && even < sample * 0.05) return 'utf-16le'
  if (even > sample * 0.3 && odd < sample * 0.05) return 'utf-16be'
  return 'utf-8'
}

/** The text at the beginning of a file, or null when the bytes are not of this encoding; a cut character is left out. */
export function decodeStart(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return null
  }
}

/** Where a text holds zero bytes or so many control characters that it is none. */
export function firstJunk(text: string): { message: string; line: number } | null {
  const zero = text.indexOf('\0')
  if (zero >= 0) return zeroBytes(lineAt(text, zero))
  const end = Math.min(text.length, SAMPLE)
  let control = 0
  let first = -1
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at)
    const isControl =
      (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) || code === 0xfffd
    if (!isControl) continue
    if (first < 0) first = at
    control++
  }
  if (control <= Math.max(2, end * MOST_CONTROL)) return null
  const line = lineAt(text, first)
  return { message: `This is not a text table: control characters from line ${line} on.`, line }
}

export const zeroBytes = (line: number) => ({
  message: `This is not a text table: line ${line} holds zero bytes.`,
  line,
})

/** Line of a position in a text with `\n` between lines, from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++
  return line
}
