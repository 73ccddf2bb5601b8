import type { PairPath, StabilityPath } from '../../engine/discover/support/stability'
import { brief } from '../../widgets/numbers'

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** "2", ".005", "10⁻⁵": as narrow as a column of the plot. */
export function settingLabel(value: number): string {
  const exponent = Math.log10(value)
  if (exponent > -3 || !Number.isInteger(exponent)) return brief(value)
  return `10⁻${[...String(-exponent)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`
}

const SIGNS: Readonly<Record<string, string>> = {
  '->': '→',
  '<-': '←',
  '--': '–',
  '<->': '↔',
  '@->': '∘→',
  '<-@': '←∘',
  '@-@': '∘∘',
  '@-': '∘–',
  '-@': '–∘',
}

export const signOf = (symbol: string | null): string => (symbol === null ? '' : (SIGNS[symbol] ?? symbol))

export const pairName = ({ a, b }: Pick<PairPath, 'a' | 'b'>): string => `${a} – ${b}`

/** Runs of neighbouring settings at which the pair is joined: "10 to 3.5", "2". */
export function joinedRanges({ symbols }: PairPath, settings: readonly number[]): string[] {
  const ranges: string[] = []
  for (let at = 0; at < symbols.length; at++) {
    if (symbols[at] === null || (at > 0 && symbols[at - 1] !== null)) continue
    let end = at
    while (end + 1 < symbols.length && symbols[end + 1] !== null) end++
    const [first, last] = [settingLabel(settings[at]), settingLabel(settings[end])]
    ranges.push(at === end ? first : `${first} to ${last}`)
  }
  return ranges
}

/** Pairs that some settings join and others do not, in the order of the path, and how many are always joined. */
export function comeAndGo({ pairs }: StabilityPath) {
  const changing = pairs.filter(({ symbols }) => symbols.includes(null))
  return { changing, always: pairs.length - changing.length }
}
