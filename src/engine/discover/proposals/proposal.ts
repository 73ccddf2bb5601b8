/** A change to a graph that a person, a paper or a language model proposes; by name, because it outlives graphs. */
export interface Proposal {
  readonly change: ProposedChange
  readonly cause: string
  readonly effect: string
  /** Why, in the words of whoever proposed it. */
  readonly reason?: string
}

/** `reverse` turns cause -> effect into effect -> cause. */
export const proposedChanges = ['add', 'remove', 'reverse'] as const
export type ProposedChange = (typeof proposedChanges)[number]

/** Two proposals with one key ask for the same change. */
export const proposalKey = ({ change, cause, effect }: Proposal): string =>
  JSON.stringify([change, cause, effect])
