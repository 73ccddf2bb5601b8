/** Visible text about rows with gaps. What a method would do with them is said by the engine's plan. */
export const missingText = {
  title: 'Rows with gaps',
  choices: {
    'complete-rows': 'left out',
    imputed: 'imputed',
    weighted: 'weighted for',
  },
  settings: 'Settings',
  apply: 'Use these',
  running: 'Estimates under way',
  cancel: 'Cancel',
  cancelled: 'Some estimates were cancelled.',
  again: 'Compute them',
} as const
