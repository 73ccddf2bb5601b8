import { fail, succeed, type Result } from '../../base/result'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface DecodedText {
  readonly text: string
  readonly encoding: Encoding
}

/** More than this and the decoded text would not fit in one string. */
export const MOST_BYTES = 300_000_000
const SAMPLE = 65_536
/** Text has hardly any control characters beside tab and line ends. */
const MOST_CONTROL = 0.005

/** First bytes of files that people drop by mistake, and what to tell them. */
const signatures: readonly { readonly bytes: readonly number[]; readonly advice: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    advice: 'It is an Excel workbook or another zip file: save the sheet as CSV.',
  },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], advice: 'It is an old Office file: save the sheet as CSV.' },
  { bytes: [0x1f, 0x8b], advice: 'It is compressed with gzip: unpack it first.' },
  { bytes: [0x25, 0x50, 0x44, 0x46], advice: 'It is a PDF document.' },
  { bytes: [0x50, 0x41, 0x52, 0x31], advice: 'It is a Parquet file: save it as CSV.' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], advice: 'It is an SQLite database: export a table as CSV.' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], advice: 'It is a picture.' },
  { bytes: [0xff, 0xd8, 0xff], advice: 'It is a picture.' },
]

/**
 * Bytes to text: by byte order mark, else UTF-16 by its zero bytes, else UTF-8, else windows-1252. Files that are
 * not text are refused.
 */
export function decodeText(bytes: Uint8Array, forced?: Encoding): Result<DecodedText> {
  if (bytes.length > MOST_BYTES) {
    const megabytes = Math.round(bytes.length / 1e6)
    return fail('file-too-large', `The file has ${megabytes} MB; at most ${MOST_BYTES / 1e6} MB can be read.`)
  }
  const known = signatures.find(({ bytes: start }) => start.every((byte, at) => bytes[at] === byte))
  if (known) return fail('not-a-text-table', `This is not a text table. ${known.advice}`)
  for (const encoding of [forced ?? guessEncoding(bytes), 'windows-1252'] as const) {
    const text = decode(bytes, encoding)
    if (text === null) continue
    const junk = firstJunk(text)
    if (junk) return fail('not-a-text-table', junk.message, { line: junk.line })
    return succeed({ text, encoding })
  }
  return fail('not-a-text-table', 'This is not a text table: its bytes are not text.')
}

function guessEncoding(bytes: Uint8Array): Encoding {
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

function decode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function firstJunk(text: string): { message: string; line: number } | null {
  const zero = text.indexOf('\0')
  if (zero >= 0) {
    const line = lineAt(text, zero)
    return { message: `This is not a text table: line ${line} holds zero bytes.`, line }
  }
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

function lineAt(text: string, position: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++
  return line
}
