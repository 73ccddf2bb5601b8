import type { VariableId } from '../../graph/graph'
import type { Value } from '../question'

/** A value in a counterfactual question: one that is given, or one that is summed over wherever its name stands. */
export type Setting = { readonly value: Value } | { readonly summed: string }

/** "Y would have been y had X been x": the variable, what is set, and the value it then has. */
export interface CounterfactualEvent {
  readonly variable: VariableId
  readonly value: Setting
  readonly set: ReadonlyMap<VariableId, Setting>
}

/** P(asked | known): all events of `asked` together, given all of `known`. Worlds are told apart by what is set. */
export interface CounterfactualQuery {
  readonly asked: readonly CounterfactualEvent[]
  readonly known: readonly CounterfactualEvent[]
}

export const settingKey = (setting: Setting): string =>
  'summed' in setting ? `Σ${setting.summed}` : `=${JSON.stringify(setting.value)}`

export const sameSetting = (a: Setting, b: Setting): boolean => settingKey(a) === settingKey(b)
