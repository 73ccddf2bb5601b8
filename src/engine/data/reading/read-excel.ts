import { fail, succeed, type Result } from '../../../base/result'
import type { EngineContext } from '../../context'
import type { ByteSource } from '../byte-source'
import { dateText, isMissingToken } from '../cells'
import { asTexts } from '../column-cells'
import { firstRowIsData } from '../dialect'
import { createNotices, readNames } from '../header'
import { isNumeric } from '../kinds'
import { gigabytes, limits, tooLarge, tooManyColumns } from '../limits'
import type { RawColumn, RawTable, ReadingOptions } from '../raw-table'
import { fillNumbers, fillTexts } from './filled-column'
import { openWorkbook, WorkbookTooLarge, type SheetCell, type Workbook } from './workbook'

const MILLISECONDS_A_DAY = 86_400_000
/** From this share of numbers (or dates) on, the other cells of a column are slips. */
const TYPED_SHARE = 0.8

/**
 * Reads one sheet of an Excel workbook (.xlsx). Rows above the table, blank rows and times of day that are not kept
 * become notices. Problems: it is no workbook, is larger than can be read, has no such sheet, or the sheet no rows.
 */
export async function readExcel(
  source: ByteSource,
  options: ReadingOptions,
  context?: Pick<EngineContext, 'signal' | 'progress'>,
): Promise<Result<RawTable>> {
  if (source.size > limits.unpackedWorkbook) return tooLargeWorkbook(source)
  try {
    context?.progress(0, 'unpacking')
    const workbook = await openWorkbook(await source.read(0, source.size))
    const { sheets } = workbook
    const sheet = options.sheet ?? sheets[0]
    if (!sheets.includes(sheet))
      return fail('unknown-sheet', `${source.name} has no sheet “${sheet}”; it has ${sheets.join(', ')}.`)
    context?.progress(0.3, `sheet “${sheet}”`)
    return await readOneSheet(source, workbook, sheet, options)
  } catch (error) {
    if (error instanceof WorkbookTooLarge)
      return fail('table-too-large', `${source.name} is too large. ${error.message}`)
    return fail(
      'not-a-workbook',
      `${source.name} is packed like an Excel workbook but cannot be read as one: it is damaged or something else.`,
    )
  }
}

const tooLargeWorkbook = (source: ByteSource) =>
  fail(
    'table-too-large',
    `${source.name} has ${gigabytes(source.size)}; a workbook may have ${gigabytes(limits.unpackedWorkbook)}. Save the sheet as CSV or Parquet.`,
  )

async function readOneSheet(
  source: ByteSource,
  workbook: Workbook,
  sheet: string,
  options: ReadingOptions,
): Promise<Result<RawTable>> {
  const cells = await workbook.read(sheet)
  const notices = createNotices()
  const top = firstRowOfTable(cells)
  if (top < 0) return fail('empty-file', `The sheet “${sheet}” of ${source.name} is empty.`)
  const skipped = cells.slice(0, top).filter((row) => !isBlank(row)).length
  if (skipped > 0)
    notices.add(
      'rows-above',
      `${skipped} ${skipped === 1 ? 'row' : 'rows'} above the table, with one cell each, ${skipped === 1 ? 'was' : 'were'} skipped.`,
    )
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0)
  if (width > limits.columns) return tooManyColumns(width)
  const first = Array.from({ length: width }, (_, j) => written(cells[top][j] ?? null))
  const header = options.header ?? (firstRowIsData(first) ? 'none' : 'first-row')
  if (header === 'none' && !options.header)
    notices.add('no-header', 'The first row holds numbers, not names: it was read as data.', {
      line: top + 1,
    })
  const names =
    header === 'none' ? Array.from({ length: width }, (_, j) => `column ${j + 1}`) : readNames(first, notices)

  const below = cells.slice(header === 'none' ? top : top + 1)
  const filled = below.filter((row) => !isBlank(row))
  const rows = filled.length
  if (rows === 0) return fail('no-rows', `The sheet “${sheet}” of ${source.name} has names but no rows.`)
  const memory = 12 * rows * width
  if (memory > limits.tableMemory) return tooLarge(source.name, memory)
  if (filled.length < below.length) {
    const blank = below.length - filled.length
    notices.add('blank-lines', `${blank} blank ${blank === 1 ? 'row was' : 'rows were'} skipped.`)
  }
  if (rows === 1) notices.add('one-row', 'There is only one row: nothing can be learned from it.', { row: 1 })
  const columns = names.map((name, j) => columnOf(name, filled, j, notices))
  return succeed({
    fileName: source.name,
    bytes: source.size,
    rows,
    columns,
    format: { type: 'excel', sheet, sheets: workbook.sheets, header },
    decimal: 'point',
    notices: notices.all(),
  })
}

const isBlank = (row: readonly SheetCell[]): boolean => row.every((cell) => cell === null || cell === '')

/** Tables often stand below a title: the first row with two cells, or with one where there is no such row. */
function firstRowOfTable(cells: readonly (readonly SheetCell[])[]): number {
  const filledCells = (row: readonly SheetCell[]) => row.filter((cell) => cell !== null && cell !== '').length
  const wide = cells.findIndex((row) => filledCells(row) > 1)
  return wide >= 0 ? wide : cells.findIndex((row) => !isBlank(row))
}

function columnOf(
  name: string,
  rows: readonly (readonly SheetCell[])[],
  j: number,
  notices: ReturnType<typeof createNotices>,
): RawColumn {
  let numbers = 0
  let dates = 0
  let present = 0
  let timed = 0
  for (const row of rows) {
    const cell = row[j] ?? null
    if (cell === null || (typeof cell === 'string' && isMissingToken(cell))) continue
    present++
    if (typeof cell === 'number') numbers++
    else if (cell instanceof Date) {
      dates++
      if (cell.getTime() % MILLISECONDS_A_DAY !== 0) timed++
    }
  }
  if (timed > 0) notices.add('time-of-day', `“${name}” holds times; their dates were read.`, { name })
  const unit = dates > numbers ? 'day' : 'number'
  if (Math.max(numbers, dates) < TYPED_SHARE * present || present === 0) {
    const texts = fillTexts(name, undefined, rows.length)
    for (const row of rows) texts.putText(written(row[j] ?? null))
    return texts.finish()
  }
  const filler = fillNumbers(name, unit, rows.length)
  for (const row of rows) {
    const cell = row[j] ?? null
    if (unit === 'number' && typeof cell === 'number') filler.put(cell)
    else if (unit === 'day' && cell instanceof Date) filler.put(daysOf(cell))
    else filler.putText(written(cell))
  }
  const column = filler.finish()
  return unit === 'day' || isNumeric(column, 'point') ? column : asTexts(column)
}

const daysOf = (date: Date): number => Math.floor(date.getTime() / MILLISECONDS_A_DAY)

function written(cell: SheetCell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? 'no date' : dateText(daysOf(cell))
  return String(cell)
}
