const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** Visible text of the bottom strip and its four panels. */
export const stripText = {
  strip: 'Details',
  tabs: { text: 'Model text', outline: 'Outline', jobs: 'Jobs', log: 'Log' },
  open: (tab: string) => `Open ${tab}`,
  close: 'Close the panel',
  expand: 'Open the panel',
  size: (variables: number, arrows: number) =>
    `${plural(variables, 'variable', 'variables')}, ${plural(arrows, 'arrow', 'arrows')}`,
  discoveredSize: (variables: number, edges: number) =>
    `${plural(variables, 'variable', 'variables')}, ${plural(edges, 'discovered edge', 'discovered edges')}`,
  rowsUsed: (used: string, total: string) => `${used} of ${total} rows used`,
  rows: (n: string) => `${n} rows`,
  running: (percent: string) => `running ${percent}`,
  failed: 'failed',

  textLabel: (graph: string) => `Model text of ${graph} in DAGitty code`,
  textHint: 'DAGitty code. Ctrl Enter applies; so does leaving the field.',
  textLocked: 'A discovered graph stays as it was found. Accept its arrows into My model, or copy the text.',
  textDirty: 'Not applied yet',
  textApplied: 'The text is the graph.',
  apply: 'Apply',
  discard: 'Discard the edit',
  copy: 'Copy',
  copied: 'The model text is on the clipboard.',
  notCopied: 'The browser did not allow copying; select the text and copy it.',
  problems: (n: number) => `${plural(n, 'problem', 'problems')}; the graph is unchanged`,
  place: (line: number, column: number | undefined) =>
    column === undefined ? `line ${line}` : `line ${line}, column ${column}`,

  outlineLabel: (graph: string) => `Outline of ${graph}`,
  outlineHint:
    'Arrows move, → opens, C adds a cause, E an effect, H a hidden tie, N a variable, Delete removes, Enter renames.',
  outlineLocked: 'A discovered graph can be read here, not edited.',
  outlineEmpty: 'No variables yet.',
  outlineMore: (next: number, left: number) =>
    `Show ${next} more, of ${left.toLocaleString('en-US')} that are not listed yet`,
  variable: 'Variable',
  causes: 'Causes',
  effects: 'Effects',
  ties: 'Hidden ties',
  hidden: 'hidden',
  none: 'none',
  relation: {
    cause: (name: string) => `caused by ${name}`,
    effect: (name: string) => `causes ${name}`,
    tie: (name: string) => `shares a hidden cause with ${name}`,
    open: (name: string) => `joined with ${name}, direction open`,
  },
  contradicted: (names: readonly string[]) =>
    `! the data contradict that it is independent of ${names.join(' and of ')}`,
  add: { cause: 'cause', effect: 'effect', tie: 'hidden tie' },
  addOf: {
    cause: (name: string) => `Add a cause of ${name}`,
    effect: (name: string) => `Add an effect of ${name}`,
    tie: (name: string) => `Add a hidden tie of ${name}`,
  },
  addVariable: 'Variable',
  newVariable: 'Name of the new variable',
  remove: (name: string) => `Delete ${name}`,
  /** What is written about an edge, after the edge itself. */
  written: (rationale: string | undefined, source: string | undefined) =>
    rationale === undefined
      ? ` · ${source}`
      : ` · “${rationale}”${source === undefined ? '' : ` (${source})`}`,
  removeRelation: (words: string) => `Delete: ${words}`,
  rename: (name: string) => `New name of ${name}`,
  stepAdd: (words: string) => `Add ${words}`,

  noJobs: 'No job has run yet.',
  jobsLabel: 'Jobs',
  clearJobs: 'Clear finished',
  cancelJob: (title: string) => `Cancel ${title}`,
  cancel: 'Cancel',
  jobStatus: { running: 'running', done: 'done', failed: 'failed', cancelled: 'cancelled' },
  jobTook: (time: string) => `took ${time}`,
  jobLeft: (time: string) => `about ${time} left`,
  jobProgress: (title: string) => `Progress of ${title}`,
  showResult: 'Show',
  showResultOf: (name: string) => `Show the result: ${name}`,

  logLabel: 'Log of steps',
  logHint: 'Click a step to go back to it; later steps stay until you change something.',
  opened: 'Opened',
  current: 'now',
  undone: 'undone',
  undo: 'Undo',
  redo: 'Redo',
  goTo: (label: string) => `Go to: ${label}`,
} as const
