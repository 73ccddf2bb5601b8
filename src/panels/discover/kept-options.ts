import { resolveOptions, type OptionSpec, type OptionValues } from '../../engine/options'

/** The options that were changed for one method and that another one has and takes too. */
export function keptOptions(changed: OptionValues, specs: readonly OptionSpec[]): OptionValues {
  const kept = Object.entries(changed).filter(([id, value]) => {
    const spec = specs.find((one) => one.id === id)
    return spec !== undefined && resolveOptions([spec], { [id]: value }).ok
  })
  return Object.fromEntries(kept)
}
