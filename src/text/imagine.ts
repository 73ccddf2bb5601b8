const list = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** Visible text of the rung Imagine: what would have been, and the worlds that the question speaks of. */
export const imagineText = {
  panel: 'Imagine',
  question: 'What is imagined',
  identified: 'Is it determined?',
  number: 'What the data say',
  state: { waiting: 'waiting', ok: 'done', warning: 'only limits', blocked: 'not determined' },
  pick: 'Choose one cause and one outcome: what would have been is imagined of them.',
  kindLabel: 'What is imagined',
  mediatorsLabel: 'Variables in between',
  allBetween: 'all in between',
  kinds: {
    treated: { label: 'Effect on the treated', detail: 'among those who had it, with and without' },
    'natural-direct': { label: 'Natural direct effect', detail: 'past the variables in between' },
    'natural-indirect': { label: 'Natural indirect effect', detail: 'only through the variables in between' },
    'controlled-direct': { label: 'Controlled direct effect', detail: 'the variables in between held' },
    necessity: { label: 'Probability of necessity', detail: 'would it have failed to happen without?' },
    sufficiency: { label: 'Probability of sufficiency', detail: 'would it have happened with?' },
    both: { label: 'Necessity and sufficiency', detail: 'happens with it and only with it' },
  },
  sentences: {
    treated: (x: string, from: string, to: string, y: string) =>
      `Among those whose ${x} was ${to}: how would ${y} differ had it been ${from} instead?`,
    'natural-direct': (x: string, from: string, to: string, y: string) =>
      `How would ${y} change if ${x} went from ${from} to ${to}, while what lies between stayed as it would be under ${from}?`,
    'natural-indirect': (x: string, from: string, to: string, y: string) =>
      `How would ${y} change if ${x} stayed ${from}, while what lies between became what it would be under ${to}?`,
    'controlled-direct': (x: string, from: string, to: string, y: string) =>
      `How would ${y} change if ${x} went from ${from} to ${to}, while what lies between is held at one value for everyone?`,
    necessity: (x: string, from: string, to: string, y: string, event: string, otherwise: string) =>
      `Where ${x} was ${to} and ${y} was ${event}: how likely would ${y} have been ${otherwise}, had ${x} been ${from}?`,
    sufficiency: (x: string, from: string, to: string, y: string, event: string, otherwise: string) =>
      `Where ${x} was ${from} and ${y} was ${otherwise}: how likely would ${y} have been ${event}, had ${x} been ${to}?`,
    both: (x: string, from: string, to: string, y: string, event: string, otherwise: string) =>
      `For how many is ${y} ${event} if ${x} is ${to}, and ${otherwise} if ${x} is ${from}?`,
  },
  between: (names: readonly string[]) => `In between: ${list(names)}.`,
  working: 'Reading the graph …',
  verdict: {
    identified: 'Yes, from what is seen',
    bounded: 'Only within limits',
    'not-identified': 'Not determined, whatever is seen',
  },
  boundedDetail:
    'No one is seen in both worlds, so a single number does not follow. Limits do, from the effect and from what is seen together.',
  low: 'at least',
  high: 'at most',
  monotone: 'exactly, if the cause never prevents the outcome',
  partLabel: (at: number, of: number) =>
    of === 1 ? 'The probability' : at === 0 ? 'In the world imagined' : 'less, in the world compared with',
  showSteps: 'Show steps',
  hideSteps: 'Hide steps',
  stepsLabel: 'Derivation',
  impossible: 'The probability is 0.',

  noData: 'Waiting for data',
  computing: 'The number is being computed.',
  resampled: (rows: string) => `${rows} rows; the range in brackets is from 200 bootstrap samples, 95 %.`,
  change: 'Change',
  noNumber: 'No table of what is seen can tell, however many rows it has.',
  changeOf: (outcome: string) => `change in the mean of ${outcome}`,
  chance: (outcome: string, event: string) => `change in the chance that ${outcome} is ${event}`,
  probability: 'probability',
  limits: (low: string, high: string) => `${low} to ${high}`,
  interval: (low: string, high: string) => `[${low}, ${high}]`,
  held: 'Held at',
  value: 'Value',
  range: '95 % range',

  worlds: 'The worlds of this question',
  apart: 'Worlds apart',
  merged: 'Merged',
  table: 'Table',
  asItIs: 'As it is',
  worldOf: (set: string) => `If ${set}`,
  setTo: (name: string, value: string) => `${name} were ${value}`,
  asWouldBe: (name: string) => `${name} were as in another world`,
  set: (value: string) => `set to ${value}`,
  known: (value: string) => `seen: ${value}`,
  asked: (value: string) => `${value}?`,
  passed: 'taken over',
  any: 'any value',
  roles: { set: 'set', known: 'known', asked: 'asked about', between: 'in between' },
  legend: { noise: 'the same chance in every world', hidden: 'hidden common cause' },
  mergedHint: 'Copies that nothing set can tell apart are one variable.',
  apartHint: 'Each world is a copy of the graph; what moves a variable beside its causes is shared.',
  columns: { variable: 'Variable', worlds: 'Worlds', value: 'Value', causes: 'Causes' },
  summary: (nodes: number, worlds: number) => `${nodes} variables in ${worlds} worlds`,
  tooMany: (nodes: number) =>
    `${nodes} copies of variables are too many for a picture one can read; the table lists them.`,
}
