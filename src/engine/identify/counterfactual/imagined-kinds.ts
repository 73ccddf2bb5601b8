export const imaginedKinds = [
  'treated',
  'natural-direct',
  'natural-indirect',
  'controlled-direct',
  'necessity',
  'sufficiency',
  'both',
] as const

/** What can be imagined of one cause and one outcome. */
export type ImaginedKind = (typeof imaginedKinds)[number]
