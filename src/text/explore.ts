const number = (n: number) => n.toLocaleString('en-US')
const plural = (n: number, one: string, many: string) => `${number(n)} ${n === 1 ? one : many}`
const rows = (n: number) => plural(n, 'row', 'rows')

/** Names in a sentence: "a", "a and b", "a, b and 3 more". */
function listed(names: readonly string[], most = 6): string {
  const shown = names.slice(0, most)
  const more = names.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${number(more)} more`
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '')
}

/** Visible text of the view that shows the data. */
export const exploreText = {
  title: 'Explore the data',
  back: 'Back to the graph',
  noData: 'There are no data to look at. Drop a CSV file anywhere, or open an example.',
  facts: (n: number, columns: number) => `${rows(n)}, ${plural(columns, 'column', 'columns')}`,
  deriving: 'The steps are being applied; this is how the data stood before.',
  failed: 'The steps could not be applied; this is how the data stood before.',
  computing: 'Computing from the data',
  view: 'What to look at',
  views: { columns: 'Columns', pair: 'Pair', correlations: 'Correlations', missing: 'Missing values' },
  table: 'Table',
  rows,
  n: (known: number) => `n = ${number(known)}`,
  nOf: (known: number, total: number) =>
    known === total ? `n = ${number(known)}` : `n = ${number(known)} of ${number(total)}`,
  others: (categories: number) => plural(categories, 'other', 'others'),

  columns: {
    filter: 'Filter by name',
    none: (text: string) => `No column is called anything like “${text}”.`,
    page: (from: number, to: number, of: number) =>
      `Columns ${number(from)} to ${number(to)} of ${number(of)}`,
    all: (n: number) => plural(n, 'column', 'columns'),
    earlier: 'Earlier columns',
    later: 'Later columns',
    missing: (n: string) => `${n} missing`,
    complete: 'none missing',
    leftOut: (why: string) => `left out: ${why}`,
    leftOutPlain: 'left out',
    identifier: 'An identifier: a value for each row, nothing to draw.',
    empty: 'No value in any row.',
    constant: (value: string, n: number) => `${value} in all ${rows(n)}`,
    mean: 'mean',
    sd: 'sd',
    median: 'median',
    quartiles: 'quartiles',
    to: (low: string, high: string) => `${low} to ${high}`,
    bar: (range: string, count: number, share: string) => `${range}: ${rows(count)}, ${share}`,
    beyond: (below: number, above: number, low: string, high: string) =>
      [below > 0 ? `${rows(below)} below ${low}` : '', above > 0 ? `${rows(above)} above ${high}` : '']
        .filter(Boolean)
        .join(' and ') + ' not drawn',
    summary: (name: string, known: number, low: string, high: string, median: string) =>
      `Histogram of ${name}: ${rows(known)}, ${low} to ${high}, median ${median}.`,
    bars: (name: string, known: number, kinds: number) =>
      `Shares of ${name}: ${rows(known)}, ${plural(kinds, 'category', 'categories')}.`,
    pairWith: 'Pair with …',
    pairWithOf: (name: string) => `Pair ${name} with another column`,
    choose: 'Type a name',
    nothing: 'No such column',
    mark: (name: string) => `Select ${name} in the graph`,
    marked: (name: string) => `${name} is selected in the graph`,
    notInGraph: (name: string) => `${name} is not in the graph`,
    caption: (shown: number, total: number, n: number) =>
      `Summary of ${shown === total ? plural(total, 'column', 'columns') : `${number(shown)} of ${plural(total, 'column', 'columns')}`}, ${rows(n)}`,
    heads: {
      column: 'Column',
      kind: 'Kind',
      n: 'n',
      missing: 'Missing',
      mean: 'Mean',
      sd: 'SD',
      min: 'Least',
      q1: '25 %',
      median: 'Median',
      q3: '75 %',
      max: 'Most',
    },
    binHeads: { range: 'Range', category: 'Category', rows: 'Rows', share: 'Share' },
    oftenPart: (label: string, share: string) => `${label} (${share})`,
    often: (shares: readonly string[]) => `most often ${shares.join(', ')}`,
    showBins: (name: string) => `Counts of ${name}`,
    binCaption: (name: string, known: number) => `${name}: ${rows(known)} by value`,
    under: (value: string) => `below ${value}`,
    over: (value: string) => `above ${value}`,
  },

  pair: {
    x: 'x',
    y: 'y',
    choose: (axis: string, name: string) => `${axis}: ${name}`,
    pick: 'Choose a column',
    swap: 'Swap the axes',
    none: 'The data have fewer than two columns that can be drawn against each other.',
    facts: (both: number, total: number) =>
      both === total
        ? `n = ${number(both)}, every row; both known`
        : `n = ${number(both)} of ${rows(total)}; both known`,
    lacking: (gaps: readonly (readonly [name: string, missing: number])[]) =>
      gaps
        .filter(([, missing]) => missing > 0)
        .map(([name, missing]) => `${name} is missing in ${number(missing)}`)
        .join(', '),
    form: 'How rows are drawn',
    binned: 'All rows, binned',
    points: 'Points',
    pointsOf: (drawn: number, both: number, seed: number) =>
      drawn === both
        ? `Every one of the ${rows(both)} is a dot.`
        : `${number(drawn)} of the ${rows(both)}, drawn at random (seed ${seed}), are dots.`,
    cells: (outside: number) =>
      outside > 0
        ? `All rows; the stronger the tone of a cell, the more of them. ${rows(outside)} far outside ${outside === 1 ? 'is' : 'are'} not drawn.`
        : 'All rows; the stronger the tone of a cell, the more of them.',
    meansOn: (y: string) => `Means of ${y}`,
    meansWhat: (bins: number, y: string, x: string) =>
      `Dots on the line: mean ${y} in ${bins} ranges of ${x} with about equally many rows; bars: 95 % interval of the mean.`,
    pearson: 'Pearson’s r',
    spearman: 'Spearman’s ρ',
    ofAll: (both: number) => `all ${rows(both)}`,
    ofSample: (used: number, seed: number) => `${rows(used)} drawn at random (seed ${seed})`,
    undefinedR: 'not defined: one of the two does not vary',
    between: (number: string, category: string) =>
      `Share of the variance of ${number} between the categories of ${category}`,
    cramersV: 'Cramér’s V',
    cramersNote: 'of the table as shown, 0 to 1',
    cell: (x: string, xRange: string, y: string, yRange: string, count: number) =>
      `${x} ${xRange}, ${y} ${yRange}: ${rows(count)}`,
    point: (x: string, xValue: string, y: string, yValue: string) => `${x} ${xValue}, ${y} ${yValue}`,
    legend: 'Rows in a cell',
    heatLabel: (x: string, y: string, n: number, r: string) =>
      `${y} against ${x}, ${rows(n)} counted in cells; Pearson’s r ${r}.`,
    scatterLabel: (x: string, y: string, n: number, r: string) =>
      `${y} against ${x}, ${number(n)} dots; Pearson’s r ${r}.`,
    groupsLabel: (number: string, category: string, n: number) =>
      `${number} within each category of ${category}, ${rows(n)}.`,
    groupsWhat: 'Bars: share of the category’s rows. Dot: mean; line: its 95 % interval.',
    moreGroups: (categories: number, count: number) =>
      `${plural(categories, 'rarer category', 'rarer categories')} with ${rows(count)} not drawn.`,
    countsCaption: (x: string, y: string, n: number) =>
      `${y} within each category of ${x}: share of the line, and rows. ${rows(n)}.`,
    countsTable: (x: string, y: string, n: number) =>
      `Rows by ${x} (lines) and ${y} (columns), n = ${number(n)}`,
    total: 'All',
    meansCaption: (x: string, y: string, n: number) => `Mean ${y} by range of ${x}, n = ${number(n)}`,
    groupsCaption: (number: string, category: string, n: number) =>
      `${number} by ${category}, n = ${n.toLocaleString('en-US')}`,
    gridCaption: (x: string, y: string, n: number) => `Rows by range of ${x} and ${y}, n = ${number(n)}`,
    heads: {
      range: (name: string) => `Range of ${name}`,
      rows: 'Rows',
      mean: 'Mean',
      meanOf: (name: string) => `Mean ${name}`,
      interval: '95 % interval',
      sd: 'SD',
      q1: '25 %',
      median: 'Median',
      q3: '75 %',
      statistic: 'Statistic',
      value: 'Value',
      from: 'From',
    },
    tooFew: 'Too few rows for means by range.',
    statistics: 'Statistics',
  },

  correlations: {
    order: 'Order',
    orders: { similar: 'Alike together', file: 'File order' },
    what: (columns: number, n: number) =>
      `Pearson’s r of ${plural((columns * (columns - 1)) / 2, 'pair', 'pairs')} of ${plural(columns, 'column', 'columns')}, each from the rows in which both are known, of ${rows(n)}.`,
    sampled: (used: number, total: number, seed: number) =>
      `So many pairs that ${number(used)} of the ${rows(total)}, drawn at random (seed ${seed}), stand for all.`,
    graded: 'Grades count as numbers in their order, yes/no as 0 and 1.',
    left: (
      reason: 'categories' | 'identifier' | 'constant' | 'no-values' | 'by-choice',
      names: readonly string[],
    ) => {
      const why = {
        categories: 'categories without an order',
        identifier: 'an identifier',
        constant: 'always the same',
        'no-values': 'without values',
        'by-choice': 'left out of the analysis',
      }[reason]
      return `${listed(names)} (${why})`
    },
    leftOut: (parts: readonly string[]) => `Not in the matrix: ${parts.join('; ')}.`,
    tooFew: 'There are fewer than two columns with an order to correlate.',
    cell: (a: string, b: string, r: string, n: number) => `${a} and ${b}: r = ${r}, n = ${number(n)}`,
    own: (a: string, n: number) => `${a}: n = ${number(n)}`,
    undefinedR: 'not defined',
    hint: 'Point at a cell to read it; press it to see the pair.',
    label: (columns: number, strongest: string) =>
      `Correlation matrix of ${number(columns)} columns. ${strongest} Arrow keys move from cell to cell, Enter opens the pair.`,
    strongest: (a: string, b: string, r: string) => `The strongest is ${a} with ${b}, ${r}.`,
    listCaption: (shown: number, total: number) =>
      shown === total
        ? `All ${plural(total, 'pair', 'pairs')}, strongest first`
        : `The ${number(shown)} strongest of ${plural(total, 'pair', 'pairs')}`,
    more: (n: number) => `Show ${number(n)} more`,
    openPair: (a: string, b: string) => `Show the pair ${a} and ${b}`,
    heads: { pair: 'Pair', r: 'r', n: 'n' },
    scale: ['−1', '+1'],
    filter: 'Only pairs with …',
  },

  missing: {
    none: (n: number, columns: number) =>
      `No value is missing: all ${rows(n)} are complete in all ${plural(columns, 'column', 'columns')}.`,
    complete: (complete: number, n: number, columns: number) =>
      `${number(complete)} of ${rows(n)} are complete in all ${number(columns)} columns.`,
    consequences: (lost: number) =>
      `A method that needs every column would leave ${rows(lost)} out. Estimates leave out only rows with a gap in the treatment, the outcome or the adjustment set, and say how many.`,
    byColumn: 'Missing by column',
    byColumnCaption: (n: number) => `Missing values by column, ${rows(n)}`,
    moreBars: (n: number) =>
      `${plural(n, 'column', 'columns')} with fewer gaps not drawn; the table has them.`,
    alsoComplete: (n: number) => `${plural(n, 'column has', 'columns have')} no gaps.`,
    patterns: 'Which gaps come together',
    patternsCaption: (patterns: number, n: number) =>
      `${plural(patterns, 'pattern', 'patterns')} of gaps in ${rows(n)}, most frequent first`,
    otherPatterns: (patterns: number, count: number) =>
      `${plural(patterns, 'rarer pattern', 'rarer patterns')} in ${rows(count)} not shown.`,
    moreColumns: (names: readonly string[]) =>
      `Columns with fewer gaps are not shown here: ${listed(names)}.`,
    known: 'known',
    isMissing: 'missing',
    together: 'Missing together',
    togetherCaption: 'Rows in which both or either are missing',
    togetherTooMany: 'Not counted for so many columns; the patterns show which gaps come together.',
    togetherNone: 'No two columns are missing in the same row.',
    togetherHeads: { first: 'Column', second: 'With', both: 'Both', either: 'Either', overlap: 'Overlap' },
    relation: 'What goes with a gap',
    of: 'Rows without',
    relationWhat: (name: string, missing: number, known: number) =>
      `${rows(missing)} without ${name} beside ${number(known)} with it. Differences are in standard deviations of the other column.`,
    mcar: (name: string) =>
      `No column differs by more than chance would explain. That agrees with gaps in ${name} that come completely at random, and does not show it: a gap may still depend on the missing value itself.`,
    mar: (name: string, differing: readonly string[]) =>
      `Rows without ${name} differ in ${listed(differing, 4)}, by more than chance would explain: the gaps are not completely at random. Leaving these rows out can shift an answer; adjusting for those columns, or filling gaps in from them, helps where the gaps depend on nothing else. Whether they depend on the missing value itself, no table can show.`,
    chance: (columns: number) =>
      columns > 1
        ? `With ${number(columns)} comparisons, intervals are widened so that all hold together (Bonferroni).`
        : '',
    relationCaption: (name: string) => `Rows without ${name} compared with rows with it`,
    morePatterns: (n: number) => `Show ${plural(n, 'rarer pattern', 'rarer patterns')}`,
    heads: {
      column: 'Column',
      compared: 'Compared',
      missing: 'Missing',
      share: 'Share',
      rows: 'Rows',
      inGaps: (name: string) => `Without ${name}`,
      inKnown: (name: string) => `With ${name}`,
      difference: 'Difference, sd',
    },
    meanOf: (name: string) => `mean ${name}`,
    shareOf: (name: string, label: string) => `share of ${name} = ${label}`,
    missingOf: (name: string) => `share missing ${name}`,
    chooseColumn: 'Column with gaps',
  },
} as const
