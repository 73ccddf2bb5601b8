import type {
  Assignment,
  CounterfactualNode,
  World,
} from '../../engine/identify/counterfactual/counterfactual-graph'
import type { Setting } from '../../engine/identify/counterfactual/query'
import { HELD } from '../../engine/identify/counterfactual/held'
import type { VariableId } from '../../engine/graph/graph'
import { imagineText as text } from '../../text/imagine'

type NameOf = (id: VariableId) => string

export const valueWords = (setting: Setting): string =>
  'summed' in setting ? text.passed : setting.value === HELD ? text.any : String(setting.value)

const settingWords = (name: NameOf, { variable, value }: Assignment) =>
  'summed' in value ? text.asWouldBe(name(variable)) : text.setTo(name(variable), valueWords(value))

/** "If X were 1 and M were as in another world" */
export const worldName = (world: World, name: NameOf): string =>
  world.set.length === 0
    ? text.asItIs
    : text.worldOf(world.set.map((assignment) => settingWords(name, assignment)).join(' and '))

/** The second line of a copy: what it is set to, seen to be or asked to be. */
export function nodeNote(node: CounterfactualNode): string {
  if (node.value === null) return ''
  const value = valueWords(node.value)
  if (node.role === 'set') return 'summed' in node.value ? text.passed : text.set(value)
  if (node.role === 'known') return text.known(value)
  return 'summed' in node.value ? text.passed : text.asked(value)
}

/** "Y if X were 1": a copy in words, for tables and screen readers. */
export function nodeName(node: CounterfactualNode, name: NameOf): string {
  const own = name(node.variable)
  if (node.subscript.length === 0) return own
  return `${own} if ${node.subscript.map((assignment) => settingWords(name, assignment)).join(' and ')}`
}
