import { fail } from '../../base/result'

/** What the readers take on; beyond it a file is refused with the sizes named. */
export const limits = {
  /** Bytes that the columns of one table may take. */
  tableMemory: 1.5e9,
  columns: 5_000,
  /** Bytes of one record of a delimited text, quoted line ends included. */
  record: 64e6,
  /** Bytes of a workbook once unpacked: its parser holds it as one text and as cells. */
  unpackedWorkbook: 400e6,
  /** Bytes of one Parquet page once unpacked. */
  parquetPage: 256e6,
} as const

export const gigabytes = (bytes: number): string =>
  bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`

/** The refusal of a table whose columns would take so many bytes. */
export const tooLarge = (fileName: string, bytes: number) =>
  fail(
    'table-too-large',
    `${fileName} needs about ${gigabytes(bytes)} of memory as a table; this tab can hold ${gigabytes(limits.tableMemory)}. Fewer rows or columns fit.`,
  )

export const tooManyColumns = (columns: number) =>
  fail(
    'too-many-columns',
    `The first row has ${columns} cells; at most ${limits.columns} columns can be read.`,
  )
