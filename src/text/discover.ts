const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** Visible text of the discovery panel. */
export const discoverText = {
  title: 'Discover a graph',
  back: 'Back to the answer',
  jobTitle: (algorithm: string, dataset: string) => `${algorithm} on ${dataset}`,
  crashed: (message: string) => `The search stopped: ${message}`,
  stoppedEarly: 'stopped early',
  yes: 'yes',
  stoppedAssumption: 'stopped before its end: the graph is what had been found until then',

  noData: 'There are no data to search yet.',
  openFile: 'Open a file of data',

  goal: 'Goal',
  goalNames: {
    hiddenCauses: 'Hidden causes',
    relations: 'Relations',
    priority: 'Priority',
    time: 'Times',
  },
  goalAnswers: {
    absent: 'ruled out',
    possible: 'possible',
    linear: 'linear',
    any: 'any shape',
    trust: 'trust',
    directions: 'directions',
    speed: 'speed',
    drift: 'slow change',
    lags: 'later effects',
  },
  facts: {
    columns: {
      numbers: (n: number, rows: string) => `${n.toLocaleString('en-US')} columns of numbers, ${rows} rows`,
      categories: (n: number, rows: string) =>
        `${n.toLocaleString('en-US')} columns of categories, ${rows} rows`,
      mixed: (n: number, rows: string) =>
        `${n.toLocaleString('en-US')} columns, numbers and categories, ${rows} rows`,
    },
    shape: { 'roughly Gaussian': 'most roughly Gaussian', 'not Gaussian': 'most not Gaussian' },
    gaps: (rows: string) => `${rows} rows have gaps.`,
    set: (rows: string) => `In ${rows} rows a variable was set.`,
    context: {
      regime: (name: string) => `“${name}” tells places or experiments apart.`,
      time: (name: string) => `“${name}” tells the time.`,
    },
  },
  method: 'Method',
  methodMeta: (fitting: number) => (fitting === 0 ? 'none fits all' : `${fitting} fit`),
  noFit: {
    nearest: 'No method fits everything above. These come nearest; what speaks against them is said below.',
    none: 'No method can read these data as they are. The list below says what stands in the way.',
  },
  advised: 'advised',
  aboutTime: (time: string) => `about ${time}`,
  gives: {
    dag: 'gives one graph with all directions',
    cpdag: 'gives a class of graphs that fit equally well',
    pag: 'gives a class that allows hidden causes',
  },
  otherMethods: (n: number) => `Other methods (${n})`,
  use: 'Use',
  takeMethod: (name: string) => `Use ${name}`,
  algorithm: 'Algorithm',
  settings: 'Settings',
  seed: 'Random seed',
  seedHelp: 'The same seed gives the same result.',
  whatMustHold: 'What has to hold',

  rows: {
    label: 'Gaps',
    choice: { 'by-method': 'auto', 'complete-rows': 'complete rows', 'test-wise': 'test by test' },
    read: {
      'complete-rows': (complete: string, total: string) =>
        `Reads the ${complete} of ${total} rows that have a value in every column.`,
      'test-wise': (complete: string, total: string) =>
        `Each test uses the rows that have what it looks at; ${complete} of ${total} rows are complete.`,
    },
  },
  apart: {
    label: 'What tells rows apart',
    regime: (name: string) => `“${name}” tells places or experiments apart`,
    time: (name: string) => `“${name}” tells the time`,
    target: (name: string) =>
      `“${name}” names what was set in each row: empty for nothing, ? where nobody noted it.`,
  },
  lookAt: (names: string) => `Look at ${names} in the list of columns.`,
  lookAtKnowledge: 'What is known before contradicts itself: look at step 4.',
  columns: 'Columns',
  findColumn: 'Find a column',
  moreColumns: (next: number, left: number) =>
    `Show ${next} more, of ${left.toLocaleString('en-US')} that are not listed yet`,
  columnsMeta: (used: number, all: number) =>
    `${used.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} used`,
  unsuitable: {
    'nominal-column': 'too many categories',
    'date-column': 'a date',
    'id-column': 'an identifier',
    'empty-column': 'no values',
    'left-out': 'left out at import',
    regime: 'marks the regime',
    'intervention-target': 'names what was set in each row',
    weight: 'a weight',
    cluster: 'names clusters',
    unit: 'names units',
    time: 'a time',
    constant: 'one value only',
  } as Readonly<Record<string, string>>,
  tier: (name: string) => `Tier of ${name}`,
  tierHead: 'tier',
  tierPlaceholder: '–',
  knowledge: 'Known before',
  knowledgeMeta: ({ pairs, tiered, exogenous }: { pairs: number; tiered: number; exogenous: number }) =>
    pairs + tiered + exogenous === 0
      ? 'nothing yet'
      : [
          pairs ? plural(pairs, 'arrow', 'arrows') : '',
          tiered ? `${tiered} in tiers` : '',
          exogenous ? `${exogenous} without causes` : '',
        ]
          .filter(Boolean)
          .join(', '),
  exogenous: (name: string) => `Nothing searched causes ${name}`,
  exogenousHead: 'no causes',
  exogenousHelp: 'Nothing that is searched causes the column: no arrow leads into it.',
  exogenousStep: (name: string, marked: boolean) =>
    marked ? `Mark ${name} as without causes` : `Let ${name} have causes`,
  order: {
    title: 'Order in time',
    note: 'Every column in a tier of its own: what comes later causes nothing that comes earlier.',
    asColumns: 'Order of the columns',
    byName: 'By name',
    clear: 'No order',
    columnsStep: 'Order the columns as in the data',
    nameStep: 'Order the columns by name',
    clearStep: 'Take all columns out of the tiers',
    moveStep: (name: string, at: number) => `Put ${name} at place ${at} in time`,
    earlier: (name: string) => `Move ${name} earlier`,
    later: (name: string) => `Move ${name} later`,
  },
  drawKnowledge: 'Draw on the canvas',
  knowledgeNote: 'An arrow never runs from a later tier to an earlier one. Tiers stand beside the columns.',
  showLanes: 'Show tiers on the canvas',
  required: 'required',
  forbidden: 'forbidden',
  pairKind: 'Kind',
  cause: 'Cause',
  effect: 'Effect',
  pick: 'pick one',
  addPair: 'Add',
  removePair: (cause: string, effect: string) => `Remove ${cause} → ${effect}`,
  tierStep: (name: string, tier: number | null) =>
    tier === null ? `Take ${name} out of the tiers` : `Put ${name} in tier ${tier}`,
  pairStep: (kind: string, cause: string, effect: string) =>
    `${kind === 'required' ? 'Require' : 'Forbid'} ${cause} → ${effect}`,
  unpairStep: (cause: string, effect: string) => `Free ${cause} → ${effect}`,

  costLine: (time: string, note: string) => `Predicted: ${time}, ${note}.`,
  costPending: 'Estimating the cost …',
  run: 'Run',
  running: 'Running',
  elapsed: (time: string) => `${time} so far`,
  left: (time: string) => `about ${time} left`,
  edgesSoFar: (n: number) => `${plural(n, 'edge', 'edges')} so far`,
  waitingForJobs: 'Waiting for an earlier job',
  stopAndKeep: 'Stop and keep',
  nothingToKeep: 'Nothing found yet that could be kept',
  cancel: 'Cancel',
  progress: (title: string) => `Progress of ${title}`,
  earlier: 'Earlier results',
  showResult: (name: string) => `Show ${name}`,

  runStep: 'Run',
  supportMeans: (statistic: string) => `Width of an edge: ${statistic}.`,
  settingsUsed: 'Settings of this run',
  finished: (time: string) => `finished ${time}`,
  headline: (algorithm: string, used: string, total: string) => `${algorithm} on ${used} of ${total} rows`,
  rowsLost: (lost: string, names: string) => `${lost} left out because of missing values in ${names}.`,
  seconds: 'Time',
  found: 'Found',
  foundEdges: (decided: number, open: number, kind: string) => {
    const [one, many] = kind === 'pag' ? ['edge decided', 'edges decided'] : ['arrow', 'arrows']
    const [openOne, openMany] =
      kind === 'pag' ? ['with open ends', 'with open ends'] : ['open direction', 'open directions']
    return [plural(decided, one, many), open === 0 ? '' : plural(open, openOne, openMany)]
      .filter(Boolean)
      .join(', ')
  },
  runAgain: 'Run again, with other settings',
  assumptions: 'Assumptions',
  assumptionsMeta: 'not checked by the data',
  constraints: 'Constraints',
  constraintsNone: 'none known',
  constraintsMeta: (n: number, broken: number) =>
    `${plural(n, 'constraint', 'constraints')}: ${broken === 0 ? (n === 1 ? 'holds' : 'all hold') : `${broken} broken`}`,
  constraint: {
    tiers: 'No arrow runs against the tiers',
    forbidden: 'No forbidden arrow stands',
    required: 'Every required arrow stands',
    exogenous: 'Nothing leads into what has no causes',
  },
  brokenConstraint: {
    tiers: (arrows: string) => `Against the tiers, or left open: ${arrows}`,
    forbidden: (arrows: string) => `Drawn or left open though forbidden: ${arrows}`,
    required: (arrows: string) => `Missing or without direction though required: ${arrows}`,
    exogenous: (arrows: string) => `Into what has no causes, or left open: ${arrows}`,
  },
  constraintCount: {
    tiers: (n: number) => plural(n, 'pair', 'pairs'),
    forbidden: (n: number) => plural(n, 'pair', 'pairs'),
    required: (n: number) => plural(n, 'arrow', 'arrows'),
    exogenous: (n: number) => plural(n, 'column', 'columns'),
  },
  acyclic: { yes: 'No cycle', no: 'The arrows close a cycle' },
  compared: 'Compared with my model',
  comparedMeta: (n: number) => plural(n, 'edge', 'edges'),
  emptyModel: 'My model is still empty; accept arrows to start it.',
  comparison: {
    same: 'Same arrow in both',
    directionOpen: 'Direction open in the data',
    differing: 'Another direction in my model',
    onlyDiscovered: 'Only discovered',
    onlyMine: 'Only in my model',
    notSearched: 'In my model, not searched',
  },
  show: 'Show',
  compareOnCanvas: 'Compare on the canvas',
  showList: (what: string) => `Show: ${what}`,
  reading: {
    title: {
      dag: 'What you get is one graph',
      cpdag: 'What you get is a class',
      pag: 'What you get is a class with room for hidden causes',
    },
    note: {
      dag: (_open: number) => 'Every direction is decided, as long as the assumptions hold.',
      cpdag: (open: number) =>
        open === 0
          ? 'The data leave no direction open: the class has one graph, as long as the assumptions hold.'
          : `${plural(open, 'line has', 'lines have')} an open direction: the data fit both ways. Choose one when you accept it, from what you know.`,
      pag: (open: number) =>
        open === 0
          ? 'Every end is decided. What each mark says:'
          : `${plural(open, 'edge has', 'edges have')} an end that the data leave open. What each mark says:`,
    },
    mark: {
      arrow: 'the tail causes the head',
      tie: 'a hidden cause of both',
      line: 'one causes the other; the data fit both ways',
      'circle-arrow': 'one end is not decided',
      'circle-line': 'one end is not decided',
      circles: 'both ends are not decided',
    },
    pagMark: {
      arrow: 'the tail causes the head, perhaps through others',
      tie: 'neither causes the other: a hidden cause of both',
      line: 'the rows were selected by what both cause',
      'circle-arrow':
        'the head does not cause the circle; the circle causes it, a hidden cause both, or both',
      'circle-line': 'the tail causes the circle, or the rows were selected',
      circles: 'related, and nothing more is decided',
    },
  },
  changing: {
    some: 'How these depend on their causes differs between the places or times:',
    none: 'No variable was found whose dependence on its causes differs between the places or times.',
    p: (p: string) => `p ${p}`,
  },
  supports: {
    title: 'Edges by support',
    edge: 'Edge',
    joined: 'joined',
    ends: 'these ends',
    more: (next: number, left: number) =>
      `Show ${next} more, of ${left.toLocaleString('en-US')} that are not listed yet`,
  },
  undecided: 'An end that is not decided cannot be copied as an arrow.',
  acceptTie: (a: string, b: string) => `Accept ${a} ↔ ${b}`,
  endsSupport: (percent: string) => `With these ends in ${percent} of those`,
  rowsByTest: (names: string) =>
    `Values are missing in ${names}: each test used the rows that have what it looks at.`,
  acceptAll: (n: number) => `Accept ${plural(n, 'arrow', 'arrows')}`,
  nothingToAccept: 'Nothing to accept',
  oneByOne: 'One by one',
  discard: 'Discard layer',
  acceptNote: 'Copies them to My model with where they come from. One undo step.',
  leftOpen: (n: number) =>
    `${plural(n, 'line', 'lines')} with an open direction ${n === 1 ? 'is' : 'are'} left: choose a direction one by one.`,
  leftUndecided: (n: number) =>
    `${plural(n, 'edge', 'edges')} with an end that is not decided ${n === 1 ? 'stays' : 'stay'} here.`,
  leftOpenShort: (n: number) => `${plural(n, 'line needs', 'lines need')} a direction from you`,
  leftCycle: (arrows: string) => `Left, because they would close a cycle with my model: ${arrows}.`,
  accepted: (n: number) => `${plural(n, 'arrow', 'arrows')} copied to My model.`,
  showMine: 'Show My model',

  reviewMeta: (at: number, all: number) => `${at} of ${all}`,
  directionOpen: 'direction open',
  support: (percent: string) => `Joined in ${percent} of the resamples`,
  mineSays: (words: string) => `My model: ${words}`,
  mineSaysNothing: 'My model does not join the two',
  accept: (cause: string, effect: string) => `Accept ${cause} → ${effect}`,
  leaveOut: 'Leave out',
  previous: 'Previous',
  done: 'Done',
  next: 'Next',
  reviewDone: 'All edges have been looked at.',
  state: { ok: 'in order', warning: 'look at this', waiting: 'waiting', blocked: 'blocked' },
} as const
