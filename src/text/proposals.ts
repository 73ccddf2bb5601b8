const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** Visible text where proposed arrows are weighed against the data. */
export const proposalsText = {
  intro:
    'Paste arrows from a paper, a colleague or a language model. The data say what each would do to your graph; you decide.',
  paste: 'Proposed arrows, one a line',
  placeholder: 'smoking -> tar: smoke leaves tar\nage causes income\nremove diet -> income',
  source: 'Where they come from',
  sourcePlaceholder: 'a paper, a model, a person',
  needsData: 'Without data they can be read, but not weighed.',
  needsUnlocked: 'This graph is a result and stays as it is: show My model to weigh proposals against it.',
  openData: 'Open data',
  weighing: 'Weighing …',
  progress: 'Progress of the weighing',
  cancel: 'Cancel',
  weighedBy: (score: string, test: string, rows: string) => `Score: ${score}. Test: ${test}. ${rows} rows.`,
  change: {
    add: (cause: string, effect: string) => `${cause} → ${effect}`,
    remove: (cause: string, effect: string) => `Remove ${cause} → ${effect}`,
    reverse: (cause: string, effect: string) => `Reverse ${cause} → ${effect}`,
  },
  better: (amount: string) => `Fits better: BIC −${amount}`,
  worse: (amount: string) => `Not asked for by the data: BIC +${amount}`,
  same: 'The data cannot tell: both graphs fit equally well',
  notMeasured: 'Not weighed: one of the two is not in the data',
  failing: (claims: string) => `The data would contradict: ${claims}`,
  mended: (claims: string) => `No longer contradicted: ${claims}`,
  more: (n: number) => `and ${n} more`,
  accept: 'Accept',
  reject: 'Reject',
  acceptLabel: (change: string) => `Accept ${change}`,
  rejectLabel: (change: string) => `Reject ${change}`,
  refine: (n: number) => `Refine with ${plural(n, 'open proposal', 'open proposals')}`,
  refineNote:
    'Accepts the one that lowers the BIC most, weighs the others again, and so on; rejects the rest. One undo step.',
  decided: (n: number) => `Decided: ${n.toLocaleString('en-US')}`,
  verdict: { accepted: 'Accepted', rejected: 'Rejected' },
  by: { person: 'by you', refinement: 'by refinement' },
  bic: (amount: string) => `BIC ${amount}`,
  tryAgain: 'Try again',
  tryAgainLabel: (change: string) => `Forget the decision on ${change}`,
  open: 'Proposals to decide on',
  meta: (open: number, decided: number) =>
    open + decided === 0 ? undefined : `${open} open, ${decided} decided`,
} as const
