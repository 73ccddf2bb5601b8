import { fail, succeed, type Problem, type Result } from '../../../base/result'
import type { ByteSource } from '../byte-source'
import {
  firstRowIsData,
  separatorNames,
  sniffDecimal,
  sniffSeparator,
  type DecimalMark,
  type Separator,
} from '../dialect'
import { decodeStart, firstJunk, guessEncoding, lineAt, type Encoding } from '../encoding'
import { createNotices, readNames } from '../header'
import { inferKind } from '../kinds'
import { limits, tooLarge, tooManyColumns } from '../limits'
import type { Header, ReadingOptions, TextColumn } from '../raw-table'
import { splitRecords, withLineFeeds, type SplitRecords } from './split-records'

/** What the beginning of a delimited text tells about the whole. */
export interface DelimitedHead {
  readonly encoding: Encoding
  readonly separator: Separator
  readonly decimal: DecimalMark
  readonly header: Header
  readonly names: readonly string[]
  /** How each column begins, which is how it is read until it proves otherwise. */
  readonly holds: readonly ('numbers' | 'texts')[]
  readonly expectedRows: number
  readonly notices: readonly Problem[]
}

const HEAD_BYTES = 1 << 20
const SAMPLE_ROWS = 1_000
const ROWS_FOR_DECIMAL = 500
/** More rows than the head makes expect. */
const SPARE = 1.02

/**
 * Looks at the first megabyte. Problems: the file is empty, no text, not of the encoding given, has a quote that is
 * not closed in its first row, too many columns, or needs more memory than there is.
 */
export async function readHead(
  source: ByteSource,
  options: ReadingOptions,
  fallback: 'may-be-windows' | 'is-windows',
): Promise<Result<DelimitedHead>> {
  const bytes = await source.read(0, Math.min(source.size, HEAD_BYTES))
  const decoded = decodeHead(bytes, options.encoding, fallback)
  const text = withLineFeeds(decoded.text)
  const junk = firstJunk(text)
  if (junk) return fail('not-a-text-table', junk.message, { line: junk.line })
  if (text.trim() === '')
    return fail('empty-file', bytes.length < source.size ? startsBlank(source) : `${source.name} is empty.`)

  const separator = options.separator ?? sniffSeparator(text)
  const part = bytes.length < source.size ? 'of-part' : 'of-file'
  const split = splitRecords(text, separator, part, SAMPLE_ROWS + 1)
  const filled = split.records.filter((cells) => !isBlank(cells))
  if (filled.length === 0) return badQuote(text, split.badQuote)
  const [first, second] = filled
  const notices = createNotices()
  if (decoded.encoding === 'windows-1252' && options.encoding !== 'windows-1252')
    notices.add('guessed-encoding', 'The text is not UTF-8; it was read as Windows-1252 (Western European).')
  const header = options.header ?? (firstRowIsData(first) ? 'none' : 'first-row')
  if (header === 'none' && !options.header)
    notices.add('no-header', 'The first row holds numbers, not names: it was read as data.', {
      line: 1 + split.records.findIndex((cells) => !isBlank(cells)),
    })

  // One more cell in the rows than in the header: row labels without a name, as R writes them.
  const labelled = header === 'first-row' && second?.length === first.length + 1
  const width = first.length + (labelled ? 1 : 0)
  if (width > limits.columns) return tooManyColumns(width)
  const names =
    header === 'none'
      ? Array.from({ length: width }, (_, j) => `column ${j + 1}`)
      : readNames(labelled ? ['row', ...first] : first, notices)
  if (width === 1 && text.slice(0, 1000).includes(' '))
    notices.add(
      'one-column',
      `Only one column was found; cells are separated by ${separatorNames[separator]}.`,
    )

  const rows = header === 'none' ? filled : filled.slice(1)
  const decimal = options.decimal ?? sniffDecimal(separator, rows.slice(0, ROWS_FOR_DECIMAL))
  const samples = names.map((name, j) => sampleColumn(name, rows, j))
  const lines = lineAt(text, text.length)
  const expectedRows = Math.ceil((source.size / bytes.length) * lines * SPARE)
  const holds = samples.map((sample) => {
    const { texts, style } = inferKind(sample, decimal)
    return texts === 'numeric' && style.form === 'plain' ? 'numbers' : 'texts'
  })
  const memory = holds.reduce((sum, held, j) => sum + memoryOf(held, samples[j], expectedRows), 0)
  if (memory > limits.tableMemory) return tooLarge(source.name, memory)
  return succeed({
    encoding: decoded.encoding,
    separator,
    decimal,
    header,
    names,
    holds,
    expectedRows,
    notices: notices.all(),
  })
}

function decodeHead(
  bytes: Uint8Array,
  given: Encoding | undefined,
  fallback: 'may-be-windows' | 'is-windows',
): { text: string; encoding: Encoding } {
  const encoding = given ?? guessEncoding(bytes)
  const text = fallback === 'is-windows' ? null : decodeStart(bytes, encoding)
  if (text !== null) return { text, encoding }
  // Every byte is a character of this encoding.
  return { text: decodeStart(bytes, 'windows-1252') ?? '', encoding: 'windows-1252' }
}

const startsBlank = ({ name }: ByteSource) => `The first megabyte of ${name} is blank.`

const isBlank = (cells: readonly string[]): boolean => cells.length === 1 && cells[0].trim() === ''

/** The refusal of a quote that is not closed; `text` is what the place counts in, from line `firstLine` on. */
export function badQuote(text: string, bad: SplitRecords['badQuote'], firstLine = 1) {
  const line = firstLine - 1 + lineAt(text, bad?.at ?? 0)
  const message =
    bad?.what === 'text-behind'
      ? `The quote opened on line ${line} is followed by another one inside the cell. Quotes inside a cell are written twice.`
      : `A quote opened on line ${line} is not closed before the end of the file.`
  return fail('unclosed-quote', message, { line })
}

function sampleColumn(name: string, rows: readonly (readonly string[])[], j: number): TextColumn {
  const texts: string[] = []
  const known = new Map<string, number>()
  const codes = Uint32Array.from(rows, (cells) => {
    const text = cells[j] ?? ''
    const code = known.get(text) ?? texts.length
    if (code === texts.length) {
      known.set(text, code)
      texts.push(text)
    }
    return code
  })
  return { form: 'texts', name, codes, texts }
}

/** What a column will take, its distinct texts growing as in the sample once they are many. */
function memoryOf(holds: 'numbers' | 'texts', sample: TextColumn, rows: number): number {
  if (holds === 'numbers') return 8 * rows
  const distinct = sample.texts.length / Math.max(1, sample.codes.length)
  const length = sample.texts.reduce((sum, text) => sum + text.length, 0) / sample.texts.length
  return 12 * rows + (distinct > 0.5 ? distinct * rows * (60 + 2 * length) : 0)
}
