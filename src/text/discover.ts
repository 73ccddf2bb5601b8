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
  goalRows: [
    { name: 'Hidden common causes', value: 'assumed absent' },
    { name: 'Relations', value: 'linear, noise roughly Gaussian' },
    { name: 'What you get', value: 'a class of graphs that fit the data equally well' },
  ],
  goalNote: 'Arrows that all graphs of the class share get a head; lines without one have an open direction.',
  method: 'Method',
  algorithm: 'Algorithm',
  settings: 'Settings',
  seed: 'Random seed',
  seedHelp: 'The same seed gives the same result.',
  whatMustHold: 'What has to hold',
  reference: 'Reference',

  columns: 'Columns',
  columnsMeta: (used: number, all: number) => `${used} of ${all} used`,
  unsuitable: {
    nominal: 'categories without an order',
    date: 'a date',
    id: 'an identifier',
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
  knowledgeMeta: (pairs: number, tiered: number) =>
    pairs + tiered === 0
      ? 'nothing yet'
      : [pairs ? plural(pairs, 'arrow', 'arrows') : '', tiered ? `${tiered} in tiers` : '']
          .filter(Boolean)
          .join(', '),
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
  foundEdges: (arrows: number, open: number) =>
    open === 0
      ? plural(arrows, 'arrow', 'arrows')
      : `${plural(arrows, 'arrow', 'arrows')}, ${plural(open, 'open direction', 'open directions')}`,
  runAgain: 'Run again, with other settings',
  assumptions: 'Assumptions',
  assumptionsMeta: 'not checked by the data',
  constraints: 'Constraints',
  constraintsMeta: (holding: number, all: number) => `${holding} of ${all} hold`,
  constraint: {
    tiers: 'No arrow runs against the tiers',
    forbidden: 'No forbidden arrow was drawn',
    required: 'Every required arrow stands',
    acyclic: 'No cycle; one class of graphs',
  } as Readonly<Record<'tiers' | 'forbidden' | 'required' | 'acyclic', string>>,
  brokenConstraint: {
    tiers: (arrows: string) => `Against the tiers: ${arrows}`,
    forbidden: (arrows: string) => `Drawn though forbidden: ${arrows}`,
    required: (arrows: string) => `Missing or without direction though required: ${arrows}`,
    acyclic: () => 'The arrows close a cycle',
  } as Readonly<Record<'tiers' | 'forbidden' | 'required' | 'acyclic', (arrows: string) => string>>,
  constraintCount: (about: 'tiers' | 'forbidden' | 'required' | 'acyclic', n: number) =>
    about === 'forbidden' ? plural(n, 'pair', 'pairs') : plural(n, 'arrow', 'arrows'),
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
  class: 'What you get is a class',
  classNote: (open: number) =>
    open === 0
      ? 'The data leave no direction open: the class has one graph, as long as the assumptions hold.'
      : `${plural(open, 'line has', 'lines have')} an open direction: the data fit both ways. Choose one when you accept it, from what you know.`,
  acceptAll: (n: number) => `Accept ${plural(n, 'arrow', 'arrows')}`,
  nothingToAccept: 'Nothing to accept',
  oneByOne: 'One by one',
  discard: 'Discard layer',
  acceptNote: 'Copies them to My model with where they come from. One undo step.',
  leftOpen: (n: number) =>
    `${plural(n, 'line', 'lines')} with an open direction ${n === 1 ? 'is' : 'are'} left: choose a direction one by one.`,
  leftOpenShort: (n: number) => `${plural(n, 'line needs', 'lines need')} a direction from you`,
  leftCycle: (arrows: string) => `Left, because they would close a cycle with my model: ${arrows}.`,
  accepted: (n: number) => `${plural(n, 'arrow', 'arrows')} copied to My model.`,
  showMine: 'Show My model',

  reviewMeta: (at: number, all: number) => `${at} of ${all}`,
  review: 'One by one',
  directionOpen: 'direction open',
  support: (percent: string) => `Joined in ${percent} of the resamples`,
  mineSays: (words: string) => `My model: ${words}`,
  mineSaysNothing: 'My model does not join the two',
  accept: (cause: string, effect: string) => `Accept ${cause} → ${effect}`,
  leaveOut: 'Leave out',
  previous: 'Previous',
  done: 'Done',
  next: 'Next',
  inMyModel: 'Now in My model',
  reviewDone: 'All edges have been looked at.',
  state: { ok: 'in order', warning: 'look at this', waiting: 'waiting', blocked: 'blocked' },
} as const
