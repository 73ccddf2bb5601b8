const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

const list = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** Visible text of the check side: what a graph implies, and which other graphs imply the same. */
export const checkText = {
  title: 'Check the graph',
  back: 'Back to the answer',
  state: { ok: 'no problem found', warning: 'look at this', waiting: 'waiting', blocked: 'blocked' },
  stale: 'Graph changed',
  working: 'Working …',
  more: 'List more',
  table: 'Table',

  implications: 'What the graph implies',
  independence: (a: string, b: string, given: readonly string[]) =>
    given.length === 0 ? `${a} ⟂ ${b}` : `${a} ⟂ ${b} given ${given.join(', ')}`,
  /** The same for a screen reader, which skips the sign. */
  independenceSpoken: (a: string, b: string, given: readonly string[]) =>
    `${a} is independent of ${b}${given.length === 0 ? '' : ` given ${list(given)}`}`,
  listed: (n: number, ended: 'all' | 'count' | 'time') =>
    ended === 'all'
      ? `${plural(n, 'claim', 'claims')} in all`
      : `${n.toLocaleString('en-US')} listed, there are more`,
  ended: 'The list was stopped after a while; press for more.',
  couldBeTested: (n: number, ended: 'all' | 'count' | 'time') =>
    ended === 'all'
      ? `${plural(n, 'independence', 'independencies')} that data could contradict`
      : `More than ${n.toLocaleString('en-US')} independencies that data could contradict`,
  noClaim: 'Nothing to test',
  noClaimDetail:
    'Every two measured variables are joined, or only tied through what is hidden. So the graph says of no two that they are independent, and no data could contradict it.',
  needsData: 'Without data this is what could be tested. Each line must hold if the graph is right.',
  openData: 'Open data',
  proposals: 'Proposed arrows',
  noVariables: 'Draw a graph first: an arrow that is left out is what can be tested.',
  claimsLabel: 'Independencies that the graph implies',

  tetrad: ([i, j]: readonly [string, string], [k, l]: readonly [string, string]) =>
    `cov(${i}, ${k}) cov(${j}, ${l}) = cov(${i}, ${l}) cov(${j}, ${k})`,
  tetradPlot: (names: readonly string[]) => `tetrad of ${names.join(', ')}`,
  pair: (a: string, b: string) => `${a}, ${b}`,
  given: (names: readonly string[]) => (names.length === 0 ? undefined : `given ${names.join(', ')}`),
  testing: 'Testing …',
  progress: 'Progress of the tests',
  cancel: 'Cancel',
  test: 'Test against the data',
  endedTests: 'The tests were stopped.',
  verdict: (violations: number, tests: number) =>
    tests === 0
      ? 'Nothing that these data could test'
      : violations === 0
        ? `No problem found in ${plural(tests, 'test', 'tests')}`
        : `The data contradict ${violations.toLocaleString('en-US')} of ${plural(tests, 'claim', 'claims')}`,
  cut: 'The tests were stopped after a while: the graph implies more than these.',
  setAside: (rows: string) => `${rows} rows in which an experimenter set something were left out.`,
  rows: (fewest: string, most: string) => (fewest === most ? `${most} rows` : `${fewest} to ${most} rows`),
  contradictedLabel: 'Claims that the data contradict',
  holding: (n: number) => `No problem found: ${n.toLocaleString('en-US')}`,
  holdingLabel: 'Claims with no problem found',
  untested: (n: number) => `Not tested: ${n.toLocaleString('en-US')}`,
  untestedLabel: 'Claims that were not tested',
  sameData:
    'This graph was found in these very data, so it fits them by design. Test it on data that the search has not seen.',
  allListed: 'All that the graph implies',
  pairNote:
    'One claim for each pair that the graph does not join, given as few variables as separate it; in a graph without hidden causes they imply all the others.',
  measures: {
    'partial-correlation': 'partial correlation',
    'cramers-v': 'Cramér’s V',
    'tetrad-difference': 'tetrad difference',
  },
  correlation: 'correlation',
  contradicts: (effect: string, rows: string, tests: number, p: string, correction: string) =>
    `The data contradict this: ${effect}, ${rows} rows, p ${correction === 'none' ? '' : `adjusted for ${plural(tests, 'test', 'tests')} `}${p}.`,
  holds: (effect: string, rows: string | null, p: string, correction: string) =>
    `${effect}, ${rows === null ? '' : `${rows} rows, `}${correction === 'none' ? '' : 'adjusted '}p ${p}`,
  effect: (measure: string, value: string, low: string, high: string) =>
    `${measure} ${value} (${low} to ${high})`,
  mends: 'What would mend it',
  addEdge: (words: string) => `Add ${words}`,
  mendDetail: (mends: number, violations: number, givesUp: number) =>
    [
      violations === 1
        ? 'mends it'
        : mends === violations
          ? `mends all ${mends}`
          : `mends ${mends} of ${violations}`,
      givesUp === 0 ? 'gives up nothing else' : `gives up ${plural(givesUp, 'other claim', 'other claims')}`,
    ].join(', '),
  noMend: 'No single arrow or hidden common cause mends it.',
  correction: 'Many tests at once',
  corrections: {
    holm: { label: 'Holm', detail: 'Bounds the chance of any false alarm (Holm 1979)' },
    'benjamini-hochberg': {
      label: 'Benjamini–Hochberg',
      detail: 'Bounds the share of false alarms among alarms (1995)',
    },
    'benjamini-yekutieli': {
      label: 'Benjamini–Yekutieli',
      detail: 'The same, however the tests depend on each other (2001)',
    },
    none: { label: 'None', detail: 'Each test on its own: one in twenty raises a false alarm' },
  },
  level: (alpha: string) => `Contradicted: adjusted p below ${alpha}.`,
  plot: 'How far from independent, with 95 % intervals',
  plotAxis: '0 is what the graph says',
  plotCut: (shown: number, all: number) => `The ${shown} most at odds of ${all.toLocaleString('en-US')}.`,
  head: {
    claim: 'Claim',
    effect: 'Effect',
    interval: '95 % interval',
    p: 'Adjusted p',
    rows: 'Rows',
    test: 'Test',
  },
  tests: {
    'partial-correlation': 'Fisher’s z',
    'g-squared': 'G²',
    'mantel-haenszel': 'Mantel–Haenszel',
    'residual-covariance': 'Residual covariance',
    tetrad: 'Wishart',
  } as Readonly<Record<string, string>>,
  tie: (a: string, b: string) => `The data contradict that ${a} and ${b} are independent`,
  legend: 'What the data contradict',
  legendTie: 'Not joined, yet the data say they depend. Not an arrow.',
  legendCut: (drawn: number) => `Drawn: the ${drawn} strongest.`,

  chipFails: 'Implications of the graph: contradicted',
  chipHolds: 'Implications of the graph: no problem found',
  chip: (violations: number, tests: number) =>
    `${violations.toLocaleString('en-US')} of ${plural(tests, 'implication', 'implications')} ${violations === 1 ? 'fails' : 'fail'}.`,
  chipOk: (tests: number) => `${plural(tests, 'test', 'tests')}, none contradicted.`,
  chipAsk: 'Test what the graph implies',
  chipOpen: 'Check the graph',

  constraints: 'What hidden causes imply',
  constraintsMeta: (n: number) => plural(n, 'constraint', 'constraints'),
  constraintsNote:
    'A function of what is observed that must not change with a variable although it stands in it (Verma and Pearl 1990). Listed; not tested here.',
  unchanged: (names: readonly string[]) => `is the same for every value of ${list(names)}`,
  constraintsLabel: 'Constraints beyond independence',

  equivalence: 'Which other graphs say the same',
  members: (n: bigint, isExact: boolean) =>
    n === 1n
      ? 'No other graph says the same'
      : `${isExact ? '' : 'More than '}${n.toLocaleString('en-US')} graphs say the same`,
  membersDetail: (compelled: number, reversible: number) =>
    reversible === 0
      ? `Data alone could settle every direction: all ${plural(compelled, 'arrow is', 'arrows are')} compelled.`
      : `${plural(compelled, 'arrow is', 'arrows are')} compelled; ${plural(reversible, 'arrow', 'arrows')} could point the other way without any data noticing.`,
  showClass: 'Draw open directions as lines',
  drawnClass: 'Arrows are compelled; lines could point either way. Your graph is unchanged.',
  step: 'One by one',
  member: (at: number, all: bigint) =>
    `Graph ${at.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`,
  drawnMember: 'as drawn',
  drawnAsClass: 'The class as drawn',
  previous: 'Previous graph',
  next: 'Next graph',
  take: 'Take it',
  backToMine: 'Back to my graph',
  turned: (words: readonly string[], more: number) =>
    `Other than drawn: ${words.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-US')} more` : ''}.`,

  possible: 'The effect in all of them',
  effects: (found: {
    readonly cause: string
    readonly effect: string
    readonly graphs: bigint
    readonly complete: boolean
    readonly least: string
    readonly greatest: string
    readonly drawn: string | null
  }) => {
    const across = `${found.complete ? '' : 'at least '}${found.graphs.toLocaleString('en-US')} compatible graphs`
    const range = found.least === found.greatest ? found.least : `${found.least} to ${found.greatest}`
    const drawn = found.drawn === null ? '' : `, drawn graph ${found.drawn}`
    return `Effect of ${found.cause} on ${found.effect} across ${across}: ${range}${drawn}.`
  },
  effectsNote: (cause: string, effect: string, used: string, total: string) =>
    `Change of the mean of ${effect} for one unit more of ${cause}, by linear regression on ${cause} and its causes; n\u00a0=\u00a0${used} of ${total}. One ring for each value, the drawn graph filled. Sampling error comes on top.`,
  effectsHead: { causes: 'Held: causes', effect: 'Effect', error: 'SE', graphs: 'Graphs' },
  noCauses: 'none',
  noEffect: (cause: string, effect: string) =>
    `The effect of ${cause} on ${effect} is not to be had by adjustment in any of them.`,

  ancestral: 'With hidden variables',
  ancestralNote:
    'What any method could learn at best from data on the measured variables, however many rows there are.',
  views: {
    drawn: 'As drawn',
    mag: 'MAG',
    pag: 'PAG',
  },
  viewLabel: 'What the canvas draws',
  viewNotes: {
    drawn: 'Your graph.',
    mag: 'Measured variables only. An arrow says “causes”, two heads say “neither causes the other”.',
    pag: 'What is left when the data have said all they can: a circle is an end that data leave open.',
  },
  marks: (settled: number, open: number) =>
    `${plural(settled, 'edge end', 'edge ends')} settled, ${open.toLocaleString('en-US')} left open.`,
  preview: {
    class: 'Open directions drawn as lines',
    member: (n: number) => `Graph ${n} of the class`,
    mag: 'MAG over the measured variables',
    pag: 'PAG: what data could settle',
    unchanged: 'Your graph is unchanged',
  },
} as const
