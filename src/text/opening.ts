/** A piece of a headline; 'strong' is in the cause's colour, 'stressed' is in italics. */
export interface HeadlinePart {
  readonly text: string
  readonly form: 'plain' | 'strong' | 'stressed'
}

const plain = (text: string): HeadlinePart => ({ text, form: 'plain' })

/** An arm of the comparison with the share that it heals, both ready to print. */
interface Healed {
  readonly label: string
  readonly share: string
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The story of the kidney stones: what its headlines say, with numbers computed from the table. */
export const openingText = {
  surgery: (level: string) => `${level} surgery`,
  /** `better` is the arm with the higher share among those who had it. */
  see: (other: Healed, better: Healed): HeadlinePart[] => [
    plain(
      `${capital(other.label)} healed ${other.share} of its patients, ${better.label} ${better.share}. Should we `,
    ),
    { text: 'give', form: 'stressed' },
    plain(` everyone ${better.label}?`),
  ],
  guess: [
    plain('The arrow into Treatment is cut: you decide who gets which. '),
    { text: 'Guess first', form: 'strong' },
    plain(', then look.'),
  ] as readonly HeadlinePart[],
  do: (better: Healed, other: Healed): HeadlinePart[] => [
    plain('Give everyone the same treatment, and '),
    { text: better.label, form: 'strong' },
    plain(` heals more: ${better.share} against ${other.share}.`),
  ],
  region: 'The opening question',
  seeButton: 'See',
  backToSee: 'Back to See',
  doButton: 'Do',
  hintSee: 'See what happened, or set the treatment yourself',
  yours: 'Now yours:',
  draw: 'Draw a graph',
  drop: 'Drop a file',
  samples: 'Open sample data',
  dismiss: 'Dismiss the opening question',
}

/** The card that puts seeing beside doing. */
export const seeDoText = {
  region: 'See against do',
  see: 'See',
  do: 'Do',
  seeDetail: (measure: string) => `${measure}, among those who had it`,
  doDetail: (measure: string) => `${measure}, if everyone had it`,
  share: (outcome: string) => `share with ${outcome}`,
  shareOf: (outcome: string, level: string) => `share with ${outcome} = ${level}`,
  mean: (outcome: string) => `mean of ${outcome}`,
  n: (n: string) => `n ${n}`,
  everyone: (n: string) => `of all ${n}`,
  guessTitle: 'Guess before you look',
  guessQuestion: (treatment: string, outcome: string) =>
    `If everyone had the same ${treatment}, which one would have the higher ${outcome}?`,
  arm: capital,
  same: 'About the same',
  guessed: (guess: string, right: boolean) =>
    right ? `You guessed ${guess}: yes.` : `You guessed ${guess}.`,
  pressDo: (treatment: string) => `Press Do to set ${treatment} for everyone.`,
  unanswered: '?',
  byFormula: 'Do is the formula beside the graph, with shares of rows for probabilities.',
  notAnswered: 'Do is not answered by adjustment',
  notAnsweredWhy: 'So no adjusted number stands here. The answer beside the graph says why.',
  notIdentifiable: 'Do is not answered by this graph',
  notIdentifiableWhy:
    'What was seen does not settle it. The answer beside the graph says why, and what would help.',
  otherWay: 'Do is answered another way',
  otherWayWhy: 'Not arm by arm: the formula beside the graph gives the effect.',
  seeAlone: 'This is what was seen; it mixes the effect with what the arms do not share.',
  level: (variable: string, level: string) => `${variable} ${level}`,
  sharesDiffer: (has: string, share: string, arm: string, otherShare: string, otherArm: string) =>
    `${share} of those with ${arm} had ${has}, ${otherShare} of those with ${otherArm}.`,
  meansDiffer: (variable: string, mean: string, arm: string, otherMean: string, otherArm: string) =>
    `${variable} averaged ${mean} among those with ${arm}, ${otherMean} among those with ${otherArm}.`,
  nothingAdjusted: 'Nothing is adjusted for, so doing shows what seeing shows.',
  flips: 'Cut that arrow, give both arms the same mix, and the order flips.',
  flipsByFormula: 'The order flips.',
  movesByFormula: (seen: string, done: string) => `The difference goes from ${seen} to ${done}.`,
  moves: (seen: string, done: string) =>
    `With the same mix in both arms the difference goes from ${seen} to ${done}.`,
  stays: (difference: string) => `With the same mix in both arms the difference stays at ${difference}.`,
  offTheRows: 'No row has exactly one of these values: both sides are read off models of all rows.',
  modelled: 'The Do side comes from an outcome model, because a variable is continuous.',
  emptyCell: (arm: string, cell: string, cells: string) =>
    `No row had ${arm} at ${cell}${cells === '1' ? '' : ` (one of ${cells} such cells)`}: an outcome model fills in.`,
  head: { arm: 'Arm', n: 'n', see: 'See', do: 'Do', everyone: 'everyone' },
  difference: (to: string, from: string) => `${to} − ${from}`,
  mix: 'Who had which',
  table: 'Table',
  collapse: 'Fold the comparison away',
  expand: 'Show the comparison',
}
