const list = (names: readonly string[]): string =>
  names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`

/** Visible text of other ways to an answer, of what would help, and of the variants that try it. */
export const waysOutText = {
  help: 'What would help',
  seeking: 'Single changes of the graph are being tried.',
  noHelp: 'No single change of those tried gives an answer: more than one would be needed.',
  stopped: 'The search stopped at its limit: other changes may help too.',
  measureHidden: (name: string) => `Measure ${name}`,
  measureCause: (names: readonly string[]) => `Measure the hidden cause of ${list(names)}`,
  randomise: (name: string) => `Randomise ${name}`,
  assumeNone: (names: readonly string[]) => `Assume ${list(names)} share no hidden cause`,
  becomes: {
    adjustment: 'then identified by adjustment',
    'front-door': 'then identified by the front-door',
    'do-calculus': 'then identified by do-calculus',
    experiment: 'then identified, with the trial’s rows beside these',
  } as Readonly<Record<string, string>>,
  byDesign: 'then identified by design',
  onlyIfTrue: (becomes: string) => `${becomes}, only if that is true`,
  tries: (what: string, becomes: string) => `${what}: ${becomes}. Tries it as a variant of the graph.`,

  /** Names of the variants, behind the name of the graph they come from. */
  variant: {
    measure: (names: readonly string[]) => `${list(names)} measured`,
    measureCause: (names: readonly string[]) => `cause of ${list(names)} measured`,
    randomise: (name: string) => `${name} randomised`,
    assumeNone: (names: readonly string[]) => `no ${names.join(' ↔ ')}`,
  },
  trying: (base: string) => `A variant of ${base}, to see what the change would bring.`,
  back: (base: string) => `Back to ${base}`,
  keep: 'Keep',
  remove: 'Remove',
  removeLabel: 'Remove this variant',
  keepLabel: 'Keep this variant',

  frontDoor: 'Front-door sets',
  frontDoorNone: 'No measured variables carry the whole effect and are themselves free of hidden causes.',
  instruments: 'Instruments',
  instrumentsNone: 'No measured variable is an instrument, given any others.',
  instrumentsNoneYet: 'No instrument was found before the search stopped at its limit.',
  instrumentsMore: 'The search stopped at its limit: there may be more.',
  instrumentMeaning:
    'An instrument moves the cause and reaches the outcome in no other way. It gives the effect if, beyond the graph, the effect is the same for everyone (or linear).',
  given: (names: readonly string[]) => (names.length === 0 ? 'as it is' : `given ${list(names)}`),
  selectInstrument: (name: string, given: string) => `${name}, ${given}: show on the graph`,
  setsTitle: (count: number, more: boolean) =>
    `${count}${more ? ' or more' : ''} smallest ${count === 1 ? 'set carries' : 'sets carry'} the whole effect`,
  more: 'List more',
  listing: 'Listing …',
  stillMore: (count: number) => `${count} so far, there are more`,
  moreGiven: (count: number) => `Show ${count} more`,
} as const
