/** Visible text about rows with gaps. What a method would do with them is said by the engine's plan. */
export const missingText = {
  title: 'Rows with gaps',
  choices: {
    'complete-rows': 'left out',
    imputed: 'imputed',
    weighted: 'made up for by weights',
  },
  settings: 'Settings',
  apply: 'Use these',
  running: 'Estimates under way',
  cancel: 'Cancel',
  cancelled: 'Some estimates were cancelled.',
  again: 'Compute them',

  imputed: (times: string) => `Gaps are imputed ${times} times, and the results averaged.`,
  weighted: (used: string, total: string) => `${used} complete rows are weighted to stand for all ${total}.`,
  leftOut: (rows: string) => `${rows} rows with gaps are left out.`,
} as const
