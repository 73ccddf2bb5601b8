import { fail, type Result } from '../../../base/result'
import type { EngineContext } from '../../context'
import type { ByteSource } from '../byte-source'
import type { RawTable, ReadingOptions } from '../raw-table'
import { readDelimited } from './read-delimited'

type Reader = (
  source: ByteSource,
  options: ReadingOptions,
  context: Pick<EngineContext, 'signal' | 'progress'> | undefined,
) => Promise<Result<RawTable>>

/** What the first bytes of a file tell: how to read it, or what to tell people who drop it. */
const signatures: readonly {
  readonly bytes: readonly number[]
  readonly reader?: () => Promise<Reader>
  readonly advice?: string
}[] = [
  {
    bytes: [0x50, 0x41, 0x52, 0x31],
    reader: () => import('./read-parquet').then(({ readParquet }) => readParquet),
  },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    reader: () => import('./read-excel').then(({ readExcel }) => readExcel),
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    advice: 'It is a workbook or document of an old Office (.xls, .doc): save it as .xlsx or CSV.',
  },
  { bytes: [0x1f, 0x8b], advice: 'It is compressed with gzip: unpack it first.' },
  { bytes: [0x25, 0x50, 0x44, 0x46], advice: 'It is a PDF document.' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], advice: 'It is an SQLite database: export a table as CSV.' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], advice: 'It is a picture.' },
  { bytes: [0xff, 0xd8, 0xff], advice: 'It is a picture.' },
]

/**
 * Reads a table of any known kind, told by the first bytes. Between parts it reports progress and heeds the signal.
 * Whatever the file holds, the answer is a table or problems with their places.
 */
export async function readTable(
  source: ByteSource,
  options: ReadingOptions = {},
  context?: Pick<EngineContext, 'signal' | 'progress'>,
): Promise<Result<RawTable>> {
  const start = await source.read(0, Math.min(source.size, 8))
  const known = signatures.find(({ bytes }) => bytes.every((byte, at) => start[at] === byte))
  if (known?.advice) return fail('not-a-text-table', `This is not a text table. ${known.advice}`)
  const reader: Reader = known?.reader ? await known.reader() : readDelimited
  return reader(source, options, context)
}
