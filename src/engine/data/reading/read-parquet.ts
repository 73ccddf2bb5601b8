import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type DecodedArray,
  type FileMetaData,
  type RowGroup,
  type SchemaElement,
} from 'hyparquet'
import { fail, succeed, type Problem, type Result } from '../../../base/result'
import type { EngineContext } from '../../context'
import type { ByteSource } from '../byte-source'
import { createNotices, readNames } from '../header'
import { limits, tooLarge } from '../limits'
import type { RawColumn, RawTable, ReadingOptions } from '../raw-table'
import { fillNumbers, fillTexts } from './filled-column'
import { DamagedParquet, guardChunk } from './parquet-guard'

const MILLISECONDS_A_DAY = 86_400_000

/** Times as milliseconds, dates as days: no object a cell. */
const parsers = {
  timestampFromMilliseconds: Number,
  timestampFromMicroseconds: (micros: bigint) => Number(micros) / 1e3,
  timestampFromNanoseconds: (nanos: bigint) => Number(nanos) / 1e6,
  dateFromDays: (days: number) => days,
}

type CellType = 'number' | 'decimal' | 'day' | 'time' | 'truth' | 'text'

/**
 * Reads the flat columns of a Parquet file, a row group of a column at a time, with kinds as its types say: texts stay
 * texts also where they look like numbers. Columns of lists, records or bytes are left out with a notice. Problems:
 * the file is damaged (with the column), has no column to read, or needs more memory than there is.
 */
export async function readParquet(
  source: ByteSource,
  _options: ReadingOptions,
  context?: Pick<EngineContext, 'signal' | 'progress'>,
): Promise<Result<RawTable>> {
  let place = 'its table of contents cannot be read'
  try {
    const file = fileOf(source)
    const metadata = await parquetMetadataAsync(file, { geoparquet: false })
    const rows = checkedRows(metadata)
    const notices = createNotices()
    const wanted = flatColumns(metadata, notices)
    if (wanted.length === 0)
      return fail('no-columns', `${source.name} has no column of numbers, texts, dates or truth values.`)
    if (wanted.length > limits.columns)
      return fail(
        'too-many-columns',
        `${source.name} has ${wanted.length} columns; at most ${limits.columns} can be read.`,
      )
    const memory = rows * wanted.reduce((sum, { type }) => sum + (type === 'text' ? 12 : 8), 0)
    if (memory > limits.tableMemory) return tooLarge(source.name, memory)
    if (rows === 0) return fail('no-rows', `${source.name} has ${wanted.length} columns but no rows.`)
    const names = readNames(
      wanted.map(({ element }) => element.name),
      notices,
    )
    const columns: RawColumn[] = []
    for (const [j, column] of wanted.entries()) {
      place = `the column “${names[j]}” cannot be read`
      const filler = fillerOf(column, names[j], rows)
      let row = 0
      for (const group of metadata.row_groups) {
        const end = row + Number(group.num_rows)
        if (end > row) await readGroup({ file, metadata, column, group, row, end, put: filler.put })
        row = end
        const done = (j + row / rows) / wanted.length
        context?.progress(done, `${j + 1} of ${wanted.length} columns`)
        if (context?.signal.aborted) return fail('cancelled', `Reading ${source.name} was cancelled.`)
      }
      columns.push(filler.finish())
      noteRounding(filler, names[j], notices)
    }
    if (rows === 1)
      notices.add('one-row', 'There is only one row: nothing can be learned from it.', { row: 1 })
    return succeed({
      fileName: source.name,
      bytes: source.size,
      rows,
      columns,
      format: { type: 'parquet' },
      decimal: 'point',
      notices: notices.all(),
    })
  } catch (error) {
    return refusal(source.name, place, error)
  }
}

function refusal(name: string, place: string, error: unknown): { ok: false; problems: Problem[] } {
  const isReason =
    error instanceof DamagedParquet || (error instanceof Error && error.message.startsWith('parquet '))
  const detail = isReason ? ` (${error.message.replace(/^parquet /, '')})` : ''
  return fail('damaged-file', `${name} is damaged: ${place}${detail}.`)
}

/** Reads only within the file. */
const fileOf = (source: ByteSource): AsyncBuffer => ({
  byteLength: source.size,
  async slice(from, to = source.size) {
    const start = from < 0 ? source.size + from : from
    if (!(start >= 0 && start <= to && to <= source.size))
      throw new DamagedParquet('it points outside itself')
    const bytes = await source.read(start, to)
    const isWhole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
    return (isWhole ? bytes.buffer : bytes.slice().buffer) as ArrayBuffer
  },
})

function checkedRows({ num_rows, row_groups }: FileMetaData): number {
  const rows = Number(num_rows)
  const inGroups = row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0)
  const isPossible = row_groups.every(({ num_rows: count }) => Number(count) >= 0)
  if (!isPossible || rows !== inGroups || rows > 2 ** 31)
    throw new DamagedParquet('its parts do not have the rows it says')
  return rows
}

interface FlatColumn {
  readonly element: SchemaElement
  readonly type: CellType
}

function flatColumns(metadata: FileMetaData, notices: ReturnType<typeof createNotices>): FlatColumn[] {
  const seen = new Set<string>()
  return parquetSchema(metadata).children.flatMap(({ element, children }): FlatColumn[] => {
    const { name } = element
    const type = children.length > 0 ? null : cellType(element)
    if (seen.has(name)) throw new DamagedParquet(`two columns are called “${name}”`)
    seen.add(name)
    if (type) return [{ element, type }]
    const what = children.length > 0 || element.repetition_type === 'REPEATED' ? 'lists or records' : 'bytes'
    notices.add('nested-column', `“${name}” holds ${what}, not single values: it was left out.`, { name })
    return []
  })
}

