import type { VariableId } from '../../graph/graph'
import type { CounterfactualEvent, Setting } from './query'

/** "Y=1|X=0" is Y = 1 had X been 0; a value in letters is summed over. */
function event(text: string): CounterfactualEvent {
  const [fact, world = ''] = text.split('|')
  const setting = (value: string): Setting =>
    /^\d/.test(value) ? { value: Number(value) } : { summed: value }
  const [variable, value] = fact.split('=')
  const set = world === '' ? [] : world.split(',').map((part) => part.split('='))
  return {
    variable: variable as VariableId,
    value: setting(value),
    set: new Map(set.map(([id, given]) => [id as VariableId, setting(given)])),
  }
}

/** Events with spaces between. */
export const events = (text: string): CounterfactualEvent[] => (text === '' ? [] : text.split(' ').map(event))
