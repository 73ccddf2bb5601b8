const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** Visible text of how sure a discovery is. */
export const supportText = {
  undrawn: {
    summary: (n: number) => `${plural(n, 'pair', 'pairs')} often joined, but not drawn`,
    explain:
      'All rows together do not join these, many resamples do. A hidden cause, a weak effect or a strict setting can be behind it.',
    pair: 'Pair',
    joined: 'Joined',
  },

  split: {
    label: 'Rows that the search reads',
    shortLabel: 'Read',
    choice: { none: 'All', half: 'One half' },
    none: 'If the same rows then give an effect, it will look larger and surer than it is.',
    half: (read: string, kept: string) =>
      `The search reads ${read} rows drawn at random; ${kept} stay unseen and give the effects afterwards.`,
    ofResult:
      'These are one random half of the rows. The search did not see the other, which gives the effects.',
  },

  stability: {
    title: 'How strict to be',
    meta: 'optional',
    names: { penalty: 'Penalty', alpha: 'Significance level' },
    of: { penalty: 'a penalty', alpha: 'a significance level' },
    intro: {
      penalty: 'A larger penalty gives fewer edges. Which of them depend on the choice?',
      alpha: 'A smaller significance level gives fewer edges. Which of them depend on the choice?',
    },
    nothingToVary: 'This method has neither a penalty nor a significance level to vary.',
    start: 'Compare settings',
    again: 'Compare again',
    searches: (n: number) => plural(n, 'search', 'searches'),
    jobTitle: (algorithm: string, dataset: string) => `Settings of ${algorithm} on ${dataset}`,
    stop: 'Stop',
    stopped: (counted: number, asked: number) => `Stopped after ${counted} of ${asked} halves.`,
    older: 'For other columns or settings than those above.',
    edges: 'Edges',
    disagreement: 'Disagreement',
    limit: 'at most .05',
    plot: (name: string) => `Edges and disagreement of halves along the ${name.toLowerCase()}`,
    settings: (name: string) => `${name} of the next run`,
    setting: (name: string, value: string, edges: number) =>
      `${name} ${value}: ${plural(edges, 'edge', 'edges')}`,
    suggested: (what: string, value: string) =>
      `StARS suggests ${what} of ${value}: the most edges while two halves of the rows still agree on nearly all pairs.`,
    noneStable: 'Even the strictest setting is unstable: two halves of the rows disagree too often.',
    notYet: 'Halves of the rows come next; they tell which setting is stable.',
    use: (value: string) => `Use ${value}`,
    inUse: 'Chosen for the next run.',
    always: (n: number) => `${plural(n, 'pair is', 'pairs are')} joined at every setting.`,
    comeAndGo: 'Pairs that come and go',
    cells: 'A sign: drawn by all rows. Shade: share of the halves that join the two.',
    more: (n: number) => `${plural(n, 'more pair', 'more pairs')} in the table`,
    table: 'Table',
    pair: 'Pair',
    setTo: (name: string, value: string) => `Set the ${name.toLowerCase()} to ${value}`,
    path: (pair: string, joined: readonly string[]) =>
      joined.length === 0 ? `${pair}: never joined` : `${pair}: joined at ${joined.join(', ')}`,
  },
} as const
