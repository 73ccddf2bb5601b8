const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

const kinds = {
  continuous: 'Number',
  count: 'Count',
  ordinal: 'Ordered',
  nominal: 'Category',
  binary: 'Yes / no',
  date: 'Date',
  id: 'Identifier',
} as const

const kindPlurals = {
  continuous: ['number', 'numbers'],
  count: ['count', 'counts'],
  ordinal: ['ordered', 'ordered'],
  nominal: ['category', 'categories'],
  binary: ['yes / no', 'yes / no'],
  date: ['date', 'dates'],
  id: ['identifier', 'identifiers'],
} as const

interface Place {
  readonly line?: number
  readonly column?: number
  readonly row?: number
}

/** Visible text of the data rail and the import view. */
export const dataText = {
  title: 'Data',
  rows: (n: string, rows: number) => `${n} ${rows === 1 ? 'row' : 'rows'}`,
  open: 'Open a file',
  collapse: 'Collapse the data rail',
  expand: 'Show the data rail',
  noData: 'No data yet. A file adds its columns here.',
  noVariableYet: 'not in the graph',
  noColumn: 'no column',
  moreColumns: (next: number, left: number) =>
    `Show ${next} more, of ${left.toLocaleString('en-US')} that are not listed yet`,
  moreLonely: (more: number) =>
    `and ${more.toLocaleString('en-US')} more ${more === 1 ? 'variable' : 'variables'} without a column`,
  withoutColumn: 'Variables without a column',
  missing: (n: string) => `${n} missing`,
  complete: 'complete',
  kindCount: (n: number) => plural(n, 'kind', 'kinds'),
  range: (from: string, to: string) => `${from} to ${to}`,
  addColumn: (name: string) => `Add ${name} as a variable`,
  add: 'Add',
  showColumn: (name: string) => `Show ${name} on the canvas`,
  columnMenu: (name: string) => `Kind and role of ${name}`,
  addAllColumns: 'Add all columns as variables',
  addRest: (n: number) => (n === 1 ? 'Add 1 column as a variable' : `Add ${n} columns as variables`),
  discover: 'Discover a graph',
  explore: 'Explore the data',
  lookAt: (name: string) => `Look at ${name}`,
  lookAtIt: 'Look at it',
  removeData: 'Remove the data',
  otherData: 'Data of this project',
  dropHere: 'Drop a file anywhere',
  dropDetail: 'CSV, Parquet or Excel. Stays on this device.',
  examples: 'Examples',
  openExample: (title: string) => `Open the example ${title}`,
  kindHead: 'Kind',
  roleHead: 'Role',
  kinds,
  roles: {
    variable: 'Variable',
    regime: 'Regime',
    'intervention-target': 'Intervention target',
    weight: 'Weight',
    cluster: 'Cluster',
    unit: 'Unit',
    time: 'Time',
    'left-out': 'Left out',
  },
  roleDetail: {
    variable: 'takes part in the graph',
    regime: 'which experiment the row is from; no variable of its own',
    'intervention-target': 'names what was set in the row; BOSS learns from it',
    weight: 'how much a row counts; the estimates weigh by it',
    'left-out': 'kept in the data, used nowhere',
  },
  distribution: (name: string) => `Distribution of ${name}`,

  crashed: (message: string) => `The work on this file stopped: ${message}`,
  unreadable: (name: string, why: string) => `${name} could not be read. ${why} Nothing was changed.`,
  problemWithPlace: (message: string, where: Place | undefined) => {
    const place = [
      where?.line === undefined ? '' : `line ${where.line}`,
      where?.row === undefined ? '' : `row ${where.row}`,
      where?.column === undefined ? '' : `column ${where.column}`,
    ].filter((part) => part !== '' && !message.toLowerCase().includes(part))
    return place.length > 0 ? `${message.replace(/\.$/, '')} (${place.join(', ')}).` : message
  },
  readingJob: (name: string) => `Read ${name}`,
  importJob: (name: string) => `Import ${name}`,
  imported: (name: string, rows: number, columns: number) =>
    `${name}: ${plural(rows, 'row', 'rows')}, ${plural(columns, 'column', 'columns')} in use.`,

  importTitle: 'Import',
  reading: (name: string) => `Reading ${name}`,
  facts: (rows: string, columns: number, size: string, time: string) =>
    `${rows} rows, ${plural(columns, 'column', 'columns')}, ${size}. Read on this device in ${time}.`,
  sheet: 'Sheet',
  separator: 'Separator',
  separators: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' },
  decimal: 'Decimals',
  decimals: { point: 'point', comma: 'comma' },
  encoding: 'Text',
  encodings: {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16 LE',
    'utf-16be': 'UTF-16 BE',
    'windows-1252': 'Windows-1252',
  },
  header: 'First row',
  headers: { 'first-row': 'names', none: 'data' },
  heads: {
    use: 'Use',
    column: 'Column',
    kind: 'Kind',
    distribution: 'Distribution',
    n: 'n',
    missing: 'Missing',
    distinct: 'Distinct',
    values: 'Values',
  },
  chooseAll: 'Use all columns that hold something',
  chooseNone: 'Use no column, to choose a few',
  use: (name: string) => `Use ${name}`,
  kindOf: (name: string) => `Kind of ${name}`,
  atLeast: (n: string) => `${n}+`,
  readAsNumber: (cell: string, value: number) => `“${cell}” read as ${value}`,
  readAsMissing: (word: string) => `“${word}” read as missing`,
  cells: (n: number) => plural(n, 'cell', 'cells'),
  showCells: (n: number, name: string) =>
    `Show ${plural(n, 'unreadable cell', 'unreadable cells')} of ${name}`,
  leftOutHead: 'Left out, with the reason',
  leftOut: (reason: string) => `left out: ${reason}`,
  byChoice: 'by choice',
  takeAnyway: 'Use anyway',
  oddCells: (n: number, kind: keyof typeof kinds) => {
    const what = { date: 'a date', binary: 'one of two values', ordinal: 'a number' } as Partial<
      Record<string, string>
    >
    const noun = what[kind] ?? 'a number'
    return n === 1 ? `One cell is not ${noun}` : `${n.toLocaleString('en-US')} cells are not ${noun}`
  },
  cellBefore: (row: string) => `Row ${row} of `,
  cellHolds: ' holds ',
  cellOthers: (n: string, summary: string) => `The other ${n} read well: ${summary}.`,
  rowHead: 'row',
  makeMissing: 'Make missing',
  edit: 'Edit',
  keepAsText: 'Keep as text',
  allMissing: (n: number) => `Make all ${n.toLocaleString('en-US')} missing`,
  newText: (column: string, row: number) => `New text of ${column} in row ${row}`,
  apply: 'Apply',
  cellAt: (at: number, all: number) => `Cell ${at} of ${all.toLocaleString('en-US')}`,
  previousCell: 'Previous cell',
  nextCell: 'Next cell',
  settledCells: (n: number) => `${plural(n, 'cell', 'cells')} settled`,
  undoSettled: 'Reopen',
  listedOnly: (n: number) => `The first ${n} are listed; the kind or “all missing” settles the rest.`,

  needDecision: (n: number) => `${plural(n, 'cell needs', 'cells need')} a decision`,
  allSettled: 'Ready to import',
  file: 'File',
  neverLeaves: 'never leaves this device',
  firstRowNames: 'The first row holds the names.',
  namesInFile: 'The file names its columns.',
  firstRowData: 'There is no row of names; columns are numbered.',
  noRepeats: 'No row is repeated.',
  repeats: (n: number) => `${plural(n, 'row repeats', 'rows repeat')} an earlier row; all are kept.`,
  kindsStep: 'Kinds',
  kindsMeta: (inferred: number, all: number) => `${inferred} of ${all} as inferred`,
  kindChip: (kind: keyof typeof kinds, n: number) => `${n} ${kindPlurals[kind][n === 1 ? 0 : 1]}`,
  asLastTime: (columns: readonly string[]) =>
    columns.length > 3
      ? `${plural(columns.length, 'column is', 'columns are')} set as you chose last time.`
      : `${columns.join(', ')}: as you chose last time.`,
  backToSuggestions: 'Use the suggestions',
  cellsStep: 'Cells to settle',
  left: (n: number) => (n === 0 ? 'none left' : `${n.toLocaleString('en-US')} left`),
  noOddCells: 'Every cell could be read.',
  allCellsSettled: 'All unreadable cells are settled.',
  cellPlace: (column: string, row: number) => `${column}, row ${row}`,
  shown: 'Shown in the table.',
  more: (n: number) => `and ${n.toLocaleString('en-US')} more`,
  leftOutStep: 'Left out',
  columnsMeta: (n: number) => plural(n, 'column', 'columns'),
  nothingLeftOut: 'Every column is used.',
  rowsStep: 'Rows used',
  rowsMeta: 'follows every result',
  completeRows: (total: string) => `complete rows of ${total}`,
  missRows: (n: string, names: string) => `${n} miss ${names}`,
  unsettledRows: (n: string) => `${n} unsettled`,
  rowsNote: 'Each result uses the rows that are complete in its own columns, and says how many.',
  counting: 'Counting …',
  importButton: (n: number) => `Import ${plural(n, 'column', 'columns')}`,
  importing: 'Importing …',
  nothingToImport: 'Choose a column to import',
  cancel: 'Cancel',
  footer: 'Cells left unsettled count as missing. Nothing is dropped silently.',
  state: { ok: 'in order', warning: 'needs a look', waiting: 'waiting', blocked: 'blocked' },
} as const
