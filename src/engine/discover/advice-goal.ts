/** What only the person can say. */
export interface DiscoveryGoal {
  readonly hiddenCauses: 'possible' | 'absent'
  readonly relations: 'linear' | 'any'
  /** What matters most: as many directions as possible, a quick answer, or few mistakes. */
  readonly priority: 'directions' | 'speed' | 'trust'
  /** What a column of times means: effects arrive later, or what holds changes slowly. Without such a column it says nothing. */
  readonly time: 'lags' | 'drift'
}

export const startingGoal: DiscoveryGoal = {
  hiddenCauses: 'absent',
  relations: 'linear',
  priority: 'trust',
  time: 'drift',
}
