import { fail, succeed, type Problem, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import { firstRowIsData, separatorNames, sniffDecimal, sniffSeparator } from './dialect'
import type { DecimalMark, Separator } from './dialect'
import { decodeText, type Encoding } from './encoding'
import { createNotices, readNames } from './header'
import { scanRows, type RowScanner } from './scan'

/** A column as it stands in the file: cell r holds `texts[codes[r]]`. `texts` are distinct, in order of appearance. */
export interface RawColumn {
  readonly name: string
  readonly codes: Uint32Array
  readonly texts: readonly string[]
}

/** A file read but not yet interpreted. Plain data; 4 bytes a cell beside the distinct texts. */
export interface RawTable {
  readonly fileName: string
  readonly bytes: number
  readonly rows: number
  readonly columns: readonly RawColumn[]
  readonly encoding: Encoding
  readonly separator: Separator
  readonly decimal: DecimalMark
  readonly header: 'first-row' | 'none'
  /** What was odd about the file but did not stop the reading, with places. */
  readonly notices: readonly Problem[]
}

/** Each left out is found out from the file. */
export interface ReadingOptions {
  readonly separator?: Separator
  readonly decimal?: DecimalMark
  readonly encoding?: Encoding
  readonly header?: 'first-row' | 'none'
}

const MOST_CELLS = 60_000_000
const MOST_COLUMNS = 5_000
const ROWS_BETWEEN_PAUSES = 20_000

/**
 * Reads delimited text. Fails, with the place, for files that hold no table; ragged rows, repeated or empty names and
 * the like become notices. Between batches of rows it lets other work run, reports progress and heeds the signal.
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  options: ReadingOptions = {},
  context?: Pick<EngineContext, 'signal' | 'progress'>,
): Promise<Result<RawTable>> {
  const decoded = decodeText(bytes, options.encoding)
  if (!decoded.ok) return decoded
  const { encoding } = decoded.value
  const text = withoutLastLineEnds(decoded.value.text)
  if (text.trim() === '') return fail('empty-file', `${fileName} is empty.`)

  const separator = options.separator ?? sniffSeparator(text)
  const scanner = scanRows(text, separator)
  const first = nextFilled(scanner)
  if (!first) return unclosedQuote(scanner)
  const notices = createNotices()
  if (encoding === 'windows-1252' && !options.encoding)
    notices.add('guessed-encoding', 'The text is not UTF-8; it was read as Windows-1252 (Western European).')
  const header = options.header ?? (firstRowIsData(first) ? 'none' : 'first-row')
  if (header === 'none' && !options.header)
    notices.add('no-header', 'The first row holds numbers, not names: it was read as data.', {
      line: scanner.line,
    })

  let pending = header === 'none' ? first : nextFilled(scanner)
  // One more cell in the rows than in the header: row labels without a name, as R writes them.
  const labelled = header === 'first-row' && pending?.length === first.length + 1
  const width = header === 'none' ? first.length : first.length + (labelled ? 1 : 0)
  if (width > MOST_COLUMNS)
    return fail(
      'too-many-columns',
      `The first row has ${width} cells; at most ${MOST_COLUMNS} columns can be read.`,
    )
  const names =
    header === 'none'
      ? Array.from({ length: width }, (_, j) => `column ${j + 1}`)
      : readNames(labelled ? ['row', ...first] : first, notices)

  const cells = createCells(width)
  let rows = 0
  let blank = 0
  let scanned = 0
  while (pending) {
    if (width > 1 && isBlank(pending)) blank++
    else {
      rows++
      if (pending.length !== width) describeRagged(pending, width, rows, scanner.line, separator, notices)
      cells.push(pending)
      if (rows * width > MOST_CELLS) {
        const most = MOST_CELLS / 1e6
        return fail('table-too-large', `More than ${most} million cells by row ${rows}: too large to read.`, {
          row: rows,
        })
      }
    }
    scanned++
    if (context && scanned % ROWS_BETWEEN_PAUSES === 0) {
      context.progress(scanner.position / text.length, `${rows.toLocaleString('en')} rows`)
      await new Promise<void>((resolve) => setTimeout(resolve, 0))
      if (context.signal.aborted) return fail('cancelled', `Reading ${fileName} was cancelled.`)
    }
    pending = scanner.next()
  }
  if (scanner.unclosed) return unclosedQuote(scanner)
  if (rows === 0) {
    const message = `${fileName} has a header (${names.slice(0, 5).join(', ')}${width > 5 ? ', …' : ''}) but no rows.`
    return fail('no-rows', message, { line: 1 })
  }
  if (rows === 1) notices.add('one-row', 'There is only one row: nothing can be learned from it.', { row: 1 })
  if (blank > 0)
    notices.add('blank-lines', `${blank} blank ${blank === 1 ? 'line was' : 'lines were'} skipped.`)
  if (width === 1 && text.slice(0, 1000).includes(' '))
    notices.add(
      'one-column',
      `Only one column was found; cells are separated by ${separatorNames[separator]}.`,
    )
  const columns = cells.columns(names, rows)
  return succeed({
    fileName,
    bytes: bytes.length,
    rows,
    columns,
    encoding,
    separator,
    decimal:
      options.decimal ??
      sniffDecimal(
        separator,
        columns.map((column) => column.texts),
      ),
    header,
    notices: notices.all(),
  })
}

/** `\n` between lines, none at the end. */
function withoutLastLineEnds(decoded: string): string {
  const text = decoded.includes('\r') ? decoded.replace(/\r\n?/g, '\n') : decoded
  let end = text.length
  while (end > 0 && text[end - 1] === '\n') end--
  return end < text.length ? text.slice(0, end) : text
}

const isBlank = (cells: readonly string[]): boolean => cells.length === 1 && cells[0].trim() === ''

function nextFilled(scanner: RowScanner): string[] | null {
  let cells = scanner.next()
  while (cells && isBlank(cells)) cells = scanner.next()
  return cells
}

function unclosedQuote(scanner: RowScanner): Result<never> {
  const { line, until } = scanner.unclosed ?? { line: 1, until: null }
  const reach = until === null ? 'the end of the file' : `line ${until}`
  return fail('unclosed-quote', `A quote opened on line ${line} is not closed before ${reach}.`, { line })
}

function describeRagged(
  cells: readonly string[],
  width: number,
  row: number,
  line: number,
  separator: string,
  notices: ReturnType<typeof createNotices>,
): void {
  const found = cells.length
  const surplus = cells.slice(width).join(separator)
  const consequence =
    found < width
      ? `the last ${width - found} count as missing`
      : `the surplus “${surplus.slice(0, 60)}” was left out`
  notices.add(
    'ragged-row',
    `Row ${row} (line ${line}) has ${found} ${found === 1 ? 'cell' : 'cells'} instead of ${width}: ${consequence}.`,
    {
      row,
      line,
    },
  )
}

/** Columns under construction: distinct texts once, and a code for each cell. */
function createCells(width: number) {
  const seen = Array.from({ length: width }, () => new Map<string, number>())
  const texts = Array.from({ length: width }, (): string[] => [])
  let codes = Array.from({ length: width }, () => new Uint32Array(1024))
  let rows = 0
  return {
    push(row: readonly string[]) {
      if (rows === codes[0].length) {
        codes = codes.map((column) => {
          const larger = new Uint32Array(column.length * 2)
          larger.set(column)
          return larger
        })
      }
      for (let j = 0; j < width; j++) {
        const text = row[j] ?? ''
        let code = seen[j].get(text)
        if (code === undefined) {
          code = texts[j].length
          seen[j].set(text, code)
          texts[j].push(text)
        }
        codes[j][rows] = code
      }
      rows++
    },
    columns: (names: readonly string[], count: number): RawColumn[] =>
      names.map((name, j) => ({ name, codes: codes[j].slice(0, count), texts: texts[j] })),
  }
}
