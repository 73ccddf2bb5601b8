import { fail, succeed, type Problem, type Result } from '../../../base/result'
import type { EngineContext } from '../../context'
import type { ByteSource } from '../byte-source'
import { zeroBytes } from '../encoding'
import { isNumeric } from '../kinds'
import { gigabytes, limits, tooLarge } from '../limits'
import type { RawTable, ReadingOptions } from '../raw-table'
import { badQuote, readHead, type DelimitedHead } from './delimited-head'
import { joinedBytes, lineBlocks, LineTooLong, WrongEncoding } from './line-blocks'
import { RecordScanner } from './record-scanner'
import { splitRecords, withLineFeeds } from './split-records'

type ReadingContext = Pick<EngineContext, 'signal' | 'progress'>

/** How often columns that prove to be texts are looked for one by one before all are read as texts. */
const PATIENCE = 3
/** From this share of odd cells on, and so many different ones, a column is not of numbers. */
const ODD_SHARE = 0.25
const ODD_TEXTS = 100

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads delimited text, block by block. Fails, with the place, for files that hold no table; ragged rows, repeated or
 * empty names and the like become notices. Columns of numbers become numbers as they are read, other columns texts;
 * what proves to be no column of numbers is read a second time.
 */
export async function readDelimited(
  source: ByteSource,
  options: ReadingOptions = {},
  context?: ReadingContext,
): Promise<Result<RawTable>> {
  const table = await readWithEncoding(source, options, 'may-be-windows', context)
  return table === 'wrong-encoding'
    ? ((await readWithEncoding(source, options, 'is-windows', context)) as Result<RawTable>)
    : table
}

async function readWithEncoding(
  source: ByteSource,
  options: ReadingOptions,
  fallback: 'may-be-windows' | 'is-windows',
  context: ReadingContext | undefined,
): Promise<Result<RawTable> | 'wrong-encoding'> {
  const head = await readHead(source, options, fallback)
  if (!head.ok) return head
  let { holds } = head.value
  for (let attempt = 1; ; attempt++) {
    const outcome = await readRecords(source, { ...head.value, holds }, context)
    if (!('texts' in outcome)) return 'wrong' in outcome ? 'wrong-encoding' : outcome
    const { texts } = outcome
    holds = holds.map((held, j) => (attempt === PATIENCE || texts.has(j) ? 'texts' : held))
  }
}

/** A table, a refusal, the columns that have to be read as texts, or a wrong encoding. */
type Outcome = Result<RawTable> | { readonly texts: ReadonlySet<number> } | { readonly wrong: 'encoding' }

async function readRecords(
  source: ByteSource,
  head: DelimitedHead,
  context: ReadingContext | undefined,
): Promise<Outcome> {
  const scanner = new RecordScanner(head)
  // What is to be read next: the rest of a quoted record, and blocks until there is twice as much, so that a record
  // that goes on for very long is not looked through again with every block.
  let waiting: Uint8Array[] = []
  let carried = 0
  let size = 0
  try {
    for await (const { bytes, fraction, place } of lineBlocks(source, head.encoding)) {
      waiting.push(bytes)
      size += bytes.length
      if (size < 2 * carried && place !== 'end-of-file') continue
      const block = joinedBytes(waiting)
      const at = scanner.scan(block, 0, block.length)
      waiting = []
      if (at < block.length) {
        const text = withLineFeeds(decoded(block.subarray(at)))
        const split = splitRecords(text, head.separator, place === 'end-of-file' ? 'of-file' : 'of-part')
        if (split.badQuote) return badQuote(text, split.badQuote, scanner.line)
        for (const record of split.records) scanner.put(record)
        if (split.used < text.length) waiting.push(new TextEncoder().encode(text.slice(split.used)))
      }
      carried = waiting[0]?.length ?? 0
      size = carried
      const stop = reasonToStop(source, head, scanner, carried)
      if (stop) return stop
      context?.progress(fraction, `${scanner.rows.toLocaleString('en')} rows`)
      if (context?.signal.aborted) return fail('cancelled', `Reading ${source.name} was cancelled.`)
    }
  } catch (error) {
    if (error instanceof WrongEncoding) return { wrong: 'encoding' }
    if (error instanceof LineTooLong) return tooLongRecord(scanner.line)
    if (error instanceof RangeError) return tooLarge(source.name, 2 * scanner.memory)
    throw error
  }
  return tableOf(source, head, scanner)
}

function reasonToStop(
  source: ByteSource,
  head: DelimitedHead,
  scanner: RecordScanner,
  carried: number,
): Outcome | null {
  if (scanner.fault?.fault === 'zero-byte') {
    const { message, line } = zeroBytes(scanner.fault.line)
    return fail('not-a-text-table', message, { line })
  }
  if (scanner.fault) return { wrong: 'encoding' }
  if (carried > limits.record) return tooLongRecord(scanner.line)
  if (scanner.memory > limits.tableMemory) {
    const rows = Math.max(1, scanner.rows)
    return tooLarge(source.name, (scanner.memory / rows) * Math.max(rows, head.expectedRows))
  }
  const texts = new Set<number>()
  for (const [j, column] of scanner.columns.entries())
    if (column.holds === 'numbers' && column.oddCount > ODD_SHARE * scanner.rows)
      if (column.texts.size > ODD_TEXTS) texts.add(j)
  return texts.size > 0 ? { texts } : null
}

function tableOf(source: ByteSource, head: DelimitedHead, scanner: RecordScanner): Outcome {
  const { names, encoding, separator, decimal, header } = head
  const { rows, blankLines } = scanner
  if (rows === 0) {
    const list = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`
    return fail('no-rows', `${source.name} has a header (${list}) but no rows.`, { line: 1 })
  }
  const columns = scanner.columns.map((column, j) => column.finish(names[j], rows))
  const texts = new Set<number>()
  for (const [j, column] of columns.entries()) {
    if (column.form === 'numbers' && (scanner.columns[j].padded > 0 || !isNumeric(column, decimal)))
      texts.add(j)
  }
  if (texts.size > 0) return { texts }
  const notices: Problem[] = [...head.notices, ...scanner.notices.all()]
  if (rows === 1)
    notices.push({
      code: 'one-row',
      message: 'There is only one row: nothing can be learned from it.',
      where: { row: 1 },
    })
  if (blankLines > 0) {
    const message = `${blankLines} blank ${blankLines === 1 ? 'line was' : 'lines were'} skipped.`
    notices.push({ code: 'blank-lines', message })
  }
  const format = { type: 'text', encoding, separator, header } as const
  return succeed({ fileName: source.name, bytes: source.size, rows, columns, format, decimal, notices })
}

const tooLongRecord = (line: number) =>
  fail(
    'record-too-long',
    `The row that begins on line ${line} goes on for more than ${gigabytes(limits.record)}: a quote opened there may not be closed.`,
    { line },
  )

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new WrongEncoding()
  }
}
