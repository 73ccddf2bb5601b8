const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** Visible text of the panel that puts one file per experiment under one another. */
export const experimentsText = {
  title: 'One file per experiment',
  intro:
    'The rows are put under one another; columns meet by name. Two columns are added: one says which experiment a row is from, one names the variable that the experimenter set in it, so that BOSS and the estimates can use it.',
  tableLabel: 'Files to put under one another',
  heads: { file: 'File', rows: 'Rows', label: 'Label', target: 'Set by the experimenter', remove: '' },
  columns: (n: number) => plural(n, 'column', 'columns'),
  labelOf: (file: string) => `Label of ${file}`,
  targetOf: (file: string) => `Variable set in ${file}`,
  nothingSet: 'nothing, only observed',
  nothingSetDetail: 'as the world made it',
  kept: 'as its rows say',
  remove: (file: string) => `Leave out ${file}`,
  add: 'Add files …',
  menuEntry: 'Add another file as an experiment …',
  menuDetail: 'rows under one another, with what was set in them',
  reading: (names: string) => `Reading ${names} …`,
  readingJob: (n: number) => `Read ${plural(n, 'file', 'files')}`,
  combineJob: (n: number) => `Put ${plural(n, 'experiment', 'experiments')} under one another`,
  together: (rows: string, columns: number) =>
    `Together ${rows} rows, ${plural(columns, 'column', 'columns')}.`,
  inAll: (n: number) => `${plural(n, 'column is', 'columns are')} in every file.`,
  lacking: (column: string, files: string) => `${column} is missing in the rows of ${files}.`,
  moreLacking: (n: number) => `and ${plural(n, 'more column', 'more columns')} that not every file has`,
  fewer: 'Add a second file to combine it with.',
  combine: (n: number) => `Combine ${plural(n, 'file', 'files')}`,
  combining: 'Combining …',
  cancel: 'Cancel',
  oneTarget:
    'One variable a file: where several were set at once, choose the one that the question is about.',
  unreadable: (name: string, why: string) => `${name} could not be read. ${why}`,
  crashed: (message: string) => `The files could not be combined: ${message}`,
  combinedName: (first: string, n: number) => `${first} and ${plural(n - 1, 'other', 'others')}`,
} as const
