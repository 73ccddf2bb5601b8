import { nameOf, type CausalGraph, type VariableId } from '../../graph/graph'
import { joined } from '../adjustment-obstacle'
import { sameSetting, type CounterfactualEvent, type CounterfactualQuery, type Setting } from './query'

/** A value as a sentence names it; a value that is summed over is any. */
export const settingText = (setting: Setting): string =>
  'summed' in setting ? 'any value' : String(setting.value)

/** "Y would be 1 if X were 1 and M were as it would be if X were 0"; what only passes a value on is not an event. */
export function eventWords(
  graph: CausalGraph,
  events: readonly CounterfactualEvent[],
  query: CounterfactualQuery,
): string {
  const all = [...query.asked, ...query.known]
  const passesOn = (event: CounterfactualEvent) =>
    'summed' in event.value &&
    all.some(({ set }) => [...set.values()].some((value) => sameSetting(value, event.value)))

  function clause(variable: VariableId, value: Setting): string {
    const source =
      'summed' in value ? all.find((event) => sameSetting(event.value, value) && passesOn(event)) : undefined
    if (!source) return `${nameOf(graph, variable)} were ${settingText(value)}`
    return `${nameOf(graph, variable)} were as it would be${condition(source)}`
  }
  const condition = ({ set }: CounterfactualEvent): string =>
    set.size === 0 ? '' : ` if ${joined([...set].map(([variable, value]) => clause(variable, value)))}`

  const told = events.filter((event) => !passesOn(event))
  return joined(
    (told.length > 0 ? told : events).map((event) => {
      const verb = event.set.size === 0 ? 'is' : 'would be'
      return `${nameOf(graph, event.variable)} ${verb} ${settingText(event.value)}${condition(event)}`
    }),
  )
}
