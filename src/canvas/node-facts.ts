/** A bar inside a node: name at left, value at right. */
export interface Bar {
  readonly name: string
  /** Length in [0, 1]. */
  readonly share: number
  readonly text: string
}

/** What a live node says of the data. */
export interface NodeFacts {
  /** What the bars are: "share healed", "350 + 350". */
  readonly caption: string
  /** At most two. */
  readonly bars: readonly Bar[]
}
