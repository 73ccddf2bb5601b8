import type { SearchableColumn } from './searchable-columns'

interface Listing {
  /** Part of the name, in any case; '' for all. */
  readonly sought: string
  readonly most: number
  /** Names that stand before the others and are always listed. */
  readonly first: Pick<ReadonlySet<string>, 'has'>
}

/** The columns that a long list shows, and how many that match it leaves out. */
export function listedColumns(
  columns: readonly SearchableColumn[],
  { sought, most, first }: Listing,
): { readonly listed: readonly SearchableColumn[]; readonly left: number } {
  const part = sought.trim().toLocaleLowerCase()
  const matching = columns.filter(({ name }) => name.toLocaleLowerCase().includes(part))
  if (matching.length <= most) return { listed: matching, left: 0 }
  const ahead = matching.filter(({ name }) => first.has(name))
  const others = matching.filter(({ name }) => !first.has(name)).slice(0, Math.max(0, most - ahead.length))
  return { listed: [...ahead, ...others], left: matching.length - ahead.length - others.length }
}
