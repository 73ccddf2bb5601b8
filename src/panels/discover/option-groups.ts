import type { DiscoveryAlgorithm } from '../../engine/discover/algorithm'
import { optionsOf } from '../../engine/discover/discover'
import { scoreMethods } from '../../engine/discover/scores/registry'
import { testMethods } from '../../engine/discover/tests/registry'
import type { OptionSpec, OptionValues } from '../../engine/options'

export interface OptionGroup {
  readonly id: 'search' | 'method' | 'support'
  readonly specs: readonly OptionSpec[]
}

/** Options that belong to one test or score, by id: shown only while that one is chosen. */
function ownersOf(): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>()
  for (const method of [...testMethods.entries, ...scoreMethods.entries])
    for (const { id } of method.options) owners.set(id, (owners.get(id) ?? new Set()).add(method.id))
  return owners
}

/**
 * An algorithm's options as the form shows them: its own, then the test or score with what that one takes, then what
 * all searches share. Options of a test or score that is not in use are left out.
 */
export function optionGroups(algorithm: DiscoveryAlgorithm, values: OptionValues): OptionGroup[] {
  const owners = ownersOf()
  const inUse = (spec: OptionSpec) => String(values[spec.id] ?? spec.default)
  const chosen = new Set(algorithm.options.filter(isMethod).map(inUse))
  const own = new Set(algorithm.options.map(({ id }) => id))
  const search: OptionSpec[] = []
  const method: OptionSpec[] = []
  for (const spec of algorithm.options) {
    const owner = owners.get(spec.id)
    if (isMethod(spec)) method.unshift(spec)
    else if (!owner) search.push(spec)
    else if ([...owner].some((id) => chosen.has(id))) method.push(spec)
  }
  const shared = optionsOf(algorithm).filter(({ id }) => !own.has(id))
  const groups: OptionGroup[] = [
    { id: 'method', specs: method },
    { id: 'search', specs: search },
    { id: 'support', specs: shared },
  ]
  return groups.filter(({ specs }) => specs.length > 0)
}

const isMethod = ({ id }: OptionSpec) => id === 'test' || id === 'score'
