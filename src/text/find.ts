/** Visible text of finding variables and of narrowing the view to a part of the graph. */
const grouped = (count: number) => count.toLocaleString('en-US')

const scopes = {
  all: 'Everything',
  neighbourhood: 'Around',
  causes: 'Causes',
  effects: 'Effects',
  paths: 'Causal paths',
} as const

export const findText = {
  tools: 'Find and narrow down',
  find: 'Find a variable',
  label: 'Name of a variable',
  placeholder: 'Find a variable',
  results: 'Variables found',
  close: 'Close',
  none: 'No variable has this in its name.',
  at: (place: number, count: number) => (count === 0 ? '0' : `${grouped(place)} of ${grouped(count)}`),
  more: (count: number) => `and ${grouped(count)} more`,
  arrows: (count: number) => `${grouped(count)} ${count === 1 ? 'arrow' : 'arrows'}`,
  inBox: (name: string) => `in ${name}`,
  narrow: 'Show a part of the graph',
  show: 'Show',
  scopes,
  of: 'of',
  nothingSelected: 'Select a variable on the canvas first.',
  notAsked: 'Choose a cause and an outcome first.',
  steps: 'Steps',
  roles: 'Only these roles',
  rolesHint: 'What a variable is for the question; none ticked shows all.',
  role: {
    confounder: 'Common causes',
    mediator: 'Mediators',
    adjusted: 'Adjusted for',
    'cause-of-exposure': 'Causes of the exposure',
    'cause-of-outcome': 'Causes of the outcome',
    hidden: 'Hidden',
    other: 'Others',
  },
  others: 'The others are',
  faded: 'Faded',
  hidden: 'Hidden',
  clear: 'Show everything',
  shown: (shown: number, all: number) => `Showing ${grouped(shown)} of ${grouped(all)}`,
  what: (scope: keyof typeof scopes, names: string, steps: number) =>
    ({
      all: '',
      neighbourhood: `around ${names} (${steps} ${steps === 1 ? 'step' : 'steps'})`,
      causes: `${names} and all causes`,
      effects: `${names} and all effects`,
      paths: 'causal paths of the question',
    })[scope],
  names: (names: readonly string[]) =>
    names.length <= 2 ? names.join(' and ') : `${names[0]} and ${grouped(names.length - 1)} others`,
  someRoles: (count: number) => `${count} ${count === 1 ? 'role' : 'roles'}`,
} as const
