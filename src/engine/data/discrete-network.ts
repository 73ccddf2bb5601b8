/** One variable of a discrete Bayesian network with its conditional probability table. */
export interface DiscreteVariable {
  readonly name: string
  /** Labels of the states; at least one, unique. */
  readonly states: readonly string[]
  /** Names of the parents, in the order in which `table` counts them. */
  readonly parents: readonly string[]
  /**
   * table[configuration][state] = P(state | configuration of the parents); every row sums to 1.
   * Configurations count like digits, the last parent fastest: with binary parents A, B the rows are
   * (A0 B0), (A0 B1), (A1 B0), (A1 B1). A variable without parents has one row.
   */
  readonly table: readonly (readonly number[])[]
}

/** A Bayesian network over discrete variables; the order of the variables is free, cycles are not allowed. */
export interface DiscreteNetwork {
  readonly variables: readonly DiscreteVariable[]
}

/** Row of `table` that belongs to the given parent states. `states[k]` is a state index of parent k with `sizes[k]` states. */
export function configurationIndex(states: readonly number[], sizes: readonly number[]): number {
  let index = 0
  for (let k = 0; k < sizes.length; k++) index = index * sizes[k] + states[k]
  return index
}
