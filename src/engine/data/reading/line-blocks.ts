import type { ByteSource } from '../byte-source'
import type { Encoding } from '../encoding'
import { limits } from '../limits'

/** Whole lines of a file as UTF-8. */
export interface LineBlock {
  /** The last byte is a line end. */
  readonly bytes: Uint8Array
  /** In [0, 1]: how much of the file has been read with this block. */
  readonly fraction: number
  readonly place: 'more-follows' | 'end-of-file'
}

/** The bytes are not what the encoding says. */
export class WrongEncoding extends Error {}

/** A line goes on for longer than is read. */
export class LineTooLong extends Error {}

const FIRST_BLOCK = 1 << 18
const BLOCK = 1 << 22
const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const byteOrderMark = [0xef, 0xbb, 0xbf]

/** The file block by block; the next one is read while the last is worked on. */
export const lineBlocks = (source: ByteSource, encoding: Encoding): AsyncGenerator<LineBlock> =>
  encoding === 'utf-8' ? blocksOfUtf8(source) : blocksOfOther(source, encoding)

async function* blocksOfUtf8(source: ByteSource): AsyncGenerator<LineBlock> {
  const { size } = source
  const start = await source.read(0, Math.min(size, byteOrderMark.length))
  let from = byteOrderMark.every((byte, at) => start[at] === byte) ? byteOrderMark.length : 0
  let length = FIRST_BLOCK
  const read = () => source.read(from, Math.min(size, from + length))
  let coming = read()
  while (from < size) {
    const bytes = await coming
    const upTo = from + bytes.length
    if (upTo >= size) {
      yield { bytes: withLineEnd(bytes), fraction: 1, place: 'end-of-file' }
      return
    }
    const end = endOfLines(bytes)
    if (end === 0) {
      length *= 2
      if (length > limits.record) throw new LineTooLong()
    } else {
      from += end
      length = BLOCK
    }
    coming = read()
    if (end > 0) yield { bytes: bytes.subarray(0, end), fraction: upTo / size, place: 'more-follows' }
  }
}

async function* blocksOfOther(source: ByteSource, encoding: Encoding): AsyncGenerator<LineBlock> {
  const { size } = source
  const decoder = new TextDecoder(encoding, { fatal: true })
  const encoder = new TextEncoder()
  const read = (from: number) => source.read(from, Math.min(size, from + BLOCK))
  let rest = ''
  let coming = read(0)
  for (let from = 0; from < size; from += BLOCK) {
    const bytes = await coming
    const upTo = from + bytes.length
    if (upTo < size) coming = read(upTo)
    const text = rest + decoded(decoder, bytes, upTo < size)
    const end = upTo < size ? text.lastIndexOf('\n') + 1 : text.length
    rest = text.slice(end)
    if (rest.length > limits.record) throw new LineTooLong()
    const place = upTo < size ? 'more-follows' : 'end-of-file'
    if (end > 0)
      yield { bytes: withLineEnd(encoder.encode(text.slice(0, end))), fraction: upTo / size, place }
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    throw new WrongEncoding()
  }
}

/** Behind the last line end whose line is complete. */
function endOfLines(bytes: Uint8Array): number {
  const lineFeed = bytes.lastIndexOf(LINE_FEED)
  if (lineFeed >= 0) return lineFeed + 1
  // The last byte may be the first half of a line end.
  return bytes.lastIndexOf(CARRIAGE_RETURN, bytes.length - 2) + 1
}

function withLineEnd(bytes: Uint8Array): Uint8Array {
  const last = bytes.at(-1)
  if (last === LINE_FEED || last === CARRIAGE_RETURN) return bytes
  const longer = new Uint8Array(bytes.length + 1)
  longer.set(bytes)
  longer[bytes.length] = LINE_FEED
  return longer
}