/** Null for what is no single value. */
function cellType({ type, converted_type, logical_type, repetition_type }: SchemaElement): CellType | null {
  if (repetition_type === 'REPEATED') return null
  const logical = logical_type?.type
  if (logical === 'DATE' || converted_type === 'DATE') return 'day'
  if (logical === 'TIMESTAMP' || converted_type?.startsWith('TIMESTAMP') || type === 'INT96') return 'time'
  if (logical === 'DECIMAL' || converted_type === 'DECIMAL') return 'decimal'
  if (logical === 'UUID' || logical === 'STRING' || logical === 'ENUM' || converted_type === 'UTF8')
    return 'text'
  if (logical === 'FLOAT16') return 'number'
  if (logical === 'GEOMETRY' || logical === 'GEOGRAPHY' || logical === 'VARIANT' || logical === 'BSON')
    return null
  if (converted_type === 'BSON' || converted_type === 'INTERVAL') return null
  if (type === 'BOOLEAN') return 'truth'
  if (type === 'BYTE_ARRAY') return 'text'
  return type === 'FIXED_LEN_BYTE_ARRAY' ? null : 'number'
}

interface GroupPart {
  readonly file: AsyncBuffer
  readonly metadata: FileMetaData
  readonly column: FlatColumn
  readonly group: RowGroup
  /** First row of the group, and the row after its last. */
  readonly row: number
  readonly end: number
  readonly put: (cell: unknown) => void
}

/** Hands the cells of one column in one row group to `put`, in order. */
async function readGroup({ file, metadata, column, group, row, end, put }: GroupPart) {
  const { name } = column.element
  const meta = group.columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === name)?.meta_data
  if (!meta) throw new DamagedParquet('a part of it is lacking')
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset)
  const bytes = await file.slice(start, start + Number(meta.total_compressed_size))
  const rows = end - row
  const compressors = guardChunk({
    bytes: new Uint8Array(bytes),
    codec: meta.codec,
    type: meta.type,
    rows,
    nullable: column.element.repetition_type !== 'REQUIRED',
  })
  const parts: DecodedArray[] = []
  await parquetRead({
    file: { byteLength: file.byteLength, slice: (from, to) => within(bytes, start, from, to) },
    metadata,
    columns: [name],
    rowStart: row,
    rowEnd: end,
    compressors,
    parsers,
    onChunk: ({ columnData }) => void parts.push(columnData),
  })
  if (parts.reduce((sum, part) => sum + part.length, 0) !== rows)
    throw new DamagedParquet('it has another number of rows')
  for (const part of parts) for (let at = 0; at < part.length; at++) put(part[at])
}

/** A part of the bytes that begin at `start` in the file. */
function within(bytes: ArrayBuffer, start: number, from: number, to = start + bytes.byteLength): ArrayBuffer {
  if (from < start || to > start + bytes.byteLength) throw new DamagedParquet('it points outside its part')
  return from === start && to === start + bytes.byteLength ? bytes : bytes.slice(from - start, to - start)
}

interface Filler {
  put(cell: unknown): void
  finish(): RawColumn
  /** What was lost on the way into doubles and days. */
  readonly lost: { wholeNumbers: number; timesOfDay: number }
}

function fillerOf({ type, element }: FlatColumn, name: string, rows: number): Filler {
  const lost = { wholeNumbers: 0, timesOfDay: 0 }
  if (type === 'text' || type === 'truth') {
    const texts = fillTexts(name, type === 'text' ? 'text' : undefined, rows)
    const put = (cell: unknown) => texts.putText(cell === null ? '' : written(cell))
    return { put, finish: texts.finish, lost }
  }
  const isDay = type === 'day' || type === 'time'
  const numbers = fillNumbers(name, isDay ? 'day' : 'number', rows)
  const scale = element.scale ?? 0
  const put = (cell: unknown) => {
    if (typeof cell === 'number') {
      if (type === 'number' || type === 'day') numbers.put(cell)
      else if (type === 'decimal') numbers.put(scale > 0 && scale <= 22 ? Number(cell.toFixed(scale)) : cell)
      else {
        const days = Math.floor(cell / MILLISECONDS_A_DAY)
        if (days * MILLISECONDS_A_DAY !== cell) lost.timesOfDay++
        numbers.put(days)
      }
    } else if (typeof cell === 'bigint') {
      const value = Number(cell)
      if (!Number.isSafeInteger(value)) lost.wholeNumbers++
      numbers.put(value)
    } else if (cell === null) numbers.putText('')
    else throw new DamagedParquet('a cell is of another type')
  }
  return { put, finish: numbers.finish, lost }
}

function written(cell: unknown): string {
  if (typeof cell === 'string') return cell
  if (typeof cell === 'boolean') return String(cell)
  if (cell === undefined) throw new DamagedParquet('a cell is not in the dictionary')
  return JSON.stringify(cell)
}

function noteRounding({ lost }: Filler, name: string, notices: ReturnType<typeof createNotices>) {
  if (lost.wholeNumbers > 0)
    notices.add(
      'rounded',
      `“${name}” holds whole numbers above 2^53 in ${lost.wholeNumbers} rows; they were rounded.`,
      { name },
    )
  if (lost.timesOfDay > 0)
    notices.add('time-of-day', `“${name}” holds times; their dates were read.`, { name })
}
