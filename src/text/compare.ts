const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** Visible text where two graphs are compared. A is the left graph, B the right one. */
export const compareText = {
  title: 'Compare two graphs',
  close: 'End the comparison',
  left: 'Graph A',
  right: 'Graph B',
  swap: 'Swap A and B',
  canvas: (left: string, right: string) => `Comparison of ${left} with ${right}`,
  summary: (differing: number, pairs: number) =>
    `${plural(pairs, 'pair is', 'pairs are')} joined in A or B; ${differing} of them ${differing === 1 ? 'differs' : 'differ'}.`,
  onlyIn: (name: string) => `only in ${name}`,
  legend: 'What A and B say of a pair',
  classes: {
    same: 'Same in both',
    reversed: 'Reversed',
    'left-open': 'Direction open in A',
    'right-open': 'Direction open in B',
    different: 'Joined in another way',
    'only-left': 'Only in A',
    'only-right': 'Only in B',
    'outside-left': 'In A; variable not in B',
    'outside-right': 'In B; variable not in A',
  },
  heads: 'Reversed: full head A, hollow head B',
  show: (label: string) => `Draw and list: ${label}`,
  marks: {
    same: '=',
    reversed: '⇄',
    'left-open': '?',
    'right-open': '?',
    different: '≠',
    'only-left': 'A',
    'only-right': 'B',
    'outside-left': 'A',
    'outside-right': 'B',
  },

  distance: 'Structural Hamming distance',
  distanceMeta: (shared: number) => `over ${plural(shared, 'shared variable', 'shared variables')}`,
  distanceLine: (shd: number) =>
    shd === 0 ? 'No pair differs' : `${plural(shd, 'pair differs', 'pairs differ')}`,
  distanceNote:
    'Each pair that is joined in one graph only, reversed, or joined in another way counts 1 (Tsamardinos, Brown and Aliferis 2006).',
  outsideNote: (n: number) =>
    `${plural(n, 'edge touches', 'edges touch')} a variable that only one graph has, and ${n === 1 ? 'is' : 'are'} not counted.`,
  facts: {
    shd: 'Between the graphs',
    classes: 'Between their classes',
    precision: 'Pairs of A that B joins',
    recall: 'Pairs of B that A joins',
  },
  classesNote: 'Between the classes (CPDAGs), directions that no data can show do not count.',
  classesNone: 'needs the same variables and no hidden causes',
  ofNone: 'none joined',
  edges: 'Pair by pair',
  edgesMeta: (shown: number, all: number) => (shown === all ? `${all}` : `${shown} of ${all}`),
  nothing: 'Neither graph joins any pair.',
  allHidden: 'Every class is switched off in the legend.',
  none: 'no edge',
  columns: { pair: 'Pair', relation: 'Relation', a: 'A', b: 'B' },
  point: (words: string) => `Show ${words} on the canvas`,
  take: (words: string) => `Take ${words}`,
  takeNone: 'Leave out',
  takeFrom: (words: string, graph: string, mine: string) => `Take ${words} from ${graph} into ${mine}`,
  copy: 'Copy as a table',
  copied: 'The comparison is on the clipboard, as a table with tabs.',
  copyFailed: 'The browser did not allow copying.',
} as const
