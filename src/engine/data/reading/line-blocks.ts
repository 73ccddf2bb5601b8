import type { ByteSource } from '../byte-source'
import type { Encoding } from '../encoding'
import { limits } from '../limits'

/** Whole lines of a file as UTF-8. */
export interface LineBlock {
  /** The last byte is a line end; only the block at the end of the file may be empty. */
  readonly bytes: Uint8Array
  /** In [0, 1]: how much of the file has been read with this block. */
  readonly fraction: number
  readonly place: 'more-follows' | 'end-of-file'
}

/** The bytes are not what the encoding says. */
export class WrongEncoding extends Error {}

/** A line goes on for longer than is read. */
export class LineTooLong extends Error {}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const byteOrderMark = [0xef, 0xbb, 0xbf]

/** The file in blocks of whole lines. */
export const lineBlocks = (source: ByteSource, encoding: Encoding): AsyncGenerator<LineBlock> =>
  wholeLines(encoding === 'utf-8' ? utf8Parts(source) : transcodedParts(source, encoding))

/** Bytes of UTF-8 with the share of the file that they bring the reading to. */
interface Part {
  readonly bytes: Uint8Array
  readonly fraction: number
}

async function* utf8Parts(source: ByteSource): AsyncGenerator<Part> {
  let done = 0
  for await (const bytes of source.parts()) {
    const isMarked = done === 0 && byteOrderMark.every((byte, at) => bytes[at] === byte)
    done += bytes.length
    yield { bytes: isMarked ? bytes.subarray(byteOrderMark.length) : bytes, fraction: done / source.size }
  }
}

async function* transcodedParts(source: ByteSource, encoding: Encoding): AsyncGenerator<Part> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const encoder = new TextEncoder()
  let done = 0
  for await (const bytes of source.parts()) {
    done += bytes.length
    const text = decoded(decoder, bytes, done < source.size)
    yield { bytes: encoder.encode(text), fraction: done / source.size }
  }
}

/** A line that two parts share is put together in a block of its own, so that no part is copied. */
async function* wholeLines(parts: AsyncIterable<Part>): AsyncGenerator<LineBlock> {
  let rest: Uint8Array[] = []
  for await (const { bytes, fraction } of parts) {
    let from = 0
    if (rest.length > 0) {
      from = endOfFirstLine(bytes)
      rest.push(from > 0 ? bytes.subarray(0, from) : bytes)
      if (lengthOf(rest) > limits.record) throw new LineTooLong()
      if (from === 0) continue
      yield { bytes: joinedBytes(rest), fraction, place: 'more-follows' }
    }
    const end = endOfLines(bytes, from)
    if (end > from) yield { bytes: bytes.subarray(from, end), fraction, place: 'more-follows' }
    rest = end < bytes.length ? [bytes.subarray(end)] : []
  }
  yield { bytes: withLineEnd(joinedBytes(rest)), fraction: 1, place: 'end-of-file' }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    throw new WrongEncoding()
  }
}

/** Behind the first line end, or 0; the last byte may be the first half of one. */
function endOfFirstLine(bytes: Uint8Array): number {
  const lineFeed = bytes.indexOf(LINE_FEED)
  const carriageReturn = bytes
    .subarray(0, lineFeed < 0 ? bytes.length - 1 : lineFeed)
    .indexOf(CARRIAGE_RETURN)
  return carriageReturn >= 0 && carriageReturn + 1 !== lineFeed ? carriageReturn + 1 : lineFeed + 1
}

/** Behind the last line end whose line is complete; `from` when there is none. */
function endOfLines(bytes: Uint8Array, from: number): number {
  const lineFeed = bytes.lastIndexOf(LINE_FEED)
  if (lineFeed >= from) return lineFeed + 1
  // The last byte may be the first half of a line end.
  return Math.max(from, bytes.lastIndexOf(CARRIAGE_RETURN, bytes.length - 2) + 1)
}

const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0)

/** The pieces one after another; a single piece is not copied. */
export function joinedBytes(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]
  const all = new Uint8Array(lengthOf(pieces))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

function withLineEnd(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) return bytes
  const last = bytes.at(-1)
  if (last === LINE_FEED || last === CARRIAGE_RETURN) return bytes
  const longer = new Uint8Array(bytes.length + 1)
  longer.set(bytes)
  longer[bytes.length] = LINE_FEED
  return longer
}
