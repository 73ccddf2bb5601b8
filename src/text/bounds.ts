/** Visible text of what the data still say where nothing identifies the effect. */
export const boundsText = {
  title: 'What the data still say',
  plot: (treatment: string, outcome: string) => `Bounds on the effect of ${treatment} on ${outcome}`,
  computing: 'The bounds are being computed.',
  /** Names in the plot, by id; what has none here keeps the engine's own. */
  labels: {
    'no-data': 'No data',
    'no-assumptions': 'No assumptions',
    instrument: 'Assigned by lot',
  } as Readonly<Record<string, string>>,
  notes: {
    'no-assumptions': 'Manski',
    instrument: 'Balke and Pearl',
  } as Readonly<Record<string, string>>,
  byInstrument: (name: string) => `Balke and Pearl, ${name}`,
  naive: 'Naive difference',
  axis: (to: string, from: string) => `${to} − ${from}`,
  caption: 'Bounds, not an interval: any value inside fits.',
  width: (width: string) =>
    `Without assumptions the range is always ${width} wide and holds 0, however many rows there are.`,
  rows: (used: string, total: string) => (used === total ? `n = ${used}` : `n = ${used} of ${total} rows`),
  more: 'Further assumptions',
  fewer: 'Fewer',
  assumes: 'Assumes',
  head: { bound: 'Bounds', low: 'Low', high: 'High', region: 'With sampling error' },
  noRegion: '–',
} as const
