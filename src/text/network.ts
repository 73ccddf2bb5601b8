/** Visible text of discovery by a trained network. */
export const networkText = {
  gives: 'gives a probability for every arrow',
  outside: 'Outside of what the network was trained on.',
  useInstead: (method: string) => `Use ${method} instead`,
  insteadNote: (method: string) => `${method} rests on no training and reads such data as any other.`,

  title: 'The network that ran',
  version: (id: string, version: number, date: string) => `${id}, version ${version} of ${date}`,
  ranOn: 'ran on',
  backend: { webgpu: 'WebGPU', wasm: 'wasm' },
  /** Stages whose own name says too little. */
  stage: { network: 'network, with loading it' } as Readonly<Record<string, string>>,
  card: 'What it was trained on and how it scores beside classical methods stands in its card, models/README.md.',

  reading: {
    title: 'What you get are probabilities',
    note: (open: number) =>
      open === 0
        ? 'Every arrow drawn is likelier than not, as far as these data resemble those that the network was trained on.'
        : `${open.toLocaleString('en-US')} ${open === 1 ? 'line is' : 'lines are'} undecided: the two are related, and neither direction is clearly likelier. Both probabilities stand in the card of the line.`,
    line: 'one causes the other; undecided which',
  },
  supports: { joined: 'related', ends: 'this way' },
  support: (percent: string) => `Related with a probability of ${percent}`,
  endsSupport: (percent: string) => `Then with these ends: ${percent}`,
} as const

/** Visible text of the card of an edge that a network found. */
export const pairText = {
  undecided: 'Undecided',
  related: 'Related',
  hidden: 'Hidden cause of both',
  classical: 'What classical methods say',
  correlation: 'Correlation',
  partial: 'Given all others',
  tooFewRows: 'too few rows',
  p: (p: string) => `p ${p}`,
  orders: (starts: number) => `BOSS, ${starts} starts`,
  first: (name: string, times: number, starts: number) =>
    times === starts ? `${name} first in all` : `${name} first in ${times} of ${starts}`,
  joined: (times: number, starts: number) =>
    times === 0 ? 'no arrow' : times === starts ? 'an arrow in all' : `an arrow in ${times}`,
  notJoined: 'not joined',
  legend: 'Probability',
} as const
