import type { ColumnMetaData, CompressionCodec, Compressors, PageHeader } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { parquetHeader } from 'hyparquet/src/column.js'
import { limits } from '../limits'

/** The file does not hold what it says; the message is a reason for people. */
export class DamagedParquet extends Error {}

interface Chunk {
  /** The pages of one column in one row group. */
  readonly bytes: Uint8Array
  readonly codec: CompressionCodec
  readonly type: ColumnMetaData['type']
  readonly rows: number
  readonly nullable: boolean
}

/**
 * Looks through the pages of a column before they are decoded: a page must lie within the chunk, hold no more values
 * than the row group has rows, unpack to a bearable size, and its runs of repeated values must not be longer than the
 * page says, or the decoder would fill memory with them. Returns decompressors that go on checking while pages are
 * unpacked, in the order of the pages.
 */
export function guardChunk(chunk: Chunk): Compressors {
  const pages = pagesOf(chunk)
  const packed = pages.filter(({ isPacked }) => isPacked)
  let next = 0
  const unpack = compressors[chunk.codec]
  return {
    [chunk.codec]: (input: Uint8Array, length: number): Uint8Array => {
      const page = packed[next++]
      if (!unpack || !page) throw new DamagedParquet('its pages are not in order')
      const output = unpack(input, length)
      checkRuns(page.header, output, chunk)
      return output
    },
  }
}

interface Page {
  readonly header: PageHeader
  readonly isPacked: boolean
}

function pagesOf(chunk: Chunk): Page[] {
  const { bytes, rows } = chunk
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const reader = { view, offset: 0 }
  const pages: Page[] = []
  let values = 0
  while (reader.offset < bytes.length - 1 && values < rows) {
    const header = parquetHeader(reader)
    const { compressed_page_size: size, uncompressed_page_size: unpacked } = header
    const end = reader.offset + size
    if (!(size >= 0) || end > bytes.length) throw new DamagedParquet('a page is cut off')
    if (!(unpacked >= 0) || unpacked > limits.parquetPage) throw new DamagedParquet('a page is too large')
    const count =
      header.data_page_header?.num_values ??
      header.data_page_header_v2?.num_values ??
      header.dictionary_page_header?.num_values
    const most = header.dictionary_page_header ? 8 * unpacked : rows - values
    if (count === undefined || !(count >= 0) || count > most)
      throw new DamagedParquet('a page holds another number of values than it should')
    if (!header.dictionary_page_header) values += count
    const v2 = header.data_page_header_v2
    const isPacked = chunk.codec !== 'UNCOMPRESSED' && v2?.is_compressed !== false
    const body = bytes.subarray(reader.offset, end)
    if (v2) {
      const levels = v2.definition_levels_byte_length + v2.repetition_levels_byte_length
      if (!(levels >= 0) || levels > size || !(v2.num_nulls >= 0) || v2.num_nulls > count)
        throw new DamagedParquet('the gaps of a page are not told')
      if (chunk.nullable) checkHybrid(body, v2.repetition_levels_byte_length, 1, count)
      if (!isPacked) checkRuns(header, body.subarray(levels), chunk)
    } else if (!isPacked) checkRuns(header, body, chunk)
    pages.push({ header, isPacked })
    reader.offset = end
  }
  if (values !== rows) throw new DamagedParquet('rows are lacking')
  return pages
}

const NO_DICTIONARY_BITS = 0
const MOST_BITS = 32

function checkRuns(header: PageHeader, page: Uint8Array, { nullable, type }: Chunk) {
  const data = header.data_page_header ?? header.data_page_header_v2
  if (!data) return
  const { encoding, num_values: count } = data
  let at = 0
  if (header.data_page_header && nullable) {
    checkHybrid(page, 4, 1, count)
    at = 4 + lengthAt(page, 0)
  }
  if (encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY') {
    const bits = page[at]
    if (bits > MOST_BITS) throw new DamagedParquet('a page refers to no dictionary')
    if (bits !== NO_DICTIONARY_BITS) checkHybrid(page, at + 1, bits, count)
  } else if (encoding === 'RLE') {
    if (type !== 'BOOLEAN') throw new DamagedParquet('a page refers to no dictionary')
    checkHybrid(page, at + 4, 1, count)
  }
}

const lengthAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0

/** Walks runs of the hybrid of run-length and bit-packed encoding; none may be longer than what is left of `count`. */
function checkHybrid(bytes: Uint8Array, from: number, bits: number, count: number) {
  let at = from
  let seen = 0
  while (seen < count && at < bytes.length) {
    // In 32 bits with wrapping, as the decoder reads it.
    let header = 0
    let shift = 0
    let byte: number
    do {
      byte = bytes[at++]
      header |= (byte & 127) << shift
      shift += 7
    } while (byte > 127)
    const isPacked = (header & 1) === 1
    const values = isPacked ? (header >> 1) << 3 : header >>> 1
    // Packed values come in eights; what is over is not read.
    if (values < 0 || values > count - seen + (isPacked ? 7 : 0))
      throw new DamagedParquet('a run of values is too long')
    seen += values
    // Of an empty packed run the decoder takes one byte.
    at += isPacked ? Math.max(1, (bits * values) / 8) : Math.ceil(bits / 8)
  }
}
