import { nameOf, type CausalGraph, type VariableId } from '../graph/graph'

/** How a variable is written in a formula; the legend of the formula lists symbol and name. */
export interface VariableSymbol {
  readonly variable: VariableId
  readonly name: string
  /** "t", "s₂" */
  readonly text: string
  /** "t", "s_{2}" */
  readonly latex: string
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const FALLBACK_LETTER = 'v'

interface Parts {
  readonly letter: string
  readonly number: number | null
}

/** Roles whose customary letters settle a clash: a lone outcome becomes y, a lone treatment x. */
export interface SymbolRoles {
  readonly exposures: readonly VariableId[]
  readonly outcomes: readonly VariableId[]
}

const spelling = ({ letter, number }: Parts) => `${letter}${number ?? ''}`

/**
 * Short lower-case symbols, unique within the list: Treatment is t, X is x, Z12 is z₁₂. Where names would
 * share a symbol, a lone outcome takes y and a lone treatment x when that letter is free; the rest are
 * numbered in the order given, past the numbers already in use.
 */
export function variableSymbols(
  graph: CausalGraph,
  ids: readonly VariableId[],
  roles: SymbolRoles = { exposures: [], outcomes: [] },
): ReadonlyMap<VariableId, VariableSymbol> {
  const wanted = [...new Set(ids)].map((id) => ({ id, parts: partsOf(nameOf(graph, id)) }))
  settleByRole(wanted, roles.outcomes, 'y')
  settleByRole(wanted, roles.exposures, 'x')
  const claims = new Map<string, number>()
  for (const { parts } of wanted) claims.set(spelling(parts), (claims.get(spelling(parts)) ?? 0) + 1)
  const taken = new Set(claims.keys())
  const symbols = new Map<VariableId, VariableSymbol>()
  for (const { id, parts } of wanted) {
    let chosen = parts
    if (claims.get(spelling(parts))! > 1) {
      let number = 1
      while (taken.has(spelling({ letter: parts.letter, number }))) number++
      chosen = { letter: parts.letter, number }
      taken.add(spelling(chosen))
    }
    symbols.set(id, written(id, nameOf(graph, id), chosen))
  }
  return symbols
}

function settleByRole(
  wanted: { readonly id: VariableId; parts: Parts }[],
  role: readonly VariableId[],
  letter: string,
) {
  const own = role.length === 1 ? wanted.find(({ id }) => id === role[0]) : undefined
  if (!own) return
  const others = wanted.filter((entry) => entry !== own).map(({ parts }) => spelling(parts))
  if (others.includes(spelling(own.parts)) && !others.includes(letter)) own.parts = { letter, number: null }
}

/** The first letter of the name; its trailing number only when the name is one letter and a number. */
function partsOf(name: string): Parts {
  const numbered = /^([a-z])[_ ]?(\d{1,3})$/i.exec(name)
  if (numbered) return { letter: numbered[1].toLowerCase(), number: Number(numbered[2]) }
  return { letter: /\p{L}/u.exec(name)?.[0].toLowerCase() ?? FALLBACK_LETTER, number: null }
}

function written(variable: VariableId, name: string, { letter, number }: Parts): VariableSymbol {
  if (number === null) return { variable, name, text: letter, latex: letter }
  const subscript = [...String(number)].map((digit) => SUBSCRIPTS[Number(digit)]).join('')
  return { variable, name, text: letter + subscript, latex: `${letter}_{${number}}` }
}
