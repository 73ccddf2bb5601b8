const some = (names: readonly string[]): string =>
  names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')

/** Visible and spoken text of the steps that lead to a formula, or to why there is none. */
export const derivationText = {
  label: 'Derivation',
  hint: 'Press a step to see on the graph what allows it.',
  keys: 'Arrow keys go from step to step, Escape shows the whole graph.',
  shown: (step: number, of: number, names: readonly string[]) =>
    `Step ${step} of ${of}. The graph shows ${some(names)}.`,
  /** Named as textbooks name them. */
  rules: {
    question: 'The question',
    'average-over-set': 'Average over a set',
    'action-to-observation': 'Do-calculus, rule 2: doing is seeing',
    'single-door': 'Single door',
    'no-causal-path': 'Do-calculus, rule 3: no effect',
    'do-calculus-1': 'Do-calculus, rule 1: an observation says nothing more',
    'do-calculus-2': 'Do-calculus, rule 2: doing is seeing',
    'do-calculus-3': 'Do-calculus, rule 3: an action does not reach',
    intercepts: 'Front-door, first condition',
    'c-component-factorisation': 'C-component factorisation',
    district: 'District: read off what is seen',
    'sum-out': 'Sum out',
    'sub-district': 'District within the rest',
    condition: 'Condition',
    combine: 'Combine',
    hedge: 'Hedge: no further step',
    ancestors: 'What lies behind',
    merge: 'Copies that are one',
    values: 'Put the values in',
    inconsistent: 'Conflict: no further step',
    impossible: 'Impossible',
  } as Readonly<Record<string, string>>,
} as const
