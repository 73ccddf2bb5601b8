const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** Visible text of lanes and groups on the canvas. */
export const structureText = {
  lanes: {
    label: 'Tiers as lanes',
    lane: (lane: number) => (lane === 0 ? 'No tier' : `Tier ${lane}`),
    count: (n: number) => plural(n, 'variable', 'variables'),
    noTier: 'before or after any other',
    menu: (lane: number) => (lane === 0 ? 'Lane without a tier: add' : `Tier ${lane}: add, remove`),
    addBehind: (lane: number) => (lane === 0 ? 'Add a tier before all' : `Add a tier behind tier ${lane}`),
    remove: (lane: number) => `Remove tier ${lane}`,
    removeDetail: (lane: number) =>
      lane === 1 ? 'Its variables have no tier then' : `Its variables join tier ${lane - 1}`,
    tidy: 'Arrange the lanes',
    hide: 'Hide the lanes',
    addLast: 'Add a tier at the end',
    divider: (lane: number) => (lane === 0 ? 'Width of the lane without a tier' : `Width of tier ${lane}`),
    dividerHelp: 'Arrow keys move the line with everything right of it.',
    backwards: (n: number) =>
      `${plural(n, 'arrow runs', 'arrows run')} back to an earlier tier. A cause cannot come after its effect: turn the arrow round, or move a variable.`,
    showBackwards: 'Show',
    strays: (n: number) =>
      `${plural(n, 'variable stands', 'variables stand')} in another lane than its tier. Arrange puts each into its lane; moving one gives it the tier of the lane.`,
    stray: (tier: number | null) => (tier === null ? 'has no tier' : `is in tier ${tier}`),
  },
  groups: {
    hull: (name: string, n: number) => `Group ${name}, ${plural(n, 'variable', 'variables')}`,
    name: (name: string) => `Name of the group ${name}`,
    collapse: (name: string) => `Collapse ${name} into one box`,
    expand: (name: string) => `Expand ${name}`,
    menu: (name: string) => `Group ${name}: rename, collapse, ungroup`,
    bar: (name: string) => `Group ${name}`,
    rename: 'Rename',
    fold: 'Collapse',
    unfold: 'Expand',
    ungroup: 'Ungroup',
    select: 'Select its variables',
    merged: (n: number) => `${plural(n, 'arrow', 'arrows')} of the group, drawn as one`,
    holds: {
      exposure: 'holds the exposure',
      outcome: 'holds the outcome',
      adjusted: 'holds adjusted variables',
    },
    tooFew: 'Select two variables or more to group them.',
    noneChosen: 'Select a group, or a variable in one, to take the group apart.',
    keepMembers: (name: string) =>
      `${name} is a group; nothing was deleted. Ungroup it, or expand it to delete single variables.`,
  },
} as const
