import type { Problem } from '../../base/result'
import type { DecimalMark, Separator } from './dialect'
import type { Encoding } from './encoding'

/** A column as it stands in the file. */
export type RawColumn = NumberColumn | TextColumn

/** Cell r holds `texts[codes[r]]`. `texts` are distinct, in order of appearance. */
export interface TextColumn extends CodedCells {
  readonly form: 'texts'
  readonly name: string
  /** The file itself says that these are texts, also where they look like numbers. */
  readonly declared?: 'text'
}

/** Numbers, or days since 1970-01-01 (UTC), with NaN in the rows of the odd cells. */
export interface NumberColumn {
  readonly form: 'numbers'
  readonly name: string
  readonly unit: 'number' | 'day'
  readonly values: Float64Array
  readonly odd: OddCells
}

export interface CodedCells {
  readonly codes: Uint32Array
  readonly texts: readonly string[]
}

/** Cells that are no plain number, missing ones among them: cell `rows[i]` holds `texts[codes[i]]`. */
export interface OddCells extends CodedCells {
  /** From 0, ascending. */
  readonly rows: Int32Array
}

/** A file read but not yet interpreted. Plain data; 8 bytes a number, 4 bytes a text beside the distinct texts. */
export interface RawTable {
  readonly fileName: string
  readonly bytes: number
  readonly rows: number
  readonly columns: readonly RawColumn[]
  readonly format: TableFormat
  readonly decimal: DecimalMark
  /** What was odd about the file but did not stop the reading, with places. */
  readonly notices: readonly Problem[]
}

export type TableFormat =
  | {
      readonly type: 'text'
      readonly encoding: Encoding
      readonly separator: Separator
      readonly header: Header
    }
  | { readonly type: 'parquet' }
  | {
      readonly type: 'excel'
      readonly sheet: string
      /** In the order of the workbook. */
      readonly sheets: readonly string[]
      readonly header: Header
    }

export type Header = 'first-row' | 'none'

/** Each left out is found out from the file; what does not apply to its format is not looked at. */
export interface ReadingOptions {
  readonly separator?: Separator
  readonly decimal?: DecimalMark
  readonly encoding?: Encoding
  readonly header?: Header
  /** Name of a sheet of a workbook; the first one when left out. */
  readonly sheet?: string
}
