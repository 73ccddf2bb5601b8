const list = (names: readonly string[], last = 'and'): string => {
  if (names.length <= 1) return names.join('')
  return `${names.slice(0, -1).join(', ')} ${last} ${names[names.length - 1]}`
}

/** The first few names where a whole list would drown the sentence. */
const some = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : list(names)

const plural = (n: number, one: string, many: string) => (n === 1 ? one : many)

/** Visible text of the answer panel. Numbers come in formatted. */
export const answerText = {
  panel: 'Answer',
  steps: {
    question: 'Question',
    identified: 'Identified?',
    estimate: 'Estimate',
    refutation: 'Refutation',
    assumptions: 'Assumptions',
  },
  state: { waiting: 'waiting', ok: 'done', warning: 'needs a look', blocked: 'blocked' },
  table: 'Table',
  graphChanged: 'Graph changed',

  next: {
    label: 'Next step',
    emptyGraph: 'Name your variables, or drop a data file',
    emptyGraphButton: 'Draw',
    columns: 'Add columns from the data, or let them suggest a graph',
    columnsButton: 'Discover',
    treatment: 'Which cause would you change?',
    treatmentButton: 'Pick a cause',
    outcome: 'Which outcome do you care about?',
    outcomeButton: 'Pick an outcome',
    problem: 'Something in the graph is in the way',
    show: 'Show it',
    invalidSet: (first: string) => `${first} would close the open paths`,
    invalidSetButton: 'Use it',
    notByAdjustment: 'Adjustment does not answer this',
    notIdentifiable: 'No formula in what was seen answers this',
    notIdentifiableButton: 'Show why',
    noData: (names: readonly string[]) => `Drop data with columns ${some(names)}`,
    noDataButton: 'Drop data',
    missingColumns: (names: readonly string[]) =>
      `The data have no ${plural(names.length, 'column', 'columns')} ${some(names.map((name) => `“${name}”`))}`,
    otherData: 'Open other data',
    rungDo: (treatment: string, arrows: number) =>
      `Cut the ${plural(arrows, 'arrow', 'arrows')} into ${treatment}`,
    rungDoNoArrow: (treatment: string) => `Set ${treatment} yourself`,
    rungDoButton: 'Do',
    guess: 'Guess first: the other side stays covered until you do',
    confirm: (count: number) => `${count} ${plural(count, 'assumption', 'assumptions')} to confirm`,
    confirmButton: 'Read',
    yours: 'Now yours: draw a graph, or drop a file.',
    yoursButton: 'Draw',
  },

  question: {
    whatIsThe: 'What is the',
    effects: {
      total: { label: 'total', detail: 'along every path from cause to outcome' },
      direct: { label: 'direct', detail: 'along the one arrow, everything between held fixed' },
    },
    effectOf: 'effect of',
    on: 'on',
    whenFrom: 'when I change it from',
    to: 'to',
    among: ', among',
    everyone: 'everyone',
    end: '?',
    pickTreatment: 'a cause',
    pickOutcome: 'an outcome',
    effectLabel: 'Total or direct effect',
    treatmentLabel: 'Cause',
    outcomeLabel: 'Outcome',
    fromLabel: 'From',
    toLabel: 'To',
    search: 'Find a variable',
    noneFound: 'No measured variable has this name.',
    noVariables: 'The graph has no measured variable yet.',
    notInGraph: (name: string) => `${name} is not in the graph that is shown.`,
    isTreatment: 'the cause now',
    isOutcome: 'the outcome now',
    noColumn: 'no data',
    set: 'Set',
    notANumber: 'A number is needed.',
  },

  identified: {
    yesAdjusting: (names: readonly string[]) => `Identified by adjustment for ${list(names)}`,
    yesNothing: 'Identified: nothing needs adjusting',
    byFrontDoor: (mediators: readonly string[]) => `Identified by the front-door, through ${list(mediators)}`,
    byDoCalculus: 'Identified by do-calculus',
    byKnownForm: { napkin: 'Identified by do-calculus (the napkin)' },
    byInstrument: (instruments: readonly string[]) =>
      `By an instrument, ${list(instruments.slice(0, 3), 'or')}, under a further assumption`,
    notIdentifiable: 'Not identifiable from this graph',
    carries: (mediators: readonly string[]) =>
      `Nothing measured closes it, but ${some(mediators)} ${plural(mediators.length, 'carries', 'carry')} the whole effect.`,
    combined: 'No set closes it; the rules of do-calculus still turn the question into what was seen.',
    twoModels:
      'Two models fit these data equally well and give different effects. More rows will not settle it.',
    hedgeIs: (treatment: string, outer: readonly string[], inner: readonly string[]) =>
      `Hidden causes tie ${some(outer)} together on the way to ${some(inner)}: the data cannot tell what setting ${treatment} does from what the tie does.`,
    hedgeShow: 'On the graph',
    noEffect: (treatment: string, outcome: string) => `Your graph says ${treatment} cannot affect ${outcome}`,
    noEffectDetail: 'No directed path leads there, so the effect is 0 by assumption.',
    noDirectEffect: (treatment: string, outcome: string) =>
      `Your graph says ${treatment} has no direct effect on ${outcome}`,
    notByAdjustment: 'Not by adjustment',
    onlyAdjustment:
      'Direct effects are sought by adjustment only, so this is not a verdict on the question itself.',
    wishInTheWay: 'Without what is required or forbidden below there would be an answer.',
    invalid: (names: readonly string[]) =>
      names.length > 0
        ? `Adjusting for ${list(names)} does not answer it`
        : 'Adjusting for nothing does not answer it',
    invalidDetail: 'With this set a biasing path stays open, or a part of the effect is taken away.',
    takeInstead: (set: string) => `Use ${set}`,
    takeFrontDoor: (mediators: readonly string[]) => `Use the front-door through ${list(mediators)}`,
    takeMethod: 'Adjust for nothing of my own',
    problem: 'This question has no answer yet',
    waiting: 'Waiting for a cause and an outcome',
    working: 'Reading the graph …',
    method: {
      identified: 'by adjustment',
      'front-door': 'front-door',
      'do-calculus': 'do-calculus',
      'no-effect': 'by assumption',
      instrument: 'further assumption',
    } as Readonly<Record<string, string>>,
    openPath: (path: string) => `One open biasing path: ${path}.`,
    openPaths: (path: string) => `Several open biasing paths, one of them: ${path}.`,
    closes: (names: readonly string[]) => `Averaging within ${some(names)} closes it.`,
    closesAll: (names: readonly string[]) => `Averaging within ${some(names)} closes them all.`,
    noOpenPath: 'No biasing path is open: what is seen is what doing would bring.',
    showSteps: 'Show steps',
    hideSteps: 'Hide steps',
    formulaLabel: 'Estimand',
    legendLabel: 'Symbols',
    setsTitle: (count: number, more: boolean) =>
      `${count}${more ? ' or more' : ''} smallest ${plural(count, 'set', 'sets')} to adjust for`,
    emptySet: 'nothing',
    own: 'your own choice',
    inUse: 'in use',
    follow: 'Follow the first set again',
    listMore: 'List more',
    listing: 'Listing …',
    stillMore: (count: number) => `${count} so far, there are more`,
    reasons: 'Every variable',
    otherWays: 'Other ways',
    wishLabel: (name: string) => `Adjusting for ${name}`,
    wish: { free: 'Free', must: 'Always adjust', forbidden: 'Never adjust' },
    wishAdd: { must: 'Always adjust for …', forbidden: 'Never adjust for …' },
  },

  chosenRows: {
    same: 'The same rows chose the graph and gave this number, so it is likely too sure and too large (winner’s curse).',
    heldOut:
      'Estimated in the half of the rows that the search for the graph did not read, so the graph owes nothing to their accidents.',
    lost: 'The search read only half of the rows, but they have changed since, so the other half can no longer be told apart.',
    use: { all: 'Use all rows', 'held-out': 'Use the half kept aside' },
  },

  estimate: {
    rowsUsed: (used: string, total: string) =>
      used === total ? `${used} rows used` : `${used} of ${total} rows used`,
    lost: (parts: readonly { name: string; rows: string }[]) =>
      `Left out, because of missing values: ${list(parts.map((part) => `${part.name} in ${part.rows}`))}.`,
    waiting: 'Waiting for an answer from the graph',
    waitingData: 'Waiting for data',
    computing: 'The estimates are being computed.',
    noColumns: (names: readonly string[]) =>
      `The data have no ${plural(names.length, 'column', 'columns')} named ${list(names)}, so there is nothing to average over.`,
    rename: 'Columns meet variables by name: rename the variable, or open data that measure it.',
    notIdentifiable: 'No estimate: the graph gives no formula for the effect in what was seen.',
    notIdentified: 'No estimate without an adjustment set that answers the question.',
    plot: (treatment: string, outcome: string) => `Estimates of the effect of ${treatment} on ${outcome}`,
    labels: {
      difference: { label: 'See', note: 'naive' },
      regression: { label: 'Regression', note: '' },
      ipw: { label: 'Weighting', note: 'IPW' },
      aipw: { label: 'Doubly robust', note: 'AIPW' },
      'neural-effect': { label: 'Neural model', note: '' },
      'front-door': { label: 'Front-door', note: 'model' },
      'plug-in': { label: 'Formula', note: 'counted' },
      randomised: { label: 'Randomised', note: 'rows' },
    } as Readonly<Record<string, { label: string; note: string }>>,
    randomisedRows: (n: string) => `difference, n = ${n}`,
    axis: (to: string, from: string) => `${to} − ${from}`,
    backend: (backend: 'webgpu' | 'wasm', milliseconds: string) =>
      `${backend === 'webgpu' ? 'WebGPU' : 'wasm'}, ${milliseconds} ms`,
    running: (label: string) => `${label} is being computed`,
    interval: (level: string, low: string, high: string, kind: string) =>
      `${level} ${kind}: ${low} to ${high}`,
    noInterval: 'no interval',
    kinds: { analytic: 'analytic', bootstrap: 'bootstrap', posterior: 'posterior', none: 'none' },
    intervals: (kinds: readonly string[], level: string) => {
      const words = list(kinds)
      return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${level} intervals.`
    },
    compatible: (range: string, spansZero: boolean) =>
      spansZero
        ? `The data are compatible with effects from ${range}; they do not show that there is none.`
        : `The data are compatible with effects from ${range}.`,
    guessFirst: 'Make your guess to see the adjusted estimates on the same axis.',
    randomisedOnly:
      'No adjustment set answers the question in all rows. Where chance set the cause nothing needs adjusting: the difference in those rows answers it for them.',
    noneApplies: 'Only the naive number: no estimator could turn the formula into one with these data.',
    naiveThenBounds: 'Only the naive number: it answers See. Press Do for what the data still say of doing.',
    naiveOnly:
      'Only the naive number: it answers See. Without an adjustment set that answers the question no adjusted number is shown.',
    pressDo: ['Press ', 'Do', ' to add the adjusted estimates on the same axis.'] as const,
    overlapShow: 'Overlap',
    overlapAxis: (level: string) => `chance of ${level}, given what is adjusted for`,
    overlapGroup: (level: string, n: string) => `had ${level}, n ${n}`,
    overlapPlot: 'Propensity scores of both groups',
    effectiveRows: (rows: string, used: string) =>
      `The weights leave the information of ${rows} of ${used} rows.`,
    head: {
      estimator: 'Estimator',
      estimate: 'Estimate',
      error: 'Std. error',
      interval: 'Interval',
      n: 'n',
    },
    notApplicable: 'does not apply',
  },

  refutation: {
    waiting: 'Waiting for an estimate',
    none: 'A single estimate of this kind brings no check of its own.',
    checks: (count: number) => `${count} ${plural(count, 'check', 'checks')}`,
    verdict: { ok: 'No problem found', warning: 'Sensitive' },
    overlap: 'Overlap',
    overlapOk: (smallest: string, largest: string) =>
      `Chances of the treatment range from ${smallest} to ${largest}: both groups are found everywhere.`,
    overlapThin: (smallest: string, largest: string, rows: string, used: string) =>
      `Chances of the treatment range from ${smallest} to ${largest}; the weights leave the information of ${rows} of ${used} rows.`,
    agreement: 'Agreement',
    agreementOk: (count: number, range: string) =>
      `${count} adjusted estimates lie within each other’s sampling error, from ${range}.`,
    agreementNot: (first: string, second: string) =>
      `${first} and ${second} differ by more than sampling error: a model may be wrong.`,
  },

  assumptions: {
    waiting: 'Waiting for an answer from the graph',
    toConfirm: (count: number) => (count === 0 ? 'all agreed' : `${count} to confirm`),
    noHiddenCause: (treatment: string, outcome: string, besides: readonly string[]) =>
      besides.length > 0
        ? `No hidden common cause of ${treatment} and ${outcome} besides ${list(besides)}.`
        : `No hidden common cause of ${treatment} and ${outcome}.`,
    noPath: (treatment: string, outcome: string) =>
      `No way leads from ${treatment} to ${outcome}, however long.`,
    consistency: (treatment: string, outcome: string) =>
      `Setting ${treatment} means the same for every row, and does not change ${outcome} in other rows.`,
    positivity: (treatment: string, within: readonly string[]) =>
      within.length > 0
        ? `Within each value of ${list(within)}, every level of ${treatment} could have happened.`
        : `Every level of ${treatment} could have happened to anyone.`,
    fullMediation: (treatment: string, outcome: string, mediators: readonly string[]) =>
      `Everything that ${treatment} does to ${outcome} goes through ${list(mediators)}.`,
    cleanMediators: (treatment: string, outcome: string, mediators: readonly string[]) =>
      `No hidden common cause of ${treatment} and ${list(mediators)}, and none of ${list(mediators)} and ${outcome} besides those that work through ${treatment}.`,
    mediatorsVary: (treatment: string, mediators: readonly string[]) =>
      `At every level of ${treatment}, every level of ${list(mediators)} could have happened.`,
    completeGraph:
      'The graph leaves out no arrow and no hidden common cause: the formula rests on each one that is not drawn.',
    combinations: 'Every combination of values that the formula asks for could have happened.',
    exclusion: (instrument: string, treatment: string, outcome: string) =>
      `${instrument} reaches ${outcome} only through ${treatment}, and shares no hidden cause with it.`,
    relevance: (instrument: string, treatment: string) => `${instrument} does move ${treatment}.`,
    sameEffect: (treatment: string, outcome: string) =>
      `${treatment} changes ${outcome} by the same amount for everyone: this goes beyond the graph.`,
    agree: 'I agree',
    agreed: 'Agreed',
    whatIf: 'What if there is one?',
    whatIfName: (treatment: string, outcome: string) => `What if ${treatment} ↔ ${outcome}`,
  },
}
